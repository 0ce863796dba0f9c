import type { Chapter } from '../chapter';
import { bolus } from './bolus';
import { entry } from './entry';
import { handStop } from './hand-stop';
import { interlock } from './interlock';
import { pause } from './pause';
import { pumpSide } from './pump-side';

/** The interlock comes first: what it blocks is blocked by nothing milder. */
const parts: readonly Chapter[] = [interlock, handStop, pumpSide, bolus, pause, entry];

/** The first part that has an answer. */
function first<T>(ask: (part: Chapter) => T | null): T | null {
  for (const part of parts) {
    const answer = ask(part);
    if (answer !== null) return answer;
  }
  return null;
}

/** The running infusion, part by part. */
export const delivery: Chapter = {
  needs: Object.assign({}, ...parts.map(({ needs }) => needs)),
  evolve: (session, state, event) => parts.reduce((after, part) => part.evolve(after, state, event), session),
  decide: (intent, here) => first((part) => part.decide(intent, here)),
  blocked: (kind, state, session, mono) => first((part) => part.blocked(kind, state, session, mono)),
  conditions: (state, session, mono) => parts.flatMap((part) => part.conditions(state, session, mono)),
  moments: (state, session, mono) => parts.flatMap((part) => part.moments(state, session, mono)),
  facts: (state, session, mono) => parts.flatMap((part) => part.facts(state, session, mono)),
};
