import { sameRate } from '../dosing/convert';
import { flowRate } from '../dosing/delivered';
import type { PumpSnapshot } from '../readings/pump';
import type { LoggedEvent } from '../session/events';
import { isSessionPump } from '../session/session-pump';
import type { BedsideState } from '../session/state';
import type { MgPerMl, MlPerHour } from '../units/units';

/** What the pump's own words say that it does. `unknown`: it says nothing, or does not prove what it says. */
export type Flow =
  | { readonly kind: 'rate'; readonly mlPerHour: MlPerHour; readonly by: 'infusing' | 'bolus' | 'purging' }
  | { readonly kind: 'still' }
  | { readonly kind: 'unknown' };

/** What had gone in up to a moment, mL; neither ever falls. */
export type Counted = { readonly lowMl: number; readonly highMl: number };

/** The syringe that a stretch was given from. `seq`: the entry that loaded it; null: none was, and the order's counts. */
export type FromSyringe = { readonly seq: number | null; readonly concentrationMgPerMl: MgPerMl };

/** A stretch of time with one flow, from one syringe of one pump. */
export type Stretch = {
  /** The entry with which it began. */
  readonly seq: number;
  readonly fromAt: number;
  readonly toAt: number;
  readonly flow: Flow;
  readonly syringe: FromSyringe;
  readonly from: Counted;
  readonly to: Counted;
  readonly pumpKey: string | null;
  /** The drug had been started. */
  readonly started: boolean;
};

const sameFlow = (a: Flow, b: Flow): boolean =>
  a.kind === 'rate' && b.kind === 'rate'
    ? a.by === b.by && sameRate(a.mlPerHour, b.mlPerHour)
    : a.kind === b.kind;

/** The flow that a status of the pump proves. */
export function flowOf(snapshot: PumpSnapshot): Flow {
  const rate = flowRate(snapshot);
  if (rate === null) return { kind: 'unknown' };
  if (rate === 0) return { kind: 'still' };
  const { runState } = snapshot;
  return {
    kind: 'rate',
    mlPerHour: rate,
    by: runState === 'bolus' || runState === 'purging' ? runState : 'infusing',
  };
}

/** What had gone in after an entry: the counter's account, at the end as the session's own closing says it. */
function countedAfter(event: LoggedEvent, state: BedsideState, before: Counted): Counted {
  const delivered = state.session?.delivered;
  const { lowMl, highMl } =
    event.type === 'session.closed'
      ? { lowMl: event.body.volumeMl.low, highMl: event.body.volumeMl.high }
      : { lowMl: delivered?.lowMl ?? 0, highMl: delivered?.highMl ?? 0 };
  return { lowMl: Math.max(before.lowMl, lowMl), highMl: Math.max(before.highMl, highMl) };
}

export type DoseAccount = {
  /** The stretch that an entry ended; null: it goes on. */
  take(event: LoggedEvent, state: BedsideState, pumpKey: string | null): Stretch | null;
  /** What had gone in after the last entry. */
  counted(): Counted;
  /** The present stretch as it stands. */
  open(): Pick<Stretch, 'seq' | 'flow' | 'from'>;
};

/** Entries that end a stretch although the pump goes on as it did: what they say belongs to what was before them. */
const cuts: ReadonlySet<LoggedEvent['type']> = new Set([
  'syringe.loaded',
  'bolus.recorded',
  'infusion.ended',
  'session.closed',
]);

/**
 * Cuts a session into stretches of one flow by the PUMP's account. What the counter rises by between two readings
 * belongs to the flow that the first of them showed; over a silence, to a stretch of unknown flow. The stretches
 * follow each other without a gap, so that what they gave adds up to what was given.
 */
export function doseAccount(opened: LoggedEvent & { type: 'session.opened' }): DoseAccount {
  let counted: Counted = { lowMl: 0, highMl: 0 };
  const ordered: FromSyringe = {
    seq: null,
    concentrationMgPerMl: opened.body.order.concentrationMgPerMl,
  };
  let open = {
    ...{ seq: opened.seq, fromAt: opened.at as number, from: counted, pumpKey: null as string | null },
    ...{ flow: { kind: 'unknown' } as Flow, syringe: ordered },
  };

  function flowAfter(event: LoggedEvent, state: BedsideState): Flow {
    if (event.type === 'pump.reading') return isSessionPump(state) ? flowOf(event.body) : { kind: 'unknown' };
    const isLost =
      event.type === 'run.started' ||
      ((event.type === 'link.down' || event.type === 'link.silent' || event.type === 'link.up') &&
        event.body.device === 'pump');
    return isLost ? { kind: 'unknown' } : open.flow;
  }

  return {
    take(event, state, pumpKey) {
      counted = countedAfter(event, state, counted);
      const flow = flowAfter(event, state);
      const syringe =
        event.type === 'syringe.loaded'
          ? { seq: event.seq, concentrationMgPerMl: event.body.syringe.concentrationMgPerMl }
          : open.syringe;
      const goesOn = sameFlow(open.flow, flow) && !cuts.has(event.type);
      if (goesOn) return null;
      const ended: Stretch = {
        ...open,
        ...{ toAt: event.at, to: counted, started: state.session?.startedAt != null },
      };
      open = { seq: event.seq, fromAt: event.at, from: counted, pumpKey, flow, syringe };
      return ended;
    },
    counted: () => counted,
    open: () => open,
  };
}
