import { z } from 'zod';
import { ivSite, type Observation, observationSchema, severity } from '../observation/observation';
import { sedationLevels, sedationSchema } from '../observation/scales';
import { signWords, type VitalSign, vitalSigns } from '../observation/vital-signs';
import type { EventBody, EventType, LoggedEvent } from '../session/events';
import type { AmendableField, AmendedValue } from '../session/review/events';
import { epochMs } from '../time/clock';

/** How a value is typed: a number with its unit, a moment, words, or one of a list. */
export type AmendableInput =
  | { readonly kind: 'number'; readonly unit: string; readonly decimals: number }
  | { readonly kind: 'moment' }
  | { readonly kind: 'text' }
  | { readonly kind: 'choice'; readonly values: readonly AmendedValue[] };

/** One value of one entry that can be put right, as it stands in that entry. */
export type Amendable = {
  readonly field: AmendableField;
  readonly title: string;
  readonly input: AmendableInput;
  readonly value: AmendedValue;
};

type Field = {
  readonly title: string;
  readonly input: (event: LoggedEvent) => AmendableInput;
  /** What can stand there at all. */
  readonly schema: z.ZodType<AmendedValue>;
  /** Undefined: this entry has no such value, or a device gave it. */
  readonly read: (event: LoggedEvent) => AmendedValue | undefined;
  readonly write: (event: LoggedEvent, value: AmendedValue) => LoggedEvent;
};

const positive = z.number().positive().max(100_000);
const words = z.string().trim().min(1).max(2_000);
const moment = z.number().positive();
const number = (unit: string, decimals: number): AmendableInput => ({ kind: 'number', unit, decimals });

/** A field of one kind of entry; `write` gets a value that `schema` passed. */
function on<T extends EventType>(
  type: T,
  field: {
    readonly title: string;
    readonly input: AmendableInput | ((body: EventBody<T>) => AmendableInput);
    readonly schema: z.ZodType<AmendedValue>;
    readonly read: (body: EventBody<T>) => AmendedValue | undefined;
    readonly write: (body: EventBody<T>, value: never) => EventBody<T>;
  },
): Field {
  const { title, input, schema, read, write } = field;
  const bodyOf = (event: LoggedEvent) => event.body as EventBody<T>;
  return {
    title,
    schema,
    input: (event) => (typeof input === 'function' ? input(bodyOf(event)) : input),
    read: (event) => (event.type === type ? read(bodyOf(event)) : undefined),
    write: (event, value) =>
      ({ ...event, body: write(bodyOf(event), value as never) }) as unknown as LoggedEvent,
  };
}

/** A field of an observation set, in the entry that recorded it and in those that corrected it during the session. */
function ofSet(field: {
  readonly title: string;
  readonly input: AmendableInput | ((seen: Observation) => AmendableInput);
  readonly schema: z.ZodType<AmendedValue>;
  readonly read: (seen: Observation) => AmendedValue | undefined;
  readonly write: (seen: Observation, value: never) => Observation;
}): Field {
  const { title, input, schema, read, write } = field;
  const setOf = (event: LoggedEvent): Observation | null => {
    if (event.type === 'observation.recorded') return event.body.observation;
    return event.type === 'observation.corrected' ? event.body.now : null;
  };
  return {
    title,
    schema,
    input: (event) => {
      const seen = setOf(event);
      return typeof input === 'function' ? (seen === null ? { kind: 'text' } : input(seen)) : input;
    },
    read: (event) => {
      const seen = setOf(event);
      return seen === null ? undefined : read(seen);
    },
    write: (event, value) => {
      if (event.type === 'observation.recorded') {
        const observation = observationSchema.parse(write(event.body.observation, value as never));
        return { ...event, body: { ...event.body, observation } };
      }
      if (event.type === 'observation.corrected') {
        return {
          ...event,
          body: { ...event.body, now: observationSchema.parse(write(event.body.now, value as never)) },
        };
      }
      return event;
    },
  };
}

