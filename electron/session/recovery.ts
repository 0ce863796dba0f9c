import type { EventDraft, LoggedEvent } from '../../shared/session/events';
import { initialState, replay } from '../../shared/session/evolve';
import type { BedsideState } from '../../shared/session/state';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import type { Store } from '../store/store';

export type Found = {
  /** The state in which the log was left. */
  readonly state: BedsideState;
  readonly openSessionId: string | null;
  /** The machine's boot in which the last event was written; null: not known. */
  readonly bootId: string | null;
  /** The last alarm test where no session's log tells it. */
  readonly alarmTest: EventDraft | null;
};

/** What the log says happened last, before anything is believed of the devices. */
export function findOpenSession(
  store: Pick<Store, 'openSessionId' | 'events' | 'lastSeq' | 'lastAlarmTest' | 'openTurn'>,
): Found {
  const openSessionId = store.openSessionId();
  // A screen that was with a patient when the program died comes back as that, with every answer.
  const { turned } = replay(store.openTurn());
  if (openSessionId === null) {
    return {
      state: { ...initialState(), turned, seq: store.lastSeq() },
      openSessionId,
      bootId: null,
      alarmTest: testAgain(store.lastAlarmTest()),
    };
  }
  let bootId: string | null = null;
  function* watched() {
    for (const event of store.events(openSessionId ?? '')) {
      if (event.type === 'run.started' || event.type === 'run.continued') bootId = event.body.bootId;
      yield event;
    }
  }
  const state = replay(watched());
  return { state: { ...state, turned, seq: store.lastSeq() }, openSessionId, bootId, alarmTest: null };
}

function testAgain(last: LoggedEvent | null): EventDraft | null {
  return last?.type === 'alarm.tested' ? { type: last.type, body: last.body } : null;
}

/**
 * The first facts of a run. One that found a session open: its gap, and a command that was left without an answer.
 * Otherwise the alarm test that still counts.
 */
export function resumeDrafts(found: Found, now: EpochMs): EventDraft[] {
  if (found.openSessionId === null) return found.alarmTest === null ? [] : [found.alarmTest];
  const open = found.state.session?.openCommand ?? null;
  const drafts: EventDraft[] = [
    {
      type: 'gap.marked',
      body: { what: 'console', fromAt: found.state.at, toAt: epochMs(Math.max(now, found.state.at)) },
    },
  ];
  if (open !== null && open.stage !== 'uncertain') {
    const reason = 'The console stopped before the pump had shown it.';
    drafts.push({ type: 'command.uncertain', body: { commandId: open.commandId, reason } });
  }
  return drafts;
}
