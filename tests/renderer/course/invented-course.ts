import type { SessionFacts } from '../../../shared/course/facts';
import type { CoursePage, CourseSession } from '../../../shared/course/page';
import type { SessionCourse } from '../../../shared/course/session-course';
import type { DoseStep } from '../../../shared/pk/dose-step';
import { epochMs } from '../../../shared/time/clock';
import {
  kg,
  mg,
  mgPerHour,
  mgPerKgPerHour,
  mgPerMin,
  mgPerMl,
  minutes,
  mlPerHour,
} from '../../../shared/units/units';
import { openedAt, order, patient } from '../review-harness/invented-order';
import { noise } from '../review-harness/readings';

const WEEK_MS = 7 * 86_400_000;
const MINUTE_MS = 60_000;
const WEIGHT = 68;

/** From minute, mg/kg/h, of the n-th session (from 0): later ones climb higher; every third one is paused. */
function ran(index: number): [number, number][] {
  const top = Math.min(0.4, 0.2 + 0.04 * index);
  const pause: [number, number][] =
    index % 3 === 1
      ? [
          [100, 0],
          [112, top],
        ]
      : [];
  return [[0, 0.2], [30, Math.min(top, 0.3)], [75, top], ...pause, [230 - (index % 4) * 10, 0]];
}

function doseOf(index: number, startedAt: number): DoseStep[] {
  const steps = ran(index);
  return steps.flatMap(([from, rate], at) => {
    const next = steps[at + 1];
    if (next === undefined || rate === 0) return [];
    const mgMin = (rate * WEIGHT) / 60;
    return [
      {
        fromMs: epochMs(startedAt + from * MINUTE_MS),
        toMs: epochMs(startedAt + next[0] * MINUTE_MS),
        lowMgPerMin: mgPerMin(mgMin),
        highMgPerMin: mgPerMin(mgMin),
      },
    ];
  });
}

function envelopeOf(index: number): SessionCourse['envelope'] {
  const all = Array.from({ length: 285 }, (_, at) => at - 10);
  const spo2 = (minute: number) => {
    const dip = index % 4 === 2 && minute === 150 ? 8 : 0;
    return minute === 20 ? null : Math.round(97 + noise(minute, index) * 1.2) - dip;
  };
  const hr = (minute: number) =>
    Math.round(70 + index / 3 + 8 * Math.min(1, Math.max(0, minute) / 90) + noise(minute, index + 7) * 2);
  return {
    from: -10,
    spo2Low: all.map(spo2),
    spo2High: all.map((minute) => (spo2(minute) === null ? null : Math.min(100, (spo2(minute) ?? 0) + 1))),
    hrLow: all.map(hr),
    hrHigh: all.map((minute) => hr(minute) + 4),
    nibp: Array.from({ length: 19 }, (_, at) => at * 15 - 8).map((minute) => {
      const systolic = Math.round(
        119 + index + 18 * Math.min(1, Math.max(0, minute) / 120) + noise(minute, 3) * 5,
      );
      return [minute, systolic, Math.round(systolic * 0.62)] as const;
    }),
  };
}

