import type { SessionDetail } from '../ipc/contract';
import { quietLimitMs } from '../session/freshness';
import { isReview } from '../session/review/events';
import type { Session } from '../session/state';
import { type AlarmSpan, alarmSpans } from './alarm-spans';
import { type CommandStory, commandStories } from './command-stories';
import { dosingOf, flowMlPerHour, stops } from './doses';
import { type EventFlag, eventFlags } from './flags';
import { type Gaps, gapsOf, unnamed } from './gaps';
import { givenLane } from './given-lane';
import type { Lane } from './lane';
import { rateLane } from './rate-lane';
import { type ScoreSet, scoreSets } from './scores';
import { type Timed, timed } from './timed-events';
import { vitalLanes } from './vital-lanes';

/** One session, read for review: every number and entry at its place on one time axis (seconds since the epoch). */
export type ReviewModel = {
  readonly detail: SessionDetail;
  readonly session: Session;
  readonly log: readonly Timed[];
  readonly from: number;
  readonly to: number;
  readonly stories: readonly CommandStory[];
  readonly alarms: readonly AlarmSpan[];
  readonly scores: readonly ScoreSet[];
  readonly gaps: Gaps;
  /** Flow by the pump's word, mL/h, row by row of the pump's columns. */
  readonly flow: readonly (number | null)[];
  /** A reading older than this stands for nothing, seconds. */
  readonly quietS: { readonly pump: number; readonly monitor: number };
  readonly lanes: readonly Lane[];
  readonly flags: readonly EventFlag[];
};

/** Lanes that hold no curves: their content is laid over them. */
export const SCORES = 'scores';
export const ALARMS = 'alarms';

function emptyLane(key: string, weight: number, from: number, to: number): Lane {
  const silent = {
    kind: 'points',
    key,
    label: '',
    unit: '',
    digits: 0,
    tint: 'text-3',
    silent: true,
  } as const;
  const traces = [{ ...silent, t: [from, to], v: [null, null] }];
  return { key, titles: [], weight, min: 0, max: 1, ticks: [], traces, limits: [], missing: [] };
}

function extent(log: readonly Timed[], { pump, monitor, nibp }: SessionDetail['series']): [number, number] {
  const firsts = [log[0]?.t, pump.t[0], monitor.t[0]];
  const lasts = [log.at(-1)?.t, pump.t.at(-1), monitor.t.at(-1), nibp.t.at(-1)];
  const known = (times: (number | undefined)[]) => times.filter((t): t is number => t !== undefined);
  const from = Math.min(...known(firsts));
  const to = Math.max(...known(lasts));
  return Number.isFinite(from) && to > from ? [from, to] : [0, 60];
}

/** Reads one session for review; null when its log never opened one. */
export function reviewModel(detail: SessionDetail): ReviewModel | null {
  const { series, state } = detail;
  const { session } = state;
  if (session === null) return null;
  // What is said about a session afterwards, perhaps days later, has no place on its axis.
  const log = timed(detail.events.filter(({ type }) => !isReview(type)));
  const [from, to] = extent(log, series);
  const stories = commandStories(log);
  const alarms = alarmSpans(log, to);
  const gaps = gapsOf(log, series, from, to);
  const quietS = {
    pump: quietLimitMs('pump', session.timeFactor) / 1000,
    monitor: quietLimitMs('monitor', session.timeFactor) / 1000,
  };
  const flow = flowMlPerHour(series.pump, stops(stories, to));
  const endedAt = log.find(({ event }) => event.type === 'infusion.ended')?.t ?? null;
  const dosing = dosingOf(session);
  const { order, limits } = session;
  const pumpGaps = [...gaps.console, ...gaps.pump];
  const consoleUnnamed = gaps.console.map(unnamed);
  const pumpFacts = { pump: series.pump, dosing, order, breakAfterS: quietS.pump };
  const lanes = [
    rateLane({
      ...{ ...pumpFacts, stories, flow, limits, endedAt, end: to, gaps: pumpGaps },
      missing: [...consoleUnnamed, ...gaps.pump],
    }),
    givenLane({ ...pumpFacts, missing: [...gaps.console, ...gaps.pump.map(unnamed)] }),
    ...vitalLanes({
      ...{ series, limits: order.vitalLimits, end: to, breakAfterS: quietS.monitor },
      gaps: [...gaps.console, ...gaps.monitor],
      named: gaps.monitor,
    }),
    emptyLane(SCORES, 1.15, from, to),
    emptyLane(ALARMS, 0.8, from, to),
  ];
  return {
    ...{ detail, session, log, from, to, stories, alarms, gaps, flow, quietS, lanes },
    scores: scoreSets(log),
    flags: eventFlags(log, stories, alarms),
  };
}
