import { describe, expect, it } from 'vitest';
import { syncStandingAnswers } from '../../../electron/answers/sync-standing';
import type { Actor } from '../../../shared/record/people';
import type { EventDraft } from '../../../shared/session/events';
import { initialState } from '../../../shared/session/evolve';
import type { SyncControl } from '../../../shared/sync/control';
import type { ParkedItem, SyncStatus } from '../../../shared/sync/status';
import { epochMs } from '../../../shared/time/clock';

const administrator: Actor = { personId: 'a1', name: 'A. Pattern', role: 'administrator' };
const physician: Actor = { personId: 'd1', name: 'S. Sample', role: 'physician' };
const nurse: Actor = { personId: 'n1', name: 'R. Example', role: 'nurse' };
const parked: ParkedItem = {
  ...{ kind: 'obs', key: 's-1/12', revision: 12, sessionId: 's-1', lane: 3, since: epochMs(1), holdsUp: 0 },
  reason: 'unknown code',
};
const status: SyncStatus = {
  ...{ kind: 'on', link: { kind: 'not-known' }, waiting: 1, oldestAt: epochMs(1), lastSentAt: null },
  ...{ lastPulledAt: null, lanes: [], parked: [parked], history: [], skewMs: null },
};

function desk(operator: Actor | null, keeps = true) {
  const done: (EventDraft | SyncControl)[] = [];
  const answers = syncStandingAnswers({
    controller: {
      state: () => ({ ...initialState(), operator }),
      enter: (drafts) => {
        if (!keeps) return { kind: 'refused', reasons: ['The record is not kept.'] };
        done.push(...drafts);
        return { kind: 'done' };
      },
    },
    sync: { status: () => status, control: (control) => done.push(control) },
  });
  return { answers, done };
}

const retry = { kind: 'retry', of: 'obs', key: 's-1/12' } as const;
const dismiss = { kind: 'dismiss', of: 'obs', key: 's-1/12', reason: 'the code is not theirs' } as const;

describe('what a person decides about what the server refused', () => {
  it('is written down with who decided before anything is done', async () => {
    const { answers, done } = desk(administrator);
    expect(await answers.controlSync(retry)).toEqual({ kind: 'done' });
    expect(await answers.controlSync(dismiss)).toEqual({ kind: 'done' });
    const decided = { type: 'clinic-server.decided' } as const;
    const of = { by: administrator, kind: 'obs', key: 's-1/12' };
    expect(done).toEqual([
      { ...decided, body: { ...of, what: 'retried', reason: '' } },
      retry,
      { ...decided, body: { ...of, what: 'not-sent', reason: 'the code is not theirs' } },
      dismiss,
    ]);
  });

  it('is not done when it can not be written down', async () => {
    const { answers, done } = desk(administrator, false);
    expect(await answers.controlSync(dismiss)).toMatchObject({ kind: 'refused' });
    expect(done).toEqual([]);
  });

  it('is refused where the server takes the item by now', async () => {
    const { answers, done } = desk(administrator);
    expect(await answers.controlSync({ ...retry, key: 's-1/13' })).toMatchObject({ kind: 'refused' });
    expect(done).toEqual([]);
  });

  it('is an administrator’s; who may review sees it, and asks to try now', async () => {
    const { answers, done } = desk(physician);
    expect(await answers.syncStatus({})).toEqual(status);
    expect(await answers.controlSync({ kind: 'look-now' })).toEqual({ kind: 'done' });
    expect(() => answers.controlSync(retry)).toThrow();
    expect(done).toEqual([{ kind: 'look-now' }]);
    expect(() => desk(null).answers.syncStatus({})).toThrow();
    expect(() => desk(nurse).answers.controlSync(dismiss)).toThrow();
  });
});
