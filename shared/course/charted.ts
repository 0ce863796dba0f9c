import type { Observation, Severity } from '../observation/observation';
import { dissociationTotal } from '../observation/observation';
import { levelNumber, type Sedation } from '../observation/scales';
import type { LoggedEvent } from '../session/events';
import type { ChartedSet } from '../session/rounds/slice';
import type { Session } from '../session/state';
import type { MonoMs } from '../time/clock';
import type { SessionCourse } from './session-course';

const ranks: readonly (Severity | null)[] = [null, 'mild', 'moderate', 'severe'];
const worse = (a: Severity | null, b: Severity | null): Severity | null =>
  ranks.indexOf(b) > ranks.indexOf(a) ? b : a;

type Symptom = SessionCourse['symptoms'][number];

/** Symptoms, each once, with the worst that was said of it. */
export function symptomFold(minuteOf: (mono: MonoMs) => number): {
  take(event: LoggedEvent, session: Session): void;
  made(): Symptom[];
} {
  const seen = new Map<string, { mono: MonoMs; words: string; worst: Severity | null; times: number }>();
  return {
    take(event, session) {
      if (event.type !== 'symptom.recorded') return;
      const { symptom, severity } = event.body;
      const rule = session.policy.rounds.symptoms.find((one) => one.symptom === symptom);
      const before = seen.get(symptom);
      seen.set(symptom, {
        mono: before?.mono ?? event.mono,
        words: rule?.words ?? symptom,
        worst: worse(before?.worst ?? null, severity),
        times: (before?.times ?? 0) + 1,
      });
    },
    made: () =>
      [...seen].map(([symptom, { mono, ...rest }]) => ({ symptom, ...rest, firstMinute: minuteOf(mono) })),
  };
}

/** How deep a level is, whatever its scale counts up or down; more is deeper. Null: asleep and easy to rouse. */
function depth(sedation: Sedation): number | null {
  const level = levelNumber(sedation);
  if (level === null) return null;
  return sedation.scale === 'POSS' ? level : -level;
}

function deepest(levels: readonly Sedation[]): Sedation | null {
  const graded = levels.filter((one) => depth(one) !== null);
  return graded.sort((a, b) => (depth(b) ?? 0) - (depth(a) ?? 0))[0] ?? null;
}

/** Restless or worse: only the RASS counts that way. */
function mostAgitated(levels: readonly Sedation[]): Sedation | null {
  const restless = levels.filter((one) => one.scale === 'RASS' && one.level > 0);
  return restless.sort((a, b) => (levelNumber(b) ?? 0) - (levelNumber(a) ?? 0))[0] ?? null;
}

const highest = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
};
const lowest = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
};

/** The worst of what was seen from the start on, in the sets as they stand. */
export function worstOf(sets: readonly ChartedSet[]): SessionCourse['worst'] {
  const seen = sets.map(({ observation }) => observation);
  const levels = seen.flatMap(({ sedation }) => sedation ?? []);
  const forms = seen.filter((one) => one.dissociation !== null);
  const most = forms.sort((a, b) => (dissociationTotal(b) ?? 0) - (dissociationTotal(a) ?? 0))[0];
  return {
    nausea: seen.reduce<Severity | null>((so, { nausea }) => worse(so, asSeverity(nausea)), null),
    distress: highest(seen.map(({ distress }) => distress)),
    dissociation:
      most === undefined
        ? null
        : { total: dissociationTotal(most) ?? 0, of: (most.dissociation?.length ?? 0) * 4 },
    sedated: deepest(levels),
    agitated: mostAgitated(levels),
  };
}

const asSeverity = (nausea: Observation['nausea']): Severity | null => (nausea === 'none' ? null : nausea);

/**
 * Pain asked last before the start, and last after the end of the infusion; null: nobody asked then. The lowest is of
 * the whole session from the start on.
 */
export function painOf(
  sets: readonly ChartedSet[],
  startedMono: MonoMs,
  endedMono: MonoMs | null,
): SessionCourse['pain'] {
  const asked = sets.filter(({ observation }) => observation.painNrs !== null);
  const nrs = (set: ChartedSet | undefined) => set?.observation.painNrs ?? null;
  const since = asked.filter(({ measuredMono }) => measuredMono > startedMono);
  return {
    before: nrs(asked.filter(({ measuredMono }) => measuredMono <= startedMono).at(-1)),
    after: endedMono === null ? null : nrs(asked.filter((set) => set.measuredMono >= endedMono).at(-1)),
    lowest: lowest(since.map(nrs)),
  };
}
