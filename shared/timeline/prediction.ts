import type { Order } from '../dosing/order';
import { ke0Olofsen, ke0sFor, pkModels } from '../pk/models';
import type { Prediction } from '../pk/prediction';
import type { Loaded } from '../pk/regimen';
import { yearsBetween } from '../pk/validity';
import type { PredictionPolicy } from '../policy/prediction-policy';
import type { Patient } from '../record/patient';
import type { LoggedEvent } from '../session/events';
import { type EpochMs, epochMs } from '../time/clock';

/** The calendar day of a moment where the console stands. */
function dayOf(at: EpochMs): string {
  const date = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** What is predicted for a session, by the clinic's choice of models. The weight is the order's dosing weight. */
export function predictionFor(
  rules: PredictionPolicy,
  order: Order,
  patient: Patient,
  at: EpochMs,
): Prediction {
  const model = pkModels[rules.model];
  return {
    model,
    ke0: ke0sFor(model).find(({ ke0Id }) => ke0Id === rules.ke0) ?? ke0Olofsen,
    offered: rules.offered.map((id) => pkModels[id]),
    weight: order.dosingWeightKg,
    subject: { drug: order.drug, ageYears: yearsBetween(patient.birthDate, dayOf(at)) },
  };
}

/** Which syringe was in the pump from when on; before the first one was read, as ordered. */
export function syringesIn(order: Order, events: readonly LoggedEvent[]): [Loaded, ...Loaded[]] {
  const loaded = events.flatMap((event): Loaded[] =>
    event.type === 'syringe.loaded'
      ? [{ from: event.at, concentration: event.body.syringe.concentrationMgPerMl }]
      : [],
  );
  return [{ from: epochMs(0), concentration: order.concentrationMgPerMl }, ...loaded];
}
