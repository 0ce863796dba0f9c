import { type StandingCondition, standing } from '../../alarms/condition';
import { mayDo } from '../../record/permissions';
import type { MonoMs } from '../../time/clock';
import { formatDuration, formatNumber } from '../../units/format';
import { type Chapter, silent } from '../chapter';
import { accept, type Here, refuse } from '../decision';
import type { EventDraft, LoggedEvent } from '../events';
import { streamingLiveMs, valid } from '../freshness';
import { whyNotStoppedFromHere } from '../pump-ability';
import type { BedsideState, Session, Stamped } from '../state';
import { stopDrafts } from '../stop-drafts';
import { mayInfuse } from '../view';
import { type ArmedSign, armedSigns, signNames } from './armed';
import type { InterlockSign } from './events';
import type { BelowWatch, DeliverySlice } from './slice';

const OVERRIDE = 'override-check';

/**
 * Levels of the signed order at which the console itself stops the pump (ui.md 19.1). It only ever sends a stop. Time
 * counts while values that are valid and live stay below the level. A gap adds nothing and takes nothing away: a
 * sensor that drops out while the oxygen falls neither fires the interlock nor makes it forget, and what is missing
 * alarms by itself.
 */
export const interlock: Chapter = {
  ...silent,
  needs: { 'release-interlock': 'give-drug' },
  evolve(session, state, event) {
    const slice = sliceAfter(session, state, event);
    return slice === session.delivery ? session : { ...session, delivery: slice };
  },
  decide: (intent, here) => (intent.kind === 'release-interlock' ? release(intent.reason, here) : null),
  blocked(kind, state, session, mono) {
    if (kind === 'release-interlock') {
      return session.delivery.fired === null ? 'The interlock holds nothing.' : null;
    }
    if (kind !== 'start-infusion' && kind !== 'resume-infusion' && kind !== 'change-rate') return null;
    if (session.delivery.fired !== null) return 'blocked: interlock';
    if (kind === 'change-rate') return null;
    const below = armedSigns(session).find(({ sign }) => isBelow(session.delivery.watch[sign]));
    return below === undefined ? null : `blocked: ${standingWords(state, session, below, mono)}`;
  },
  conditions,
  moments: (state, session) =>
    armedSigns(session).flatMap(({ sign }) => {
      const watch = session.delivery.watch[sign];
      return watch === null ? [] : [watch.lastMono + streamingLiveMs(state.timeFactor)];
    }),
  facts,
};

const isBelow = (watch: BelowWatch | null): boolean => watch !== null && !watch.overridden;

function sliceAfter(session: Session, state: BedsideState, event: LoggedEvent): DeliverySlice {
  const { delivery } = session;
  switch (event.type) {
    case 'monitor.reading': {
      let { watch } = delivery;
      for (const armed of armedSigns(session)) {
        const after = watched(watch[armed.sign], armed, state, event);
        if (after !== watch[armed.sign]) watch = { ...watch, [armed.sign]: after };
      }
      return watch === delivery.watch ? delivery : { ...delivery, watch };
    }
    case 'interlock.fired': {
      const { sign, value, level, forSeconds } = event.body;
      const fired = { sign, value, level, forSeconds, at: event.at, mono: event.mono, seq: event.seq };
      return { ...delivery, fired, watch: anew(delivery.watch, {}) };
    }
    case 'interlock.released': {
      const override = event.body.override ? { overridden: true } : {};
      return { ...delivery, fired: null, watch: anew(delivery.watch, override) };
    }
    default:
      return delivery;
  }
}

/** The time below begins again; what was seen stays seen. */
function anew(watch: DeliverySlice['watch'], over: Partial<BelowWatch>): DeliverySlice['watch'] {
  const again = (one: BelowWatch | null): BelowWatch | null =>
    one === null ? null : { ...one, belowMs: 0, ...over };
  return { SpO2: again(watch.SpO2), RR: again(watch.RR) };
}

function watched(
  before: BelowWatch | null,
  armed: ArmedSign,
  state: BedsideState,
  event: LoggedEvent,
): BelowWatch | null {
  const seen = valid(state, armed.sign, event.mono);
  // Nothing of this sign came with this reading: it has neither fallen further nor recovered.
  if (seen === null || seen.seq !== event.seq || seen.value.value === null) return before;
  const { value } = seen.value;
  if (value >= armed.level) return null;
  if (before === null) {
    return {
      firstSeq: event.seq,
      firstAt: event.at,
      lastSeq: event.seq,
      lastMono: event.mono,
      lastValue: value,
      lowestValue: value,
      lowestSeq: event.seq,
      belowMs: 0,
      overridden: false,
    };
  }
  const since = event.mono - before.lastMono;
  const lower = value < before.lowestValue;
  return {
    ...before,
    lastSeq: event.seq,
    lastMono: event.mono,
    lastValue: value,
    lowestValue: lower ? value : before.lowestValue,
    lowestSeq: lower ? event.seq : before.lowestSeq,
    belowMs: before.belowMs + (since <= streamingLiveMs(state.timeFactor) ? since : 0),
  };
}

