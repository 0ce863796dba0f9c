import { toMgPerKgPerHour } from '../dosing/convert';
import type { MonoMs } from '../time/clock';
import type { MlPerHour } from '../units/units';
import type { LoggedEvent } from './events';
import type { Phase, Session } from './state';

/** Closes the running account of the phase that ends and opens the next one's. */
export function enterPhase(
  session: Session,
  phase: Phase,
  event: { readonly at: Session['openedAt']; readonly mono: MonoMs },
): Session {
  if (session.phase === phase) return session;
  const spent = Math.max(0, event.mono - session.phaseSinceMono);
  const starts = phase === 'infusing' && session.startedAt === null;
  return {
    ...session,
    phase,
    phaseSince: event.at,
    phaseSinceMono: event.mono,
    startedAt: starts ? event.at : session.startedAt,
    startedMono: starts ? event.mono : session.startedMono,
    infusedMs: session.infusedMs + (session.phase === 'infusing' ? spent : 0),
    pausedMs: session.pausedMs + (session.phase === 'paused' ? spent : 0),
    pauses: session.pauses + (phase === 'paused' ? 1 : 0),
    pauseReason: phase === 'paused' ? null : session.pauseReason,
    rateBeforePauseMlPerHour:
      phase === 'paused'
        ? (session.confirmedRate?.value.mlPerHour ?? null)
        : session.rateBeforePauseMlPerHour,
  };
}

/** The rate that the pump shows becomes the confirmed one. */
export function confirmRate(
  session: Session,
  mlPerHour: MlPerHour,
  event: Pick<LoggedEvent, 'at' | 'mono' | 'seq'>,
): Session {
  const { concentrationMgPerMl, dosingWeightKg } = session.order;
  const rises = mlPerHour > (session.confirmedRate?.value.mlPerHour ?? 0) + 1e-9;
  return {
    ...session,
    delivery: rises ? { ...session.delivery, lastRiseMono: event.mono } : session.delivery,
    confirmedRate: {
      value: { mlPerHour, mgPerKgPerHour: toMgPerKgPerHour(mlPerHour, concentrationMgPerMl, dosingWeightKg) },
      at: event.at,
      mono: event.mono,
      seq: event.seq,
    },
  };
}
