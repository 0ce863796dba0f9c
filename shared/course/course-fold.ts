import { sameRate, toMg, toMgPerHour, toMgPerKgPerHour } from '../dosing/convert';
import type { PauseReason } from '../session/delivery/events';
import type { LoggedEvent } from '../session/events';
import { initialState } from '../session/evolve';
import { quietLimitMs } from '../session/freshness';
import { signatureBroken } from '../session/recovery/signature';
import { isSessionPump } from '../session/session-pump';
import type { BedsideState, Session } from '../session/state';
import { deliveredMg } from '../session/view';
import type { MonoMs } from '../time/clock';
import { ml } from '../units/units';
import { againstFold, againstScores } from './against';
import { painOf, symptomFold, worstOf } from './charted';
import { type Held, holdFold } from './holds';
import type { Hold, SessionCourse } from './session-course';
import { minutesFrom, vitalFold } from './vital-fold';

type Ending = { readonly mono: MonoMs; readonly by: string | null; readonly why: 'complete' | 'ended' };
type Closing = EventOf<'session.closed'>;
type EventOf<T extends LoggedEvent['type']> = Extract<LoggedEvent, { readonly type: T }>;

/** One pass over a session's log, in order; `made` gives what a course of treatment shows of it. */
export type CourseFold = {
  /** An event, and the state after it. */
  take(event: LoggedEvent, after: BedsideState): void;
  /** Null: no session was opened in what was taken. */
  made(): SessionCourse | null;
};

/** A fold that has taken nothing yet. */
export function courseFold(): CourseFold {
  let state: BedsideState = initialState();
  const holds = holdFold();
  const vitals = vitalFold();
  const against = againstFold();
  const startedOr = () => state.session?.startedMono ?? state.session?.openedMono ?? state.mono;
  const symptoms = symptomFold((mono) => minutesFrom(startedOr(), mono));
  const adjuncts: EventOf<'adjunct.given'>[] = [];
  const boluses: EventOf<'bolus.recorded'>[] = [];
  let ending: (Ending & { afterPause: PauseReason | 'no-reason' | null }) | null = null;
  let closing: Closing | null = null;

  const quiet = () => quietLimitMs('pump', state.timeFactor);

  const infusion = (event: LoggedEvent, before: BedsideState, session: Session): void => {
    const flows = session.phase === 'infusing' || session.phase === 'paused';
    if (event.type === 'pump.reading' && flows && isSessionPump(state))
      holds.reading(event.body, event.mono, quiet());
    if (event.type === 'link.up' && event.body.device === 'pump' && !isSessionPump(state))
      holds.ends(event.mono, quiet());
    if (event.type === 'infusion.ended') {
      holds.ends(event.mono, quiet());
      const was = before.session;
      const { by, why } = event.body;
      const paused =
        was?.phase === 'paused' && why === 'ended' ? (was.pauseReason?.reason ?? 'no-reason') : null;
      ending = { mono: event.mono, by: by?.name ?? null, why, afterPause: paused };
    }
  };

  return {
    take(event, after) {
      const before = state;
      state = after;
      const { session } = state;
      if (session === null || before.session?.phase === 'closed') return;
      against.take(event, before, state);
      symptoms.take(event, session);
      if (event.type === 'adjunct.given') adjuncts.push(event);
      if (event.type === 'bolus.recorded') boluses.push(event);
      if (event.type === 'session.closed') closing = event;
      infusion(event, before, session);
      const spo2Ms = vitals.take(event, state);
      if (spo2Ms > 0) holds.spo2(spo2Ms);
    },
    made() {
      const { session } = state;
      if (session === null) return null;
      const started = startedOr();
      if (closing !== null) holds.ends(closing.mono, quiet());
      const minuteOf = (mono: MonoMs) => minutesFrom(started, mono);
      const sinceStart = session.rounds.sets.filter(({ measuredMono }) => measuredMono >= started);
      const { holds: held, unknown } = holds.made();
      const shown = held.map((one) => holdOf(one, session, minuteOf));
      const { against: found, alarms } = against.made();
      const scored = againstScores(sinceStart, session.policy.rounds);
      return {
        startedAt: session.startedAt,
        order: orderOf(session),
        givenMg: givenOf(session, state, closing),
        boluses: boluses.map(({ body, mono }) => ({ doseMg: body.doseMg, minute: minuteOf(mono) })),
        infusedMs: session.infusedMs,
        pausedMs: session.pausedMs,
        pauses: session.pauses,
        lengthMin: session.startedMono === null ? 0 : minuteOf(state.mono),
        top: topOf(shown, session),
        holds: shown,
        unknown: unknown.map(({ fromMono, toMono }) => ({ from: minuteOf(fromMono), to: minuteOf(toMono) })),
        ...vitals.made(session, started),
        symptoms: symptoms.made(),
        worst: worstOf(sinceStart),
        pain: painOf(session.rounds.sets, started, ending?.mono ?? null),
        scores: session.rounds.sets.map(({ observation, measuredMono }) => ({
          minute: minuteOf(measuredMono),
          painNrs: observation.painNrs,
          distress: observation.distress,
          sedation: observation.sedation,
        })),
        adjuncts: adjuncts.map(({ body: { drug, dose, unit, route, givenAt }, at, mono }) => ({
          ...{ drug, dose, unit, route },
          minute: minuteOf((mono - Math.max(0, at - givenAt)) as MonoMs),
        })),
        alarms,
        against: [...found, ...scored]
          .sort((a, b) => a.mono - b.mono)
          .map(({ mono, kind, words }) => ({ minute: minuteOf(mono), kind, words })),
        ended: {
          why: ending?.why ?? null,
          by: ending?.by ?? null,
          afterPause: ending?.afterPause ?? null,
          outcome: closing?.body.outcome ?? null,
        },
        discharged: dischargedOf(session),
      };
    },
  };
}

