import fc from 'fast-check';
import { z } from 'zod';
import { policySchema } from '../../../shared/policy/policy';
import { clinicPolicy } from '../../clinic';

/** Any number that JSON can hold; it has one zero only. */
const anyNumber = fc
  .double({ noDefaultInfinity: true, noNaN: true })
  .map((value) => (Object.is(value, -0) ? 0 : value));

function numberOf(schema: z.ZodNumber): fc.Arbitrary<unknown> {
  const { minValue, maxValue, format } = schema;
  if (format !== 'safeint') return anyNumber.filter((value) => schema.safeParse(value).success);
  const min = minValue === null || minValue < -1e9 ? -1e9 : minValue;
  const max = maxValue === null || maxValue > 1e9 ? 1e9 : maxValue;
  return fc.integer({ min, max });
}

function objectOf(schema: z.ZodObject): fc.Arbitrary<unknown> {
  const fields: Record<string, fc.Arbitrary<unknown>> = {};
  for (const [name, field] of Object.entries(schema.shape)) fields[name] = arbitraryOf(field as z.ZodType);
  const requiredKeys = Object.keys(fields).filter((name) => !(schema.shape[name] instanceof z.ZodOptional));
  return fc.record(fields, { noNullPrototype: true, requiredKeys });
}

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

/** How many elements a schema takes, of up to eight; found out by asking it. */
function lengthsOf(schema: z.ZodArray): [number, number] {
  const fits = [0, 1, 2, 3, 4, 5, 6, 7, 8].filter((length) => {
    const { error } = schema.safeParse(Array.from({ length }, () => undefined));
    return !error?.issues.some(
      ({ path, code }) => path.length === 0 && (code === 'too_small' || code === 'too_big'),
    );
  });
  const least = fits[0] ?? 0;
  return [least, Math.min(Math.max(4, least), fits.at(-1) ?? 4)];
}

/** The pattern that a text has to match; none where it has another check, or none at all. */
const patternOf = ({ _zod: { def } }: z.core.$ZodCheck<never>): RegExp[] =>
  'pattern' in def && def.pattern instanceof RegExp ? [def.pattern] : [];

/** Any value that a schema of this project accepts. */
export function arbitraryOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  // Its rules reach across its fields: a made-up one would never hold.
  if (schema === policySchema) return fc.constant(clinicPolicy);
  if (schema instanceof z.ZodObject) return objectOf(schema);
  if (schema instanceof z.ZodOptional) return arbitraryOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodNullable)
    return fc.option(arbitraryOf(schema.unwrap() as z.ZodType), { nil: null });
  if (schema instanceof z.ZodArray) {
    const [minLength, maxLength] = lengthsOf(schema);
    return fc.array(arbitraryOf(schema.element as z.ZodType), { minLength, maxLength });
  }
  if (schema instanceof z.ZodRecord)
    return fc.dictionary(
      fc.string().filter((name) => name !== '__proto__'),
      arbitraryOf(schema.valueType as z.ZodType),
      { noNullPrototype: true },
    );
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...(schema.options as string[]));
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values);
  if (schema instanceof z.ZodUnion)
    return fc.oneof(...schema.options.map((each) => arbitraryOf(each as z.ZodType)));
  if (schema instanceof z.ZodBoolean) return fc.boolean();
  if (schema instanceof z.ZodNumber) return numberOf(schema);
  if (schema instanceof z.ZodISODate) return day;
  if (schema instanceof z.ZodString) {
    const [pattern] = schema.def.checks?.flatMap(patternOf) ?? [];
    if (pattern !== undefined) return fc.stringMatching(pattern);
    return fc.string({ unit: 'grapheme', minLength: schema.safeParse('').success ? 0 : 1 });
  }
  throw new Error(`no way to make up a ${schema.type}`);
}
