import { givenByMinute, rateCorners } from '../../shared/course/dose-curve';
import type { GivenSession } from '../../shared/course/page';
import type { Predicted } from '../../shared/course/predicted';
import type { CourseScales, Scale } from '../../shared/course/scales';
import { formatIn, formatNumber } from '../../shared/units/format';
import { type Frame, linePath, stepPath } from './paths';

/** One lane of the overlay: the same quantity of two sessions over each other. */
export type OverlayLane = {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly scale: Scale;
  /** The line of a session. */
  readonly path: (session: GivenSession, frame: Frame) => string;
  /** What the lane shows of a session at a minute; null: nothing then. */
  readonly read: (session: GivenSession, minute: number) => string | null;
};

const spanWords = (low: number | null | undefined, high: number | null | undefined): string | null => {
  if (low == null || high == null) return null;
  return low === high ? `${low}` : `${low} to ${high}`;
};

/** The lanes, top to bottom: given, predicted, answered. */
export function overlayLanes(
  scales: CourseScales,
  predicted: ReadonlyMap<string, Predicted>,
  modelName: string,
): OverlayLane[] {
  const cornersOf = ({ facts, startedAt }: GivenSession) =>
    rateCorners(facts.dose, startedAt, facts.course.order.dosingWeightKg);
  const minutesOf = ({ facts }: GivenSession) => facts.course.lengthMin;
  const sumOf = (session: GivenSession) =>
    givenByMinute(session.facts.dose, session.startedAt, minutesOf(session));
  const envelopeOf = ({ facts }: GivenSession) => facts.course.envelope;
  const within = (session: GivenSession, minute: number) => minute >= 0 && minute <= minutesOf(session);
  return [
    {
      ...{ key: 'rate', title: 'Dose rate', unit: 'mg/kg/h', scale: scales.rate },
      path: (session, frame) => stepPath(cornersOf(session), frame),
      read: (session, minute) => {
        const corner = cornersOf(session).findLast((one) => one.minute <= minute);
        return within(session, minute) ? formatIn(corner?.high ?? 0, 'mg/kg/h') : null;
      },
    },
    {
      ...{ key: 'given', title: 'Given', unit: 'mg', scale: scales.doseMg },
      path: (session, frame) => linePath(sumOf(session), 0, frame),
      read: (session, minute) => {
        const value = sumOf(session)[Math.floor(minute)];
        return value === undefined || minute < 0 ? null : formatIn(value, 'mg');
      },
    },
    {
      key: 'predicted',
      title: 'Predicted',
      unit: `ng/mL, ${modelName}, not measured`,
      scale: scales.predicted,
      path: (session, frame) => linePath(predicted.get(session.sessionId)?.byMinute ?? [], 0, frame),
      read: (session, minute) => {
        const value = predicted.get(session.sessionId)?.byMinute[Math.floor(minute)];
        return value === undefined ? null : formatNumber(value, 0);
      },
    },
    {
      ...{ key: 'spo2', title: 'SpO₂', unit: '%, lowest of each minute', scale: scales.spo2 },
      path: (session, frame) => {
        const { spo2Low, from } = envelopeOf(session);
        return linePath(spo2Low, from, frame);
      },
      read: (session, minute) => {
        const { spo2Low, spo2High, from } = envelopeOf(session);
        const at = Math.floor(minute) - from;
        return spanWords(spo2Low[at], spo2High[at]);
      },
    },
    {
      ...{ key: 'hr', title: 'HR', unit: '/min, highest of each minute', scale: scales.heartRate },
      path: (session, frame) => {
        const { hrHigh, from } = envelopeOf(session);
        return linePath(hrHigh, from, frame);
      },
      read: (session, minute) => {
        const { hrLow, hrHigh, from } = envelopeOf(session);
        const at = Math.floor(minute) - from;
        return spanWords(hrLow[at], hrHigh[at]);
      },
    },
    {
      ...{ key: 'systolic', title: 'Systolic', unit: 'mmHg', scale: scales.systolic },
      path: (session, frame) => pointsPath(envelopeOf(session).nibp, frame),
      read: (session, minute) => {
        const found = envelopeOf(session).nibp.findLast(([at]) => at <= minute);
        return found === undefined ? null : `${found[1]} (${Math.round(minute - found[0])} min ago)`;
      },
    },
  ];
}

/** From measurement to measurement; nothing is drawn over a gap longer than the longest ordered interval. */
function pointsPath(nibp: readonly (readonly [number, number, number | null])[], frame: Frame): string {
  const GAP_MIN = 35;
  let path = '';
  let last = Number.NEGATIVE_INFINITY;
  for (const [minute, systolic] of nibp) {
    const one = linePath([systolic], minute, frame);
    path += minute - last > GAP_MIN ? one : one.replace('M', 'L');
    last = minute;
  }
  return path;
}
