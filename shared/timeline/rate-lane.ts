import type { Order } from '../dosing/order';
import type { LimitProfile } from '../limits/profile';
import type { Series } from '../series/series';
import { lastNotAfter } from './columns';
import { type CommandStory, took } from './command-stories';
import { type Dosing, rateOf } from './doses';
import type { Gap } from './gaps';
import type { Curve, Lane, Uncertain } from './lane';
import type { PumpColumns } from './pump-columns';
import { ticksTo, withRoom } from './scale';

/** What was asked for, mL/h, as steps; a refused request goes back to what was asked before it. */
export function requestedSteps(
  stories: readonly CommandStory[],
  endedAt: number | null,
  end: number,
): { t: number[]; v: (number | null)[] } {
  const points: { t: number; v: number | null }[] = [];
  let inForce = 0;
  for (const story of stories) {
    const { command } = story.request;
    const asked = command.kind === 'stop' ? 0 : command.rateMlPerHour;
    points.push({ t: story.t, v: asked });
    const failed = story.ending === 'refused' || story.ending === 'resolved-did-not-take';
    if (failed && story.endedT !== null) points.push({ t: story.endedT, v: inForce });
    else inForce = asked;
  }
  if (endedAt !== null) points.push({ t: endedAt, v: null });
  else if (points.length > 0) points.push({ t: end, v: inForce });
  points.sort((a, b) => a.t - b.t);
  return { t: points.map(({ t }) => t), v: points.map(({ v }) => v) };
}

/** What the pump was last known to give before `t`, mL/h. */
function knownBefore(pump: Series['pump'], flow: readonly (number | null)[], t: number): number {
  for (let row = lastNotAfter(pump.t, t); row >= 0; row -= 1) {
    const value = flow[row];
    if (value != null) return value;
  }
  return 0;
}

/** Where nobody knew the rate: commands without an ending, and silence of a pump that was last seen giving. mL/h. */
export function uncertainStretches(
  stories: readonly CommandStory[],
  pumpGaps: readonly Gap[],
  pump: Series['pump'],
  flow: readonly (number | null)[],
  end: number,
): Uncertain['stretches'] {
  const fromCommands = stories.flatMap(({ uncertain, request, t }) => {
    if (uncertain === null) return [];
    const asked = request.command.kind === 'stop' ? 0 : request.command.rateMlPerHour;
    const high = Math.max(asked, knownBefore(pump, flow, t));
    return [{ from: uncertain.from, to: uncertain.to ?? end, low: 0, high }];
  });
  const fromSilence = pumpGaps.flatMap(({ from, to }) => {
    const high = knownBefore(pump, flow, from);
    const told = fromCommands.some((one) => one.from <= from && one.to >= to);
    return high > 0 && !told ? [{ from, to, low: 0, high }] : [];
  });
  return [...fromCommands, ...fromSilence].sort((a, b) => a.from - b.from);
}

/** The pump's own rate, or, where no reading was kept, the steps that commands proved. mg/kg/h. */
function confirmed({ stories, pump, columns, endedAt, dosing }: RateFacts): {
  t: readonly number[];
  v: readonly (number | null)[];
} {
  if (columns.flow.some((value) => value !== null)) return { t: pump.t, v: columns.rate };
  const proven = stories.filter((story) => took(story) && story.endedT !== null);
  const steps = proven.map(({ request, endedT }) => ({
    t: endedT ?? 0,
    v: request.command.kind === 'stop' ? 0 : request.command.rateMlPerHour,
  }));
  const all: { t: number; v: number | null }[] =
    endedAt === null ? steps : [...steps, { t: endedAt, v: null }];
  return { t: all.map(({ t }) => t), v: all.map(({ v }) => (v === null ? null : rateOf(dosing, v))) };
}

export type RateFacts = {
  readonly stories: readonly CommandStory[];
  readonly pump: Series['pump'];
  readonly columns: PumpColumns;
  readonly gaps: readonly Gap[];
  /** The same gaps as the lane shows them: named here or in another lane. */
  readonly missing: readonly Gap[];
  readonly dosing: Dosing;
  readonly order: Order;
  readonly limits: LimitProfile;
  readonly breakAfterS: number;
  readonly endedAt: number | null;
  readonly end: number;
};

/** Dose rate in the ordered unit: asked for dotted, what the pump said solid, not known hatched. */
export function rateLane(facts: RateFacts): Lane {
  const { stories, pump, columns, dosing, order, limits, endedAt, end } = facts;
  const turn = (value: number | null) => (value === null ? null : rateOf(dosing, value));
  const asked = requestedSteps(stories, endedAt, end);
  const said = confirmed(facts);
  const top = Math.max(0.6, order.maxRateMgPerKgPerHour * 1.2);
  const unit = 'mg/kg/h';
  const step = { kind: 'step', unit, digits: 2 } as const;
  const requested: Curve = {
    ...step,
    ...{ key: 'requested', label: 'Requested', tint: 'action-text', width: 2, dash: [2, 3] },
    t: asked.t,
    v: asked.v.map(turn),
  };
  const given: Curve = {
    ...step,
    ...{ key: 'rate', label: 'Rate', tint: 'dose', fill: 'dose-area', width: 2 },
    t: said.t,
    v: said.v,
    ...(said.t === pump.t ? { breakAfterS: facts.breakAfterS } : {}),
  };
  const stretches = uncertainStretches(stories, facts.gaps, pump, columns.flow, end);
  const uncertain: Uncertain = {
    kind: 'uncertain',
    key: 'unknown',
    stretches: stretches.map(({ from, to, low, high }) => ({
      ...{ from, to },
      low: rateOf(dosing, low),
      high: rateOf(dosing, high),
    })),
  };
  const soft = limits.rateMgPerKgPerHour.softMax;
  return {
    key: 'rate',
    titles: [
      { text: 'Rate', unit: 'mg/kg/h, pump says', tint: 'dose' },
      { text: 'Requested', unit: 'dotted', tint: 'action-text' },
    ],
    weight: 1.3,
    ...withRoom(top),
    ticks: ticksTo(top, 3),
    traces: [requested, given, uncertain],
    limits: soft === null ? [] : [{ value: soft, label: `soft limit ${Number(soft)}` }],
    missing: facts.missing,
  };
}
