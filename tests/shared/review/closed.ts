import { emptyObservation, type Observation } from '../../../shared/observation/observation';
import type { Actor } from '../../../shared/record/people';
import { decideReview } from '../../../shared/review/decide';
import { amendedIn, fingerprintOf } from '../../../shared/review/fold';
import { type RecordCheck, signedReview } from '../../../shared/review/signing';
import type { ReviewWish } from '../../../shared/review/wish';
import {
  type EventDraft,
  type EventType,
  eventVersion,
  type LoggedEvent,
} from '../../../shared/session/events';
import { replay } from '../../../shared/session/evolve';
import type { ReviewMeaning } from '../../../shared/session/review/events';
import type { Session } from '../../../shared/session/state';
import { type EpochMs, epochMs, monoMs } from '../../../shared/time/clock';
import { letGo, signer } from '../discharge';
import { end, infusingRoom, onHold } from '../session-kit';

export const DAY_MS = 24 * 3_600_000;

/** A set as a nurse types it: RASS 0, pain 7, 128/80; the saturation is the monitor's. */
export function typedSet(at: EpochMs): Observation {
  const empty = emptyObservation(at);
  const typed = { source: { kind: 'typed', initials: 'NN' } as const, measuredAt: at, insisted: false };
  return {
    ...empty,
    sedation: { scale: 'RASS', level: 0 },
    painNrs: 7,
    vitals: {
      ...empty.vitals,
      systolicMmHg: { ...typed, value: 128, unit: 'mmHg' },
      diastolicMmHg: { ...typed, value: 80, unit: 'mmHg' },
    },
  };
}

/** A session with a typed set, a note and a symptom in it, discharged by its physician and closed. */
export function closedStream(): LoggedEvent[] {
  const room = infusingRoom();
  room.must({ kind: 'record-observation', observation: typedSet(room.now.at) });
  room.must({ kind: 'record-note', text: 'sees clouds' });
  room.must({ kind: 'record-symptom', symptom: 'nausea', severity: 'mild' });
  room.must(end).pass(50).answered().pass(950).pump(onHold(0.013));
  for (const intent of letGo(room.state)) room.must(intent, { witness: signer });
  room.must({ kind: 'close-session' });
  const from = room.log.findIndex(({ type }) => type === 'session.opened');
  const to = room.log.findIndex(({ type }) => type === 'session.closed');
  return room.log.slice(from, to + 1);
}

/** The stream with one more entry, a day after the last one. */
export function later(stream: readonly LoggedEvent[], draft: EventDraft, afterMs = DAY_MS): LoggedEvent[] {
  const last = stream.at(-1);
  if (last === undefined) throw new Error('an empty stream');
  const { seq, at, mono, sessionId, runId } = last;
  const version = eventVersion[draft.type];
  const time = { at: epochMs(at + afterMs), mono: monoMs(mono + afterMs) };
  return [...stream, { ...draft, seq: seq + 7, sessionId, runId, ...time, version }];
}

/** The stream after a wish that must be taken. */
export function said(stream: readonly LoggedEvent[], wish: ReviewWish, by: Actor = signer): LoggedEvent[] {
  const decision = decideReview(stream, wish, by);
  if (decision.kind === 'refused') throw new Error(decision.reasons.join(' '));
  return later(stream, decision.draft);
}

export const goodCheck: RecordCheck = {
  ...{ entries: 900, missing: 0, broken: null, unsealed: 0 },
  seal: { seq: 900, hash: 'a1' },
};

export function sessionOf(stream: readonly LoggedEvent[]): Session {
  const { session } = replay(stream);
  if (session === null) throw new Error('no session in this stream');
  return session;
}

export function signed(
  stream: readonly LoggedEvent[],
  by: Actor = signer,
  meaning: ReviewMeaning = 'reviewed',
): LoggedEvent[] {
  const session = sessionOf(stream);
  const mono = stream.at(-1)?.mono ?? monoMs(0);
  const amended = amendedIn(stream);
  const body = signedReview({
    by,
    meaning,
    session,
    mono,
    amended,
    discharge: null,
    check: goodCheck,
    fingerprint: fingerprintOf(stream),
  });
  return later(stream, { type: 'review.signed', body });
}

/** The last entry of a kind in a stream. */
export function entryOf<T extends EventType>(
  stream: readonly LoggedEvent[],
  type: T,
): LoggedEvent & { readonly type: T } {
  const found = stream.findLast((event): event is LoggedEvent & { type: T } => event.type === type);
  if (found === undefined) throw new Error(`no ${type} in this stream`);
  return found;
}