function orderOf({ order }: Session): SessionCourse['order'] {
  const { orderId, drug, indication, orderedUnit, dosingWeightKg, weightBasis } = order;
  const { concentrationMgPerMl, totalMg, durationMin, maxRateMgPerKgPerHour } = order;
  const { sessionNumber, sessionsPlanned } = order;
  return {
    ...{ orderId, drug, indication, orderedUnit, dosingWeightKg, weightBasis, concentrationMgPerMl },
    ...{ totalMg, durationMin, maxRateMgPerKgPerHour, sessionNumber, sessionsPlanned },
  };
}

/** What the closing counted; of an open session what the pump's account says now. */
function givenOf(session: Session, state: BedsideState, closing: Closing | null): SessionCourse['givenMg'] {
  if (closing === null) {
    const { lowMg, highMg } = deliveredMg(session, state.mono);
    return { low: lowMg, high: highMg };
  }
  const { low, high } = closing.body.volumeMl;
  const concentration = session.syringe?.concentrationMgPerMl ?? session.order.concentrationMgPerMl;
  return { low: toMg(ml(low), concentration), high: toMg(ml(high), concentration) };
}

function holdOf(
  { mlPerHour, fromMono, toMono, spo2Ms }: Held,
  { order }: Session,
  minuteOf: (mono: MonoMs) => number,
): Hold {
  return {
    mlPerHour,
    mgPerKgPerHour: toMgPerKgPerHour(mlPerHour, order.concentrationMgPerMl, order.dosingWeightKg),
    from: minuteOf(fromMono),
    to: minuteOf(toMono),
    spo2Min: Math.round(spo2Ms / 600) / 100,
  };
}

/** The highest rate that the pump itself showed, and for how long altogether. */
function topOf(holds: readonly Hold[], { order }: Session): SessionCourse['top'] {
  const [highest] = [...holds].sort((a, b) => b.mlPerHour - a.mlPerHour);
  if (highest === undefined) return null;
  const same = holds.filter(({ mlPerHour }) => sameRate(mlPerHour, highest.mlPerHour));
  return {
    mgPerKgPerHour: highest.mgPerKgPerHour,
    mgPerHour: toMgPerHour(highest.mgPerKgPerHour, order.dosingWeightKg),
    heldMin: Math.round(same.reduce((sum, { from, to }) => sum + to - from, 0) * 100) / 100,
  };
}

function dischargedOf(session: Session): SessionCourse['discharged'] {
  const { signature } = session.recovery;
  return signature === null ? null : { by: signature.by.name, holds: signatureBroken(session) === null };
}
