/** A moment in universal time, ISO 8601 with milliseconds: `2026-03-12T09:40:00.000Z`. */
export const utcText = (atMs: number): string => new Date(atMs).toISOString();
