import { z } from 'zod';

/** Values made by this program itself and folded by the same code on both sides; checked by type, not by schema. */
export const own = <T>(): z.ZodType<T, T> => z.unknown() as unknown as z.ZodType<T, T>;

export const asked = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

export const done = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('refused'), reasons: z.array(z.string()) }),
]);

export const refusal = z.object({ kind: z.literal('refused'), reasons: z.array(z.string()) });

export const exported = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), file: z.string() }),
  z.object({ kind: z.literal('refused'), reasons: z.array(z.string()) }),
]);

export const exportedFiles = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), files: z.array(z.string()) }),
  z.object({ kind: z.literal('refused'), reasons: z.array(z.string()) }),
]);
