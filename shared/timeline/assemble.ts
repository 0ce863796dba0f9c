import type { SessionDetail } from '../ipc/session-detail';
import { quietLimitMs } from '../session/freshness';
import type { Session } from '../session/state';
import { alarmSpans } from './alarm-spans';
import type { CommandStory } from './command-stories';
import { dosingOf } from './doses';
import { eventFlags } from './flags';
import { gapsOf, unnamed } from './gaps';
import { givenLane } from './given-lane';
import type { Lane } from './lane';
import type { PumpColumns } from './pump-columns';
import { rateLane } from './rate-lane';
import { ALARMS, type ReviewModel, SCORES } from './review-model';
import { scoreSets } from './scores';
import type { Silences } from './silences';
import type { Timed } from './timed-events';
import { vitalLanes } from './vital-lanes';

/** A lane without a curve, for what is laid over it. */
export function emptyLane(key: string, weight: number): Lane {
  return { key, titles: [], weight, min: 0, max: 1, ticks: [], traces: [], limits: [], missing: [] };
}

function extent(log: readonly Timed[], { pump, monitor, nibp }: SessionDetail['series']): [number, number] {
  const firsts = [log[0]?.t, pump.t[0], monitor.t[0]];
  const lasts = [log.at(-1)?.t, pump.t.at(-1), monitor.t.at(-1), nibp.t.at(-1)];
  const known = (times: (number | undefined)[]) => times.filter((t): t is number => t !== undefined);
  const from = Math.min(...known(firsts));
  const to = Math.max(...known(lasts));
  return Number.isFinite(from) && to > from ? [from, to] : [0, 60];
}

/** Puts a model together from columns that are made and a log that is read. Its work grows with the log, not with the columns. */
export function assemble(parts: {
  readonly detail: SessionDetail;
  readonly session: Session;
  readonly log: readonly Timed[];
  readonly stories: readonly CommandStory[];
  readonly columns: PumpColumns;
  readonly silences: Silences;
}): ReviewModel {
  const { detail, session, log, stories, columns, silences } = parts;
  const { series } = detail;
  const [from, to] = extent(log, series);
  const alarms = alarmSpans(log, to);
  const gaps = gapsOf(log, series, from, to);
  const quietS = {
    pump: quietLimitMs('pump', session.timeFactor) / 1000,
    monitor: quietLimitMs('monitor', session.timeFactor) / 1000,
  };
  const endedAt = log.find(({ event }) => event.type === 'infusion.ended')?.t ?? null;
  const { order, limits } = session;
  const pumpGaps = [...gaps.console, ...gaps.pump];
  const consoleUnnamed = gaps.console.map(unnamed);
  const pumpFacts = { pump: series.pump, columns, order, breakAfterS: quietS.pump };
  const lanes = [
    rateLane({
      ...{ ...pumpFacts, dosing: dosingOf(session), stories, limits, endedAt, end: to, gaps: pumpGaps },
      missing: [...consoleUnnamed, ...gaps.pump],
    }),
    givenLane({ ...pumpFacts, missing: [...gaps.console, ...gaps.pump.map(unnamed)] }),
    ...vitalLanes({
      ...{ series, silences, limits: order.vitalLimits, end: to, breakAfterS: quietS.monitor },
      gaps: [...gaps.console, ...gaps.monitor],
      named: gaps.monitor,
    }),
    emptyLane(SCORES, 1),
    emptyLane(ALARMS, 0.8),
  ];
  return {
    ...{ detail, session, log, from, to, stories, alarms, gaps, quietS, lanes },
    open: session.phase !== 'closed',
    flow: columns.flow,
    scores: scoreSets(log),
    flags: eventFlags(log, stories, alarms),
  };
}