/** The stop that follows from the levels, and from nothing else; at most one at a time. */
function facts(state: BedsideState, session: Session, mono: MonoMs): EventDraft[] {
  const { fired, handStop, watch } = session.delivery;
  if (session.openCommand?.command.kind === 'stop') return [];
  if (fired === null ? !mayInfuse(session) : session.phase !== 'infusing') return [];
  // Somebody is already asked to stop it by hand; once the pump takes a stop from here again, it gets one.
  if (fired !== null && handStop !== null && whyNotStoppedFromHere(state) !== null) return [];
  for (const armed of armedSigns(session)) {
    const below = watch[armed.sign];
    const now = valid(state, armed.sign, mono)?.value.value ?? null;
    if (below === null || now === null || now >= armed.level) continue;
    if (below.belowMs < armed.forSeconds * 1_000) continue;
    const { sign, level, forSeconds } = armed;
    const stop = stopDrafts(state, {
      purpose: 'secure',
      commandId: `interlock-${session.sessionId}-${state.seq}`,
      by: null,
      basisSeq: state.seq,
    });
    const body = {
      sign,
      value: below.lastValue,
      level,
      forSeconds,
      belowMs: below.belowMs,
      lowest: below.lowestValue,
      evidenceSeqs: [...new Set([below.firstSeq, below.lowestSeq, below.lastSeq])].sort((a, b) => a - b),
      stopSent: stop.sends,
    };
    return [{ type: 'interlock.fired', body }, ...stop.events];
  }
  return [];
}

function release(reason: string, { state, session, operator, given }: Here) {
  const { fired } = session.delivery;
  if (fired === null) return refuse('The interlock holds nothing.');
  if (reason.trim() === '') return refuse('Say why the infusion may go on.');
  const open = armedSigns(session).filter(({ sign }) => isBack(session, state, sign, given.mono) === null);
  const override = open.length > 0;
  if (override && !mayDo(operator.role, OVERRIDE)) {
    const words = open.map((armed) => standingWords(state, session, armed, given.mono)).join(', ');
    return refuse(`${words}. A physician can release it all the same.`);
  }
  const value = valid(state, fired.sign, given.mono)?.value.value ?? null;
  return accept({
    type: 'interlock.released',
    body: { by: operator, reason: reason.trim(), override, value },
  });
}

/** The value with which a sign that was low is back; null: it is not, or nobody knows. */
function isBack(
  session: Session,
  state: BedsideState,
  sign: InterlockSign,
  mono: MonoMs,
): Stamped<unknown> | 'was never low' | null {
  const { watch, fired } = session.delivery;
  const wasLow = watch[sign] !== null || fired?.sign === sign;
  if (!wasLow) return 'was never low';
  return watch[sign] === null ? valid(state, sign, mono) : null;
}

/** `SpO₂ 86 %, interlock at 88`, or that it was and is not known now. */
export function standingWords(
  state: BedsideState,
  session: Session,
  { sign, level }: ArmedSign,
  mono: MonoMs,
): string {
  const { name, unit } = signNames[sign];
  const now = valid(state, sign, mono)?.value.value ?? null;
  const last = session.delivery.watch[sign]?.lastValue ?? null;
  const limit = `level ${formatNumber(level, 0)}`;
  if (now !== null) return `${name} ${formatNumber(now, 0)} ${unit}, ${limit}`;
  return last === null
    ? `no valid ${name} value, ${limit}`
    : `${name} was ${formatNumber(last, 0)} ${unit}, no valid value now, ${limit}`;
}

function conditions(state: BedsideState, session: Session, mono: MonoMs): StandingCondition[] {
  const found: StandingCondition[] = [];
  const { fired } = session.delivery;
  if (fired !== null) {
    const { name, unit } = signNames[fired.sign];
    const hand = whyNotStoppedFromHere(state);
    const length = formatDuration(fired.forSeconds * 1_000);
    found.push(
      standing({
        condition: 'interlock-fired',
        priority: 'high',
        words: `INTERLOCK ${name} ${formatNumber(fired.value, 0)} ${unit}, under ${formatNumber(fired.level, 0)} for ${length}`,
        response:
          hand === null || session.phase !== 'infusing'
            ? 'Stimulate, open the airway, give oxygen, call. See that the pump stands.'
            : 'PAUSE at the pump now. Stimulate, open the airway, give oxygen, call.',
      }),
    );
  }
  if (session.phase !== 'infusing') return found;
  for (const armed of armedSigns(session)) {
    if (valid(state, armed.sign, mono) !== null) continue;
    const { name, unit } = signNames[armed.sign];
    const below = session.delivery.watch[armed.sign];
    if (below !== null) {
      found.push(
        standing({
          condition: 'interlock-blind',
          key: armed.sign,
          priority: 'high',
          words: `${name} WAS ${formatNumber(below.lastValue, 0)} ${unit}, no valid value now`,
          response: 'Look at the patient. In doubt PAUSE. The interlock does not act without a value.',
        }),
      );
    } else if (armed.sign === 'RR') {
      // A missing SpO2 alarms whether or not an interlock is armed.
      found.push(
        standing({
          condition: 'interlock-blind',
          key: armed.sign,
          priority: 'medium',
          words: `No valid ${name} value, the interlock can not act on it`,
          response: 'Count the breaths, then look at the sensor.',
        }),
      );
    }
  }
  return found;
}
