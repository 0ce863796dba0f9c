import { type AlarmMemory, alarmFacts } from '../alarms/engine';
import { judge, proofTimeMs } from '../commands/evidence';
import { still } from '../dosing/delivered';
import { type Instant, type MonoMs, patience } from '../time/clock';
import { formatIn } from '../units/format';
import { chapters } from './chapters';
import { type Surroundings, standingConditions } from './conditions';
import { endOf } from './end-of';
import type { EventDraft } from './events';
import { quietLimitMs } from './freshness';
import { isSessionPump } from './session-pump';
import type { BedsideState } from './state';
import { deliveredMg } from './view';
import { vitalNowWords } from './vital-conditions';

/** How long the pump may take to show what a command did before it counts as not confirmed. */
export const CONFIRM_MS = 5_000;
/** And in real time at least, in a simulation faster than life: a start is eight questions and three readings. */
export const CONFIRM_FLOOR_MS = 6_000;

/** Since when each condition has been true, or false while its alarm stands. Live only: a replay needs none of it. */
export type SettleMemory = AlarmMemory;

export type Settled = { readonly events: EventDraft[]; readonly memory: SettleMemory };

/**
 * What follows from the state and the time, as events to append: commands proven or in doubt, devices gone silent,
 * alarms come and gone, an order given in full. Settling again after those were folded in gives nothing more.
 */
export function settle(
  state: BedsideState,
  now: Instant,
  surroundings: Surroundings,
  memory: SettleMemory,
  newAlarmId: () => string,
): Settled {
  const { mono } = now;
  const facts = [
    ...silences(state, mono),
    ...commandEvents(state, mono),
    ...completion(state, mono),
    ...chapterFacts(state, mono),
  ];
  // Alarms are judged on what is already folded in: facts first, and the next round sees them.
  if (facts.length > 0) return { events: facts, memory };
  return alarmEvents(state, now, surroundings, memory, newAlarmId);
}

function chapterFacts(state: BedsideState, mono: MonoMs): EventDraft[] {
  const { session } = state;
  if (session === null || session.phase === 'closed') return [];
  return chapters.flatMap((chapter) => chapter.facts(state, session, mono));
}

function silences(state: BedsideState, mono: MonoMs): EventDraft[] {
  const events: EventDraft[] = [];
  const { pump, monitor } = state;
  if (pump.link.kind === 'up') {
    const last = Math.max(pump.link.sinceMono, pump.reading?.mono ?? 0);
    if (mono - last > quietLimitMs('pump', state.timeFactor)) {
      events.push({
        type: 'link.silent',
        body: { device: 'pump', lastReadingMono: pump.reading?.mono ?? null },
      });
    }
  }
  if (monitor.link.kind === 'up') {
    const last = Math.max(monitor.link.sinceMono, monitor.lastReadingMono ?? 0);
    if (mono - last > quietLimitMs('monitor', state.timeFactor)) {
      events.push({
        type: 'link.silent',
        body: { device: 'monitor', lastReadingMono: monitor.lastReadingMono },
      });
    }
  }
  return events;
}

function commandEvents(state: BedsideState, mono: MonoMs): EventDraft[] {
  const { session, pump } = state;
  const open = session?.openCommand ?? null;
  if (session === null || open === null) return [];
  const { commandId } = open;
  const reading = isSessionPump(state) ? pump.reading : null;
  const proof = reading !== null && reading.mono > open.evidenceAfterMono ? reading : null;
  const verdict = proof === null ? 'open' : judge(open.command, proof.value);

  if (open.stage === 'uncertain') {
    if (proof === null || pump.link.kind !== 'up') return [];
    // A command in flight may still arrive: only what the pump shows a while after the doubt began settles it.
    const doubtful = proof.mono - (open.uncertainSinceMono ?? open.requestedMono) < 1_000;
    if (verdict === 'open' || doubtful) return [];
    const took = verdict === 'took';
    return [
      {
        type: 'command.resolved',
        body: { commandId, took, source: { kind: 'device', evidenceSeq: proof.seq } },
      },
      ...(took ? endOf(open) : []),
    ];
  }
  const heard = open.stage === 'acknowledged' || open.stage === 'sent';
  if (heard && verdict === 'took' && proof !== null) {
    return [{ type: 'command.confirmed', body: { commandId, evidenceSeq: proof.seq } }, ...endOf(open)];
  }
  if (pump.link.kind !== 'up') {
    return [
      { type: 'command.uncertain', body: { commandId, reason: 'The pump link was lost before the answer.' } },
    ];
  }
  const waited = mono - open.requestedMono;
  const limit = patience(CONFIRM_MS, state.timeFactor, CONFIRM_FLOOR_MS) + proofTimeMs(open.command);
  if (waited < limit) return [];
  if (
    open.stage === 'acknowledged' &&
    verdict === 'did-not-take' &&
    open.command.kind !== 'stop' &&
    proof !== null
  ) {
    const shows = formatIn(proof.value.rateMlPerHour ?? 0, 'mL/h');
    const what = still(proof.value) ? 'does not infuse' : `shows ${shows} mL/h`;
    return [{ type: 'command.rejected', body: { commandId, reason: `The pump answered but ${what}.` } }];
  }
  return [
    { type: 'command.uncertain', body: { commandId, reason: 'The pump has not shown that it did it.' } },
  ];
}

/** The pump stopped by itself at the volume limit: the order is given. */
function completion(state: BedsideState, mono: MonoMs): EventDraft[] {
  const { session, pump } = state;
  if (session === null || session.phase !== 'paused' || session.openCommand !== null) return [];
  if (pump.reading === null || !isSessionPump(state) || !still(pump.reading.value)) return [];
  // The volume limit is rounded down to the pump's step, and the counter to its own.
  const toleranceMl = Math.max(0.02, pump.capabilities?.vtbiStepMl ?? 0);
  const tolerance = toleranceMl * session.order.concentrationMgPerMl;
  if (deliveredMg(session, mono).lowMg < session.order.totalMg - tolerance) return [];
  return [{ type: 'infusion.ended', body: { by: null, why: 'complete' } }];
}

function alarmEvents(
  state: BedsideState,
  now: Instant,
  surroundings: Surroundings,
  memory: SettleMemory,
  newAlarmId: () => string,
): Settled {
  const { facts, memory: next } = alarmFacts({
    alarms: state.alarms,
    soundPause: state.soundPause,
    standing: standingConditions(state, now.mono, surroundings),
    now,
    memory,
    reminderMs: reminderMs(state, surroundings),
    newAlarmId,
    nowWords: (condition) => vitalNowWords(state, condition, now.mono),
  });
  return { events: facts, memory: next };
}

/** An open session keeps the rules that it was opened with. */
export function reminderMs(state: BedsideState, surroundings: Pick<Surroundings, 'alarmRules'>): number {
  return 1_000 * (state.session?.policy.alarms ?? surroundings.alarmRules).reminderSeconds;
}
