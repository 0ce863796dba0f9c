import type { AskInput, AskName } from '../../../shared/ipc/contract';
import type { ReviewStanding, SessionDetail } from '../../../shared/ipc/session-detail';
import { decideReview } from '../../../shared/review/decide';
import { amendedIn, fingerprintOf } from '../../../shared/review/fold';
import { type RecordCheck, signedReview } from '../../../shared/review/signing';
import type { EventDraft, LoggedEvent } from '../../../shared/session/events';
import { epochMs } from '../../../shared/time/clock';

const physician = { personId: 'p-2', name: 'S. Sample, MD', role: 'physician' } as const;
const seal = { seq: 40_000, hash: 'a1'.repeat(32) };
const check: RecordCheck = { entries: 31_204, missing: 0, broken: null, unsealed: 0, seal };
const DAY_MS = 86_400_000;

let stream: LoggedEvent[] | null = null;

/** What the main process would answer about the review of an invented session, kept in memory. */
export function reviewDesk(detail: SessionDetail, input: unknown): Partial<Record<AskName, () => unknown>> {
  stream ??= [...detail.events];
  const events = stream;
  const add = (draft: EventDraft) => {
    const last = events.at(-1);
    if (last === undefined) throw new Error('an empty stream');
    const { sessionId, runId, mono, version } = last;
    const at = epochMs(last.at + DAY_MS / 24);
    stream = [...events, { ...draft, seq: last.seq + 3, sessionId, runId, mono, version, at }];
    return { kind: 'done' };
  };
  return {
    events: () => events,
    reviewStanding: (): ReviewStanding => ({ check, by: physician, against: [], needs: 'pin' }),
    reviewSession: () => {
      const decision = decideReview(events, (input as AskInput<'reviewSession'>).wish, physician);
      return decision.kind === 'refused' ? decision : add(decision.draft);
    },
    signReview: () => {
      const { session } = detail.state;
      const { secret, meaning } = input as AskInput<'signReview'>;
      if (session === null || secret !== '2580')
        return { kind: 'refused', reasons: ['The PIN does not match.'] };
      const body = signedReview({
        ...{
          by: physician,
          meaning,
          session,
          mono: detail.state.mono,
          amended: amendedIn(events),
          check,
          discharge: null,
        },
        fingerprint: fingerprintOf(events),
      });
      return add({ type: 'review.signed', body });
    },
  };
}
