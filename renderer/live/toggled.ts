/** A choice of several after one of them was touched: taken out if it was chosen, else put last. */
export function toggled<T>(chosen: readonly T[], one: T): readonly T[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}
