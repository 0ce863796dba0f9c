import { z } from 'zod';

/** A finite number that carries the unit of `Q`; for schemas of records and messages. */
export function quantity<Q extends number>(): z.ZodType<Q, Q> {
  return z.number() as unknown as z.ZodType<Q, Q>;
}
