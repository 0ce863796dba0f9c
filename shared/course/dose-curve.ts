import type { DoseStep } from '../pk/dose-step';
import type { EpochMs } from '../time/clock';
import type { Kg } from '../units/units';

const MINUTE_MS = 60_000;

/** The delivered rate over a session as corners of a step line: minute from the start, mg/kg/h, both ends. */
export type RateCorner = { readonly minute: number; readonly low: number; readonly high: number };

/** The corners of the delivered rate on the session's dosing weight; between two steps nothing flows. */
export function rateCorners(dose: readonly DoseStep[], startedAt: EpochMs, weight: Kg): RateCorner[] {
  const corners: RateCorner[] = [];
  let until: number | null = null;
  for (const { fromMs, toMs, lowMgPerMin, highMgPerMin } of dose) {
    if (until !== null && fromMs > until)
      corners.push({ minute: (until - startedAt) / MINUTE_MS, low: 0, high: 0 });
    const perKgHour = 60 / weight;
    corners.push({
      minute: (fromMs - startedAt) / MINUTE_MS,
      low: lowMgPerMin * perKgHour,
      high: highMgPerMin * perKgHour,
    });
    until = toMs;
  }
  if (until !== null) corners.push({ minute: (until - startedAt) / MINUTE_MS, low: 0, high: 0 });
  return corners;
}

/** Milligrams given up to a moment, by the upper end of the pump's account or the lower. */
export function givenBy(dose: readonly DoseStep[], moment: number, end: 'low' | 'high'): number {
  let sum = 0;
  for (const { fromMs, toMs, lowMgPerMin, highMgPerMin } of dose) {
    if (fromMs >= moment) break;
    const rate = end === 'high' ? highMgPerMin : lowMgPerMin;
    sum += (rate * (Math.min(toMs, moment) - fromMs)) / MINUTE_MS;
  }
  return sum;
}

/** Milligrams given by the end of each minute from the start on: `[0]` at the start. */
export function givenByMinute(dose: readonly DoseStep[], startedAt: EpochMs, minutes: number): number[] {
  return Array.from({ length: Math.floor(minutes) + 1 }, (_, minute) =>
    givenBy(dose, startedAt + minute * MINUTE_MS, 'high'),
  );
}
