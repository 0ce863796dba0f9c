/** Controlled substance: what was prepared, given, wasted and returned in this session. */
export const ledgerEvents = {} as const;
