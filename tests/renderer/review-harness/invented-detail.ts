import type { SessionDetail, SessionSummary } from '../../../shared/ipc/session-detail';
import { type Given, seriesOf } from '../../../shared/series/builder';
import type { LoggedEvent } from '../../../shared/session/events';
import { evolve, initialState } from '../../../shared/session/evolve';
import { deliveredMg } from '../../../shared/session/view';
import { epochMs } from '../../../shared/time/clock';
import { openedAt, order, patient } from './invented-order';
import { closes, inventedLog } from './invented-session';

/** What the main process answers for that log: folded by the shared code, its columns made by the store's own. */
export function inventedDetail(events: readonly LoggedEvent[] = inventedLog()): SessionDetail {
  let state = initialState();
  const series = seriesOf(events, (event): Given => {
    state = evolve(state, event);
    return state.session?.delivered ?? null;
  });
  const told = events.filter(({ type }) => type !== 'pump.reading' && type !== 'monitor.reading');
  return { summary: inventedSummary(events, state), state, events: told, series };
}

function inventedSummary(events: readonly LoggedEvent[], state: SessionDetail['state']): SessionSummary {
  const given = state.session === null ? { lowMg: 0, highMg: 0 } : deliveredMg(state.session, state.mono);
  return {
    ...{
      sessionId: 's4',
      openedSeq: 1,
      patientId: patient.patientId,
      patientName: patient.name,
      mrn: patient.mrn,
    },
    ...{ drug: order.drug, room: order.room, openedAt: epochMs(openedAt), simulation: true },
    startedAt: state.session?.startedAt ?? null,
    closedAt: epochMs(openedAt + closes * 1000),
    phase: 'closed',
    ...{ givenMgLow: given.lowMg, givenMgHigh: given.highMg, events: events.length, alarms: 5 },
    reviewed: false,
    marks: ['to-review', 'alarm', 'high-alarm', 'nausea', 'note', 'pause', 'not-confirmed'],
  };
}
