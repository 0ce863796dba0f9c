import { isEmpty, type Observation } from '../../observation/observation';
import { notInsisted } from '../../observation/plausible';
import { initialsOf, type TakenValue, type Vitals, vitalSigns } from '../../observation/vital-signs';
import type { Actor } from '../../record/people';
import type { EpochMs, MonoMs } from '../../time/clock';
import type { BedsideState, Session } from '../state';
import { scheduleOf } from './schedule';
import { deviceWords, wallAt } from './take-over';

const MINUTE_MS = 60_000;
/** Two programs of one console tell the time a little apart; more than this ahead is a time to come. */
const AHEAD_MS = 5_000;

/** Why a time can not be that of an entry made now; null: it can. */
export function againstTime(state: BedsideState, session: Session, at: EpochMs, mono: MonoMs): string | null {
  const ago = wallAt(state, mono) - at;
  if (ago < -AHEAD_MS) return 'That time is still to come. Choose when it was.';
  const { latestEntryMin } = session.policy.rounds;
  return ago > latestEntryMin * MINUTE_MS
    ? `That is more than ${latestEntryMin} min ago. Write it as a note.`
    : null;
}

/** Whether an entry made now about `at` is a late one (SR-158). */
export function isLate(state: BedsideState, session: Session, at: EpochMs, mono: MonoMs): boolean {
  return wallAt(state, mono) - at > session.policy.rounds.lateAfterMin * MINUTE_MS;
}

/** Everything against recording this set. */
export function againstObservation(
  state: BedsideState,
  session: Session,
  seen: Observation,
  mono: MonoMs,
): string[] {
  if (isEmpty(seen)) return ['Nothing is filled in.'];
  const reasons: string[] = [];
  const time = againstTime(state, session, seen.measuredAt, mono);
  if (time !== null) reasons.push(time);
  const { sedationScale } = scheduleOf(session);
  if (seen.sedation !== null && seen.sedation.scale !== sedationScale) {
    reasons.push(`Sedation is scored by ${sedationScale} in this session.`);
  }
  for (const { words } of notInsisted(seen, session.policy.rounds.plausible)) {
    reasons.push(`${words} Look again and type it again; what you type twice is kept and marked.`);
  }
  reasons.push(...againstForm(session, seen), ...againstDevice(state, seen, mono));
  return reasons;
}

function againstForm(session: Session, { dissociation }: Observation): string[] {
  if (dissociation === null) return [];
  const { title, items } = session.policy.rounds.dissociation;
  const open = items.filter(({ item }) => dissociation.filter((one) => one.item === item).length !== 1);
  const complete = open.length === 0 && dissociation.length === items.length;
  return complete
    ? []
    : [`${title}: ${open.length} of ${items.length} without an answer. Answer all, or leave it out.`];
}

function againstDevice(state: BedsideState, { vitals }: Observation, mono: MonoMs): string[] {
  const { identity, trusted } = state.monitor;
  const name = identity === null || !trusted ? null : deviceWords(identity);
  const now = wallAt(state, mono) + AHEAD_MS;
  const foreign = vitalSigns.some((sign) => {
    const taken = vitals[sign];
    if (taken === null || taken.source.kind !== 'device') return false;
    return taken.source.device !== name || taken.measuredAt > now;
  });
  return foreign ? ['The monitor changed since its values were taken over. Take them over again.'] : [];
}

const sameValue = (a: TakenValue | null, b: TakenValue | null): boolean =>
  a?.value === b?.value && a?.source.kind === b?.source.kind && a?.measuredAt === b?.measuredAt;

/** The set with the initials of whoever typed it; values that stood before keep theirs. */
export function signedBy(seen: Observation, by: Actor, before: Vitals | null): Observation {
  const initials = initialsOf(by.name);
  const vitals = { ...seen.vitals };
  for (const sign of vitalSigns) {
    const taken = vitals[sign];
    if (taken === null || taken.source.kind !== 'typed') continue;
    const stood = before?.[sign] ?? null;
    vitals[sign] =
      stood !== null && sameValue(taken, stood) ? stood : { ...taken, source: { kind: 'typed', initials } };
  }
  return { ...seen, vitals };
}
