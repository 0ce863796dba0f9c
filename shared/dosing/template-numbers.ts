import { formatNumber } from '../units/format';
import {
  type MgPerHour,
  type MgPerKg,
  type MgPerKgPerHour,
  mg,
  mgPerHour,
  mgPerKg,
  mgPerKgPerHour,
  mgPerMl,
  minutes,
  ml,
} from '../units/units';
import type { Programme, Template } from './template';

/** One number of a template with the words of its field; null: none set, which only a cap may be. */
export type TemplateNumber = {
  readonly key: string;
  readonly name: string;
  readonly value: number | null;
  readonly decimals: number;
  /** A number may stay empty: no cap of this kind. */
  readonly optional: boolean;
  /** The template with another value; nothing else changes. */
  readonly to: (value: number | null) => Template;
};

type Part = Omit<TemplateNumber, 'to' | 'optional'> & { readonly to: (value: number) => Programme };

function programmeNumbers(programme: Programme): Part[] {
  const duration: Part = {
    key: 'duration',
    name: 'Duration, min',
    value: programme.durationMin,
    decimals: 0,
    to: (value) => ({ ...programme, durationMin: minutes(value) }),
  };
  switch (programme.kind) {
    case 'dose':
      return [
        {
          key: 'dose',
          name: 'Dose, mg/kg',
          value: programme.doseMgPerKg,
          decimals: 3,
          to: (value) => ({ ...programme, doseMgPerKg: mgPerKg(value) }),
        },
        duration,
      ];
    case 'steps':
      return [
        ...programme.steps.map(
          (step, index): Part => ({
            key: `step-${index}`,
            name: `From ${step.fromMinute} min, ${programme.unit}`,
            value: step.rate,
            decimals: 4,
            to: (rate) => ({
              ...programme,
              steps: programme.steps.map((one, at) => (at === index ? { ...one, rate } : one)),
            }),
          }),
        ),
        ...programme.sessionShares.map(
          (share, index): Part => ({
            key: `share-${index}`,
            name: `From session ${share.fromSession}, share 0 to 1`,
            value: share.share,
            decimals: 3,
            to: (value) => ({
              ...programme,
              sessionShares: programme.sessionShares.map((one, at) =>
                at === index ? { ...one, share: value } : one,
              ),
            }),
          }),
        ),
        duration,
      ];
    case 'titration': {
      const part = (key: 'first' | 'step' | 'highest', name: string): Part => ({
        key,
        name: `${name}, ${programme.unit}`,
        value: programme[key],
        decimals: 3,
        to: (value) => ({ ...programme, [key]: value }),
      });
      return [
        part('first', 'First rate'),
        part('step', 'Up by'),
        part('highest', 'Highest rate'),
        {
          key: 'every',
          name: 'Every, min',
          value: programme.everyMin,
          decimals: 0,
          to: (value) => ({ ...programme, everyMin: minutes(value) }),
        },
        duration,
      ];
    }
  }
}

/** Every dose number of a template, in the order in which a physician reads them. */
export function templateNumbers(template: Template): TemplateNumber[] {
  const { caps, programme } = template;
  const cap = <K extends keyof typeof caps>(
    key: K,
    name: string,
    make: (value: number) => NonNullable<(typeof caps)[K]>,
  ): TemplateNumber => ({
    key,
    name,
    value: caps[key],
    decimals: 3,
    optional: true,
    to: (value) => ({ ...template, caps: { ...caps, [key]: value === null ? null : make(value) } }),
  });
  const plain = (
    key: string,
    name: string,
    value: number,
    decimals: number,
    to: (value: number) => Template,
  ): TemplateNumber => ({
    key,
    name,
    value,
    decimals,
    optional: false,
    to: (next) => (next === null ? template : to(next)),
  });
  return [
    ...programmeNumbers(programme).map(({ to, ...part }) => ({
      ...part,
      optional: false,
      to: (value: number | null) => (value === null ? template : { ...template, programme: to(value) }),
    })),
    cap('rateMgPerKgPerHour', 'Cap on the rate, mg/kg/h', (value): MgPerKgPerHour => mgPerKgPerHour(value)),
    cap('rateMgPerHour', 'Cap on the rate, mg/h', (value): MgPerHour => mgPerHour(value)),
    cap('totalMg', 'Cap on the total, mg', (value) => mg(value)),
    cap('totalMgPerKg', 'Cap on the total, mg/kg', (value): MgPerKg => mgPerKg(value)),
    plain('concentration', 'Concentration, mg/mL', template.concentrationMgPerMl, 2, (value) => ({
      ...template,
      concentrationMgPerMl: mgPerMl(value),
    })),
    plain('container', 'Syringe filled to, mL', template.containerMl, 1, (value) => ({
      ...template,
      containerMl: ml(value),
    })),
    plain('cuff', 'Cuff every, min', template.nibpEveryMin, 0, (value) => ({
      ...template,
      nibpEveryMin: minutes(value),
    })),
  ];
}

const others: readonly [keyof Template, string][] = [
  ['title', 'title'],
  ['source', 'source'],
  ['evidence', 'grade of evidence'],
  ['drug', 'drug'],
  ['indication', 'care area'],
  ['limitProfileId', 'limits'],
  ['orderedUnit', 'unit of the rate'],
  ['diluent', 'diluent'],
  ['weightBasis', 'basis of the weight'],
  ['sessionsPlanned', 'sessions planned'],
  ['bolus', 'bolus'],
  ['adjuncts', 'other drugs'],
  ['interlock', 'levels of the interlock'],
  ['vitalLimits', 'alarm limits'],
  ['observation', 'observation schedule'],
];

const shown = (value: number | null): string => (value === null ? 'none' : formatNumber(value, 4));

/** What differs between two versions, in words, so that whoever approves reads every change. */
export function templateChanges(before: Template, after: Template): string[] {
  const old = new Map(templateNumbers(before).map((one) => [one.key, one]));
  const now = new Map(templateNumbers(after).map((one) => [one.key, one]));
  const numbers = [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [one, other] = [old.get(key), now.get(key)];
    if (one?.value === other?.value && one?.name === other?.name) return [];
    const name = other?.name ?? one?.name ?? key;
    const gone = one === undefined ? 'not there' : shown(one.value);
    return [`${name}: ${gone} → ${other === undefined ? 'taken away' : shown(other.value)}`];
  });
  const rest = others.flatMap(([key, name]) => {
    const [one, other] = [before[key], after[key]];
    if (JSON.stringify(one) === JSON.stringify(other)) return [];
    return typeof one === 'string' || typeof one === 'number'
      ? [`${name}: ${String(one)} → ${String(other)}`]
      : [`${name} changed`];
  });
  return [...numbers, ...rest];
}
