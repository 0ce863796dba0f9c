import { walk } from '../pk/curve';
import { dispositionOf } from '../pk/disposition';
import type { DoseStep } from '../pk/dose-step';
import type { PkModel } from '../pk/model';
import { ke0sFor, pkModels } from '../pk/models';
import { type Kinetics, plasmaOf } from '../pk/solver';
import { notMadeFor, outsideNow } from '../pk/validity';
import type { PredictionPolicy } from '../policy/prediction-policy';
import { epochMs } from '../time/clock';
import { type NgPerMl, ngPerMl } from '../units/units';
import { ageInYears } from '../words/phrases';
import type { GivenSession } from './page';

const MINUTE_MS = 60_000;

/** The predicted plasma concentration over one session; a population model, not measured. */
export type Predicted = {
  /** At the start and each minute after it, ng/mL; empty where the model was not made for the patient. */
  readonly byMinute: readonly NgPerMl[];
  readonly peak: { readonly ngPerMl: NgPerMl; readonly minute: number };
  /** What was left of earlier sessions at the start, ng/mL. */
  readonly carriedOver: NgPerMl;
  /** Why the model says nothing of the peak (SR-132); null: it does. */
  readonly outside: string | null;
};

export type CoursePrediction = {
  readonly model: PkModel;
  readonly bySession: ReadonlyMap<string, Predicted>;
};

/**
 * Predicts each session by the clinic's own model, with what sessions so long before it left in the body. Sessions in
 * order of time; computed from the upper end of what was delivered (SR-131), on each session's dosing weight.
 */
export function predictCourse(
  sessions: readonly GivenSession[],
  birthDate: string,
  rules: Pick<PredictionPolicy, 'model' | 'ke0' | 'carryOverHours'>,
): CoursePrediction {
  const model = pkModels[rules.model];
  const ke0 = ke0sFor(model).find(({ ke0Id }) => ke0Id === rules.ke0);
  if (ke0 === undefined) throw new Error(`${model.name} has no rate of equilibration named ${rules.ke0}`);
  const bySession = new Map<string, Predicted>();
  for (const session of sessions) {
    const { order } = session.facts.course;
    const subject = { drug: order.drug, ageYears: ageInYears(birthDate, session.startedAt) };
    const barred = notMadeFor(model, subject);
    const from = session.openedAt - rules.carryOverHours * 60 * MINUTE_MS;
    const dose = sessions
      .filter(({ openedAt }) => openedAt >= from && openedAt <= session.openedAt)
      .flatMap(({ facts }) => facts.dose);
    const kinetics = { disposition: dispositionOf(model, order.dosingWeightKg), ke0: ke0.perMin };
    bySession.set(
      session.sessionId,
      barred === null ? predictedOf(session, model, kinetics, dose) : none(barred),
    );
  }
  return { model, bySession };
}

const none = (outside: string): Predicted => ({
  byMinute: [],
  peak: { ngPerMl: ngPerMl(0), minute: 0 },
  carriedOver: ngPerMl(0),
  outside,
});

function predictedOf(
  { startedAt, facts }: GivenSession,
  model: PkModel,
  kinetics: Kinetics,
  dose: readonly DoseStep[],
): Predicted {
  const begin = epochMs(Math.min(startedAt, dose[0]?.fromMs ?? startedAt));
  const { body, to } = walk(kinetics, dose, 'high', begin);
  const minutes = Math.max(0, Math.floor(facts.course.lengthMin));
  // The highest is at the end of a step as a rule, between two minutes.
  const ends = facts.dose.map(({ toMs }) => (toMs - startedAt) / MINUTE_MS);
  const whole = Array.from({ length: minutes + 1 }, (_, minute) => minute);
  const moments = [...new Set([...whole, ...ends])].filter((minute) => minute >= 0).sort((a, b) => a - b);
  const byMinute: NgPerMl[] = [];
  let peak = { ngPerMl: ngPerMl(0), minute: 0 };
  for (const minute of moments) {
    to(epochMs(startedAt + minute * MINUTE_MS));
    const now = plasmaOf(body);
    if (Number.isInteger(minute) && minute <= minutes) byMinute.push(now);
    if (now > peak.ngPerMl) peak = { ngPerMl: now, minute };
  }
  const [carriedOver = ngPerMl(0)] = byMinute;
  return { byMinute, peak, carriedOver, outside: outsideNow(model, peak.ngPerMl, peak.minute / 60) };
}
