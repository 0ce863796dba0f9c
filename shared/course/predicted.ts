import { walk } from '../pk/curve';
import type { DoseStep } from '../pk/dose-step';
import { type Kinetics, plasmaOf } from '../pk/solver';
import { type EpochMs, epochMs } from '../time/clock';
import type { NgPerMl } from '../units/units';
import type { GivenSession } from './page';

const MINUTE_MS = 60_000;

/** The predicted plasma concentration over one session; a population model, not measured. */
export type Predicted = {
  /** At the start and each minute after it, ng/mL. */
  readonly byMinute: readonly NgPerMl[];
  readonly peak: { readonly ngPerMl: NgPerMl; readonly minute: number };
  /** What was left of earlier sessions at the start, ng/mL. */
  readonly carriedOver: NgPerMl;
};

/**
 * Predicts each session, with what earlier ones left in the body. `kineticsOf` gives the model's numbers for the body
 * of a session; null: the model was not made for it. Sessions in order of time; computed from the upper end of what was delivered.
 */
export function predictCourse(
  sessions: readonly GivenSession[],
  kineticsOf: (session: GivenSession) => Kinetics | null,
): Map<string, Predicted> {
  const predicted = new Map<string, Predicted>();
  let dose: readonly DoseStep[] = [];
  for (const session of sessions) {
    dose = [...dose, ...session.facts.dose];
    const kinetics = kineticsOf(session);
    if (kinetics !== null) predicted.set(session.sessionId, predictedOf(session, kinetics, dose));
  }
  return predicted;
}

function predictedOf(
  { startedAt, facts }: GivenSession,
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
  let peak = { ngPerMl: plasmaOf(body), minute: 0 };
  for (const minute of moments) {
    to(epochMs(startedAt + minute * MINUTE_MS) satisfies EpochMs);
    const ngPerMl = plasmaOf(body);
    if (Number.isInteger(minute) && minute <= minutes) byMinute.push(ngPerMl);
    if (ngPerMl > peak.ngPerMl) peak = { ngPerMl, minute };
  }
  const [carriedOver = peak.ngPerMl] = byMinute;
  return { byMinute, peak, carriedOver };
}