function courseOf(index: number, startedAt: number, dose: readonly DoseStep[]): SessionCourse {
  const steps = ran(index);
  const given = dose.reduce((sum, one) => sum + (one.highMgPerMin * (one.toMs - one.fromMs)) / MINUTE_MS, 0);
  const top = Math.max(...steps.map(([, rate]) => rate));
  const envelope = envelopeOf(index);
  const saturations = envelope.spo2Low.filter((value) => value !== null);
  const [peak] = [...envelope.nibp].sort((a, b) => b[1] - a[1]);
  const holds = steps.flatMap(([from, rate], at) => {
    const to = steps[at + 1]?.[0] ?? from;
    if (rate === 0 || to === from) return [];
    return [
      { from, to, spo2Min: to - from, mgPerKgPerHour: mgPerKgPerHour(rate), mlPerHour: mlPerHour(rate * 34) },
    ];
  });
  const before = Math.max(3, 8 - Math.floor(index / 2));
  const paused = index % 3 === 1;
  const worst = Math.min(...saturations);
  return {
    startedAt: epochMs(startedAt),
    order: {
      ...{
        orderId: `o${index}`,
        drug: order.drug,
        indication: order.indication,
        orderedUnit: order.orderedUnit,
      },
      ...{ dosingWeightKg: kg(WEIGHT), weightBasis: order.weightBasis, concentrationMgPerMl: mgPerMl(2) },
      ...{ totalMg: mg(90), durationMin: minutes(240), maxRateMgPerKgPerHour: mgPerKgPerHour(0.4) },
      ...{ sessionNumber: index + 1, sessionsPlanned: 20 },
    },
    givenMg: { low: given, high: index === 4 ? given + 1.1 : given },
    boluses: index === 5 ? [{ doseMg: 7, minute: 30 }] : [],
    infusedMs: holds.reduce((sum, { from, to }) => sum + to - from, 0) * MINUTE_MS,
    pausedMs: paused ? 12 * MINUTE_MS : 0,
    pauses: paused ? 1 : 0,
    lengthMin: 274,
    top: {
      mgPerKgPerHour: mgPerKgPerHour(top),
      mgPerHour: mgPerHour(top * WEIGHT),
      heldMin: holds
        .filter((one) => one.mgPerKgPerHour === top)
        .reduce((sum, one) => sum + one.to - one.from, 0),
    },
    holds,
    unknown: index === 4 ? [{ from: 140, to: 143 }] : [],
    spo2: {
      worst: { value: worst, minute: 150, typed: false },
      cautionBelow: 94,
      underCautionMs: worst < 94 ? 40_000 : 0,
      measuredMs: 270 * MINUTE_MS,
    },
    pressure: {
      baseline: { systolic: 118 + index, diastolic: 74 },
      cautionOver: 160,
      peak:
        peak === undefined ? null : { systolic: peak[1], diastolic: peak[2], minute: peak[0], typed: false },
    },
    heartRate: {
      baseline: 70,
      lowest: { value: Math.min(...envelope.hrLow.map((value) => value ?? 999)), minute: 3, typed: false },
      highest: { value: Math.max(...envelope.hrHigh.map((value) => value ?? 0)), minute: 190, typed: false },
    },
    symptoms: paused
      ? [{ symptom: 'nausea', words: 'Nausea', worst: 'moderate', times: 2, firstMinute: 96 }]
      : index % 5 === 0
        ? [{ symptom: 'double-vision', words: 'Double vision', worst: 'mild', times: 1, firstMinute: 60 }]
        : [],
    worst: {
      ...{ nausea: paused ? 'moderate' : null, distress: paused ? 4 : 1, agitated: null },
      dissociation: { total: 5 + (index % 4), of: 24 },
      sedated: { scale: 'RASS', level: index % 4 === 2 ? -2 : -1 },
    },
    pain: { before, after: index === 3 ? null : Math.max(1, before - 4), lowest: 2 },
    scores: holds.map(({ from }) => ({
      ...{
        minute: from + 5,
        painNrs: before - 2,
        distress: 1,
        sedation: { scale: 'RASS', level: -1 } as const,
      },
    })),
    adjuncts: paused ? [{ drug: 'ondansetron', dose: 4, unit: 'mg', route: 'IV', minute: 101 }] : [],
    alarms: { high: index % 4 === 2 ? 1 : 0, medium: index % 3 },
    against: paused ? [{ minute: 100, kind: 'pause', words: 'paused for nausea' }] : [],
    ended: {
      why: index % 2 === 0 ? 'complete' : 'ended',
      by: 'R. Example',
      afterPause: null,
      outcome: 'completed',
    },
    discharged: { by: 'Dr Sample', holds: true },
    envelope,
  };
}

/** Facts of the n-th session of an invented series, from 0. */
export function inventedFacts(index: number): { startedAt: number; facts: SessionFacts } {
  const startedAt = openedAt + index * WEEK_MS + 30 * MINUTE_MS;
  const dose = doseOf(index, startedAt);
  return { startedAt, facts: { dose, course: courseOf(index, startedAt, dose) } };
}

/** A series of so many sessions, one a week. */
export function inventedCourse(count: number): CoursePage {
  const sessions = Array.from({ length: count }, (_, index): CourseSession => {
    const { startedAt, facts } = inventedFacts(index);
    return {
      sessionId: `s${index + 1}`,
      openedAt: epochMs(startedAt - 30 * MINUTE_MS),
      startedAt: epochMs(startedAt),
      closedAt: epochMs(startedAt + 274 * MINUTE_MS),
      simulation: true,
      reviewed: index % 3 !== 2,
      facts,
    };
  });
  return { patient, sessions, doubtful: [] };
}
