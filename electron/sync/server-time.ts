/** An answer's `Date` against our clock at half the round trip, ms, above zero: the server is ahead. Null: it says none. */
export function skewOf(
  headers: Readonly<Record<string, string>>,
  askedAtMs: number,
  answeredAtMs: number,
): number | null {
  const said = Date.parse(headers.date ?? '');
  if (Number.isNaN(said)) return null;
  // The header has whole seconds: on the average it is half a second behind.
  return said + 500 - (askedAtMs + answeredAtMs) / 2;
}
