import { toMg, toMgPerKgPerHour } from '../dosing/convert';
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

export const rateOf = ({ concentration, weight }: Dosing, value: number): MgPerKgPerHour =>
  toMgPerKgPerHour(mlPerHour(value), concentration, weight);
export const doseOf = ({ concentration }: Dosing, value: number): Mg => toMg(ml(value), concentration);
export const perKg = ({ weight }: Dosing, dose: Mg): MgPerKg => mgPerKg(dose / weight);

/** Stretches in which the pump was told to stop and did; the last one may have no end yet. Seconds since the epoch. */
export function stops(stories: readonly CommandStory[]): { from: number; to: number }[] {
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
  if (since !== null) found.push({ from: since, to: Number.POSITIVE_INFINITY });
  return found;
}
