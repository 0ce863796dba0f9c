import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/paths.mjs';
import { type Order, orderSchema } from '../../shared/dosing/order';
import { templateSchema } from '../../shared/dosing/template';
import type { Actor } from '../../shared/record/people';
import type { EpochMs } from '../../shared/time/clock';
import { epochMs } from '../../shared/time/clock';
import type { Chance } from './chance';
import type { Invented } from './patients';

type Programme = {
  readonly templateId: string;
  /** Rates in mg/kg/h by minute of infusing time. */
  readonly steps: readonly (readonly [minute: number, rate: number])[];
  readonly durationMin: number;
};

const pain: readonly [Programme, ...Programme[]] = [
  {
    templateId: 'crps-4h-ramp',
    steps: [
      [0, 0.2],
      [30, 0.3],
      [60, 0.35],
    ],
    durationMin: 240,
  },
  { templateId: 'crps-4h-flat', steps: [[0, 0.3]], durationMin: 240 },
  {
    templateId: 'pain-steps',
    steps: [
      [0, 0.1],
      [40, 0.19],
      [80, 0.28],
    ],
    durationMin: 120,
  },
  { templateId: 'pain-bolus', steps: [[0, 0.2]], durationMin: 120 },
];
const mood: Programme = { templateId: 'mood-40min', steps: [[0, 0.75]], durationMin: 40 };

const template = (templateId: string) =>
  templateSchema.parse(
    JSON.parse(readFileSync(path.join(root, 'resources/templates', `${templateId}.json`), 'utf8')),
  );

const cut = (value: number): number => Math.floor(value * 100) / 100;

/** Programmes that are longer than a morning of a quick record. */
export const isLong = ({ indication }: Pick<Invented, 'indication'>): boolean => indication === 'pain';

export type OrderedSession = {
  readonly number: number;
  readonly planned: number;
  readonly at: EpochMs;
  readonly by: Actor;
  readonly room: string;
};

/** The same programme and weight, signed for somebody else and another day. */
export function orderLike(
  model: Order,
  chance: Chance,
  { patient }: Invented,
  session: OrderedSession,
): Order {
  return {
    ...model,
    orderId: chance.id(),
    patientId: patient.patientId,
    weighedAt: epochMs(session.at - 900_000),
    sessionNumber: session.number,
    sessionsPlanned: session.planned,
    plannedFor: session.at,
    signedAt: epochMs(session.at - 3_600_000),
  };
}

/** A signed order for one session of an invented patient, written from one of the shipped templates. */
export function orderFor(chance: Chance, who: Invented, session: OrderedSession): Order {
  const programme = who.indication === 'mood' ? mood : chance.one(pain);
  const from = template(programme.templateId);
  const weight = who.weightKg;
  // Heavy patients meet the absolute ceiling of the template.
  const ceiling = from.caps.rateMgPerHour === null ? Infinity : from.caps.rateMgPerHour / weight;
  const steps = programme.steps.map(([fromMinute, rate]) => ({
    fromMinute,
    rateMgPerKgPerHour: Math.min(rate, cut(ceiling)),
  }));
  const ends = [...steps.slice(1).map(({ fromMinute }) => fromMinute), programme.durationMin];
  const mgPerKg = steps.reduce(
    (sum, step, index) => sum + (step.rateMgPerKgPerHour * ((ends[index] ?? 0) - step.fromMinute)) / 60,
    0,
  );
  const bolusMgPerKg = from.bolus?.mgPerKg ?? 0;
  const version = { templateId: from.templateId, version: '1', title: from.title, source: from.source };
  return orderSchema.parse({
    orderId: chance.id(),
    patientId: who.patient.patientId,
    drug: from.drug,
    indication: from.indication,
    steps,
    maxRateMgPerKgPerHour: Math.max(...steps.map((step) => step.rateMgPerKgPerHour)),
    durationMin: programme.durationMin,
    totalMg: Math.round((mgPerKg + bolusMgPerKg) * weight * 10) / 10,
    bolus: from.bolus,
    concentrationMgPerMl: from.concentrationMgPerMl,
    containerMl: from.containerMl,
    diluent: from.diluent,
    dosingWeightKg: weight,
    weightBasis: 'actual',
    measuredWeightKg: weight,
    weighedAt: epochMs(session.at - 900_000),
    heightCm: who.heightCm,
    limitProfileId: from.limitProfileId,
    vitalLimits: from.vitalLimits,
    nibpEveryMin: from.nibpEveryMin,
    orderedUnit: from.orderedUnit,
    template: { ...version, approvedBy: 'D. Proof' },
    observation: from.observation,
    adjuncts: from.adjuncts,
    interlock: chance.happens(0.2)
      ? { spo2: { belowPercent: 88, forSeconds: 15 }, respiration: { belowPerMin: 8, forSeconds: 30 } }
      : null,
    weightAsRead: null,
    weightFormulaSex: null,
    weightDoubt: null,
    conversions: [],
    softReasons: [],
    sessionNumber: session.number,
    sessionsPlanned: session.planned,
    plannedFor: session.at,
    room: session.room,
    signedBy: session.by,
    signedAt: epochMs(session.at - 3_600_000),
  });
}
