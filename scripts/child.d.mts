/** Chromium’s complaints about services that a small machine does not have. */
export const NOISE: RegExp;
