import { toMg, toMgPerKgPerHour } from '../dosing/convert';
import type { SessionDetail } from '../ipc/contract';
import type { Session } from '../session/state';
import {
  type Kg,
  type Mg,
  type MgPerKg,
  type MgPerKgPerHour,
  type MgPerMl,
  mgPerKg,
  ml,
  mlPerHour,
} from '../units/units';
import { type CommandStory, took } from './command-stories';

/** What turns the pump's millilitres into a dose: the label on the syringe and the dosing weight. */
export type Dosing = { readonly concentration: MgPerMl; readonly weight: Kg };

/** The concentration that was in the syringe; before one was loaded, the ordered one. */
export function dosingOf(session: Session): Dosing {
  return {
    concentration: session.syringe?.concentrationMgPerMl ?? session.order.concentrationMgPerMl,
    weight: session.order.dosingWeightKg,
  };
}

/** A column of volumes or rates, mapped; null stays null. */
export function mapped(
  column: readonly (number | null)[],
  turn: (value: number) => number,
): (number | null)[] {
  return column.map((value) => (value === null ? null : turn(value)));
}

export const rateOf = ({ concentration, weight }: Dosing, value: number): MgPerKgPerHour =>
  toMgPerKgPerHour(mlPerHour(value), concentration, weight);
export const doseOf = ({ concentration }: Dosing, value: number): Mg => toMg(ml(value), concentration);
export const perKg = ({ weight }: Dosing, dose: Mg): MgPerKg => mgPerKg(dose / weight);

/** Stretches in which the pump was told to stop and did; seconds since the epoch. */
export function stops(stories: readonly CommandStory[], end: number): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  let since: number | null = null;
  for (const story of stories) {
    if (!took(story) || story.endedT === null) continue;
    if (story.request.command.kind === 'stop') since ??= story.endedT;
    else if (story.request.command.kind === 'start' && since !== null) {
      found.push({ from: since, to: story.t });
      since = null;
    }
  }
  if (since !== null) found.push({ from: since, to: end });
  return found;
}

/**
 * The rate that drug flowed at, mL/h, row by row. A held pump goes on naming the rate it is set to: within a confirmed
 * stop, while its own counter stands, that is no flow but zero.
 */
export function flowMlPerHour(
  pump: SessionDetail['series']['pump'],
  stopped: readonly { readonly from: number; readonly to: number }[],
): (number | null)[] {
  return pump.rateMlPerHour.map((rate, row) => {
    const t = pump.t[row] ?? 0;
    if (rate === null || rate === 0 || !stopped.some(({ from, to }) => t >= from && t < to)) return rate;
    const [before, now] = [pump.givenHighMl[row - 1] ?? null, pump.givenHighMl[row] ?? null];
    return before !== null && now !== null && now - before < 0.0005 ? 0 : rate;
  });
}