const vital = (sign: VitalSign): Field =>
  ofSet({
    title: signWords[sign].name,
    input: number(signWords[sign].unit, 0),
    schema: z.number().min(0).max(999),
    read: ({ vitals }) => (vitals[sign]?.source.kind === 'typed' ? vitals[sign].value : undefined),
    write: (seen, value: number) => {
      const taken = seen.vitals[sign];
      return taken === null ? seen : { ...seen, vitals: { ...seen.vitals, [sign]: { ...taken, value } } };
    },
  });

const baseline = (sign: VitalSign): Field =>
  on('baseline.taken', {
    title: `Baseline ${signWords[sign].name}`,
    input: number(signWords[sign].unit, 0),
    schema: z.number().min(0).max(999),
    read: ({ set }) => (set[sign].source === 'typed' ? set[sign].value : undefined),
    write: (body, value: number) => ({ ...body, set: { ...body.set, [sign]: { ...body.set[sign], value } } }),
  });

const zeroToTen = z.int().min(0).max(10);
const score = (title: string, key: 'painNrs' | 'distress'): Field =>
  ofSet({
    title,
    input: number('', 0),
    schema: zeroToTen.nullable(),
    read: (seen) => seen[key],
    write: (seen, value: number | null) => ({ ...seen, [key]: value }),
  });

const bySign = <P extends string>(prefix: P, of: (sign: VitalSign) => Field) =>
  Object.fromEntries(vitalSigns.map((sign) => [`${prefix}.${sign}`, of(sign)])) as Record<
    `${P}.${VitalSign}`,
    Field
  >;

/** The whole list of what can be put right, each with what can stand there. */
const fields: Record<AmendableField, Field> = {
  ...bySign('vitals', vital),
  ...bySign('baseline', baseline),
  sedation: ofSet({
    title: 'Sedation',
    input: ({ sedation }) => ({
      kind: 'choice',
      values: sedation === null ? [] : sedationLevels(sedation.scale).map((one) => one.sedation.level),
    }),
    schema: z.union([z.literal('S'), z.int()]),
    read: ({ sedation }) => sedation?.level,
    write: (seen, level: 'S' | number) => ({
      ...seen,
      sedation: seen.sedation === null ? null : sedationSchema.parse({ scale: seen.sedation.scale, level }),
    }),
  }),
  painNrs: score('Pain NRS', 'painNrs'),
  distress: score('Distress', 'distress'),
  nausea: ofSet({
    title: 'Nausea',
    input: { kind: 'choice', values: ['none', 'mild', 'moderate', 'severe', null] },
    schema: z.enum(['none', 'mild', 'moderate', 'severe']).nullable(),
    read: ({ nausea }) => nausea,
    write: (seen, nausea: Observation['nausea']) => ({ ...seen, nausea }),
  }),
  ivSite: ofSet({
    title: 'IV site',
    input: { kind: 'choice', values: [...ivSite.options, null] },
    schema: ivSite.nullable(),
    read: (seen) => seen.ivSite,
    write: (seen, site: Observation['ivSite']) => ({ ...seen, ivSite: site }),
  }),
  text: ofSet({
    title: 'Text of the set',
    input: { kind: 'text' },
    schema: z.string().trim().max(2_000),
    read: ({ text }) => text,
    write: (seen, text: string) => ({ ...seen, text }),
  }),
  measuredAt: ofSet({
    title: 'Time of the set',
    input: { kind: 'moment' },
    schema: moment,
    read: ({ measuredAt }) => measuredAt,
    write: (seen, at: number) => ({ ...seen, measuredAt: epochMs(at) }),
  }),
  symptom: on('symptom.recorded', {
    title: 'Symptom',
    input: { kind: 'text' },
    schema: words,
    read: ({ symptom }) => symptom,
    write: (body, symptom: string) => ({ ...body, symptom }),
  }),
  severity: on('symptom.recorded', {
    title: 'Severity',
    input: { kind: 'choice', values: [...severity.options, null] },
    schema: severity.nullable(),
    read: (body) => body.severity,
    write: (body, value: EventBody<'symptom.recorded'>['severity']) => ({ ...body, severity: value }),
  }),
  'adjunct.dose': on('adjunct.given', {
    title: 'Dose',
    input: ({ unit }) => number(unit, 3),
    schema: positive,
    read: ({ dose }) => dose,
    write: (body, dose: number) => ({ ...body, dose }),
  }),
  'adjunct.givenAt': on('adjunct.given', {
    title: 'Time of giving',
    input: { kind: 'moment' },
    schema: moment,
    read: ({ givenAt }) => givenAt,
    write: (body, at: number) => ({ ...body, givenAt: epochMs(at) }),
  }),
  note: on('note.recorded', {
    title: 'Note',
    input: { kind: 'text' },
    schema: words,
    read: ({ text }) => text,
    write: (body, text: string) => ({ ...body, text }),
  }),
  'bolus.doseMg': on('bolus.recorded', {
    title: 'Bolus',
    input: number('mg', 3),
    schema: positive,
    read: ({ doseMg }) => doseMg,
    write: (body, doseMg: EventBody<'bolus.recorded'>['doseMg']) => ({ ...body, doseMg }),
  }),
  'resolved.rateMlPerHour': on('command.resolved', {
    title: 'Rate read at the pump',
    input: number('mL/h', 2),
    schema: z.number().min(0).max(2_000),
    read: ({ source }) => (source.kind === 'person' ? (source.rateMlPerHour ?? undefined) : undefined),
    write: (body, rateMlPerHour: never) =>
      body.source.kind === 'person' ? { ...body, source: { ...body.source, rateMlPerHour } } : body,
  }),
  'syringe.concentrationMgPerMl': on('syringe.loaded', {
    title: 'Concentration',
    input: number('mg/mL', 3),
    schema: positive,
    read: ({ syringe }) => syringe.concentrationMgPerMl,
    write: (body, value: EventBody<'syringe.loaded'>['syringe']['concentrationMgPerMl']) => ({
      ...body,
      syringe: { ...body.syringe, concentrationMgPerMl: value },
    }),
  }),
  'syringe.lot': on('syringe.loaded', {
    title: 'Lot',
    input: { kind: 'text' },
    schema: words.nullable(),
    read: ({ syringe }) => syringe.lot,
    write: (body, lot: string | null) => ({ ...body, syringe: { ...body.syringe, lot } }),
  }),
  'order.dosingWeightKg': on('session.opened', {
    title: 'Dosing weight',
    input: number('kg', 2),
    schema: z.number().positive().max(635),
    read: ({ order }) => order.dosingWeightKg,
    write: (body, value: EventBody<'session.opened'>['order']['dosingWeightKg']) => ({
      ...body,
      order: { ...body.order, dosingWeightKg: value },
    }),
  }),
};

