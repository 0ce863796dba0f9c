/** What an order of the time before templates, adjuncts and interlocks left unsaid. Never edited. */
const unsaid = {
  orderedUnit: 'mg/kg/h',
  template: null,
  observation: null,
  adjuncts: [],
  interlock: null,
  weightAsRead: null,
  weightFormulaSex: null,
  weightDoubt: null,
  conversions: [],
  softReasons: [],
};

/** An order as it is kept today; what it says itself stands. */
export function orderOfToday(body: unknown): unknown {
  return { ...unsaid, ...(body as object) };
}
