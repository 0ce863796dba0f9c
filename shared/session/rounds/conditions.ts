import { type StandingCondition, standing } from '../../alarms/condition';
import { type ScoreName, scoreBreaches } from '../../observation/thresholds';
import { signWords, vitalSigns } from '../../observation/vital-signs';
import type { MonoMs } from '../../time/clock';
import { isMeasured, vital } from '../freshness';
import type { BedsideState, Session } from '../state';
import { type Breach, vitalBreach } from './breaches';
import { setDue } from './schedule';
import type { ChartedSet } from './slice';

/** The newest set in which something was looked at. */
function newest(session: Session, has: (set: ChartedSet) => boolean): ChartedSet | undefined {
  return session.rounds.sets.findLast(has);
}

/** What the rounds of a session have to say aloud now. */
export function roundConditions(state: BedsideState, session: Session, mono: MonoMs): StandingCondition[] {
  return [
    ...missed(session, mono),
    ...asked(session),
    ...scores(session).map(observed),
    ...typedVitals(state, session, mono).map(observed),
  ];
}

/** SR-081: low past the first grace time, medium past the second. */
function missed(session: Session, mono: MonoMs): StandingCondition[] {
  const due = setDue(session, mono);
  if (due?.kind !== 'next' || (due.state !== 'overdue' && due.state !== 'late')) return [];
  const late = due.state === 'late';
  const { mediumAlarmAfterDueMin } = session.policy.rounds;
  return [
    standing({
      condition: 'observation-due',
      priority: late ? 'medium' : 'low',
      words: late ? `Observation set over ${mediumAlarmAfterDueMin} min late` : 'Observation set is due',
      response: 'Look at the patient, then record the set.',
    }),
  ];
}

/** The patient asked to stop and drug still flows. */
function asked(session: Session): StandingCondition[] {
  const { stopAskedMono } = session.rounds;
  if (stopAskedMono === null || session.phase !== 'infusing' || stopAskedMono < session.phaseSinceMono) {
    return [];
  }
  const rule = session.policy.rounds.symptoms.find(({ asksToStop }) => asksToStop);
  return [
    standing({
      condition: 'stop-asked',
      priority: 'high',
      words: 'PATIENT ASKS TO STOP, still infusing',
      response: rule?.response ?? 'PAUSE first, then talk.',
    }),
  ];
}

/** A score at a level stands until a newer set has a better one (SR-086). */
function scores(session: Session): Breach[] {
  const rules = session.policy.rounds.scores;
  const blank = { sedation: null, distress: null, dissociation: null };
  return (['sedation', 'distress', 'dissociation'] as const satisfies readonly ScoreName[]).flatMap(
    (score) => {
      const set = newest(session, ({ observation }) => observation[score] !== null);
      if (set === undefined) return [];
      return scoreBreaches({ ...blank, [score]: set.observation[score] }, rules).map(
        ({ score: rule, ...rest }) => ({ rule, ...rest }),
      );
    },
  );
}

/** A value typed by hand is watched as the monitor's are; where the monitor shows one now, that one counts. */
function typedVitals(state: BedsideState, session: Session, mono: MonoMs): Breach[] {
  return vitalSigns.flatMap((sign) => {
    const taken = newest(session, ({ observation }) => observation.vitals[sign] !== null)?.observation.vitals[
      sign
    ];
    if (taken?.source.kind !== 'typed') return [];
    const shown = signWords[sign].codes.some((code) => {
      const seen = vital(state, code, mono);
      return seen !== null && seen.freshness === 'live' && isMeasured(seen.numeric);
    });
    return shown ? [] : (vitalBreach(sign, taken.value, session) ?? []);
  });
}

function observed({ rule, severity, words, action }: Breach): StandingCondition {
  return standing({
    condition: 'observation-threshold',
    key: rule,
    priority: severity === 'stop' ? 'high' : 'medium',
    words,
    response: action,
  });
}