const names = Object.keys(fields) as AmendableField[];

/** What of an entry can be put right, as it stands there. Empty: nothing of it was typed by a person. */
export function amendablesOf(event: LoggedEvent): Amendable[] {
  if (event.type === 'observation.corrected') return [];
  return names.flatMap((field) => {
    const { title, input, read } = fields[field];
    const value = read(event);
    return value === undefined ? [] : [{ field, title, input: input(event), value }];
  });
}

/** One value of an entry; undefined: it has no such value. */
export const valueIn = (event: LoggedEvent, field: AmendableField): AmendedValue | undefined =>
  fields[field].read(event);

/** The entry as it would read with this value. Throws where the value can not stand there. */
export const withValue = (event: LoggedEvent, field: AmendableField, value: AmendedValue): LoggedEvent =>
  fields[field].write(event, fields[field].schema.parse(value));

/** Whether a value can stand in this field of this entry. */
export function canStand(event: LoggedEvent, field: AmendableField, value: AmendedValue): boolean {
  const { schema, input } = fields[field];
  const how = input(event);
  if (!schema.safeParse(value).success) return false;
  return how.kind !== 'choice' || how.values.includes(value);
}

/** The name of a field, as a screen or a sentence calls it. */
export const fieldTitle = (field: AmendableField): string => fields[field].title;

/** The unit of a number; empty for everything else. */
export function fieldUnit(event: LoggedEvent, field: AmendableField): string {
  const input = fields[field].input(event);
  return input.kind === 'number' ? input.unit : '';
}
