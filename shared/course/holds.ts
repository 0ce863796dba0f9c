import { sameRate } from '../dosing/convert';
import type { PumpSnapshot } from '../readings/pump';
import type { MonoMs } from '../time/clock';
import { type MlPerHour, mlPerHour } from '../units/units';

/** A stretch at one rate by the pump's own readings, on the monotonic clock. */
export type Held = {
  readonly mlPerHour: MlPerHour;
  readonly fromMono: MonoMs;
  readonly toMono: MonoMs;
  /** Time within it for which valid SpO2 values came, milliseconds. */
  readonly spo2Ms: number;
};

/** A time in which drug may have flowed and the pump did not say at which rate. */
export type Silence = { readonly fromMono: MonoMs; readonly toMono: MonoMs };

/** The rate at which the pump says that the infusion runs; null: it stands, purges, gives a bolus, or does not say. */
function infusionRate({ runState, motion, rateMlPerHour }: PumpSnapshot): MlPerHour | null {
  const runs = runState === 'infusing' && motion !== 'stalled' && (rateMlPerHour ?? 0) > 0;
  return runs ? rateMlPerHour : null;
}

type Running = { mlPerHour: MlPerHour; fromMono: MonoMs; toMono: MonoMs; spo2Ms: number; sinceMs: number };

/**
 * Finds the stretches at one rate. A reading proves the rate since the one before it, if that one showed the same and
 * no longer ago than `quietMs`: a silence ends a stretch, and while the pump may have infused it counts as unknown.
 */
export function holdFold(): {
  reading(snapshot: PumpSnapshot, mono: MonoMs, quietMs: number): void;
  spo2(ms: number): void;
  /** Nothing after `mono` belongs to the infusion: it was closed, or another pump is at the cable. */
  ends(mono: MonoMs, quietMs: number): void;
  made(): { readonly holds: readonly Held[]; readonly unknown: readonly Silence[] };
} {
  const holds: Held[] = [];
  let running: Running | null = null;
  const unknown: Silence[] = [];

  const settle = (mono: MonoMs, quietMs: number): void => {
    if (running === null) return;
    if (mono - running.toMono > quietMs) unknown.push({ fromMono: running.toMono, toMono: mono });
    const { sinceMs: _unproven, ...held } = running;
    if (held.toMono > held.fromMono) holds.push(held);
    running = null;
  };

  return {
    reading(snapshot, mono, quietMs) {
      const rate = infusionRate(snapshot);
      const goes =
        running !== null &&
        rate !== null &&
        sameRate(running.mlPerHour, rate) &&
        mono - running.toMono <= quietMs;
      if (running !== null && goes) {
        running.toMono = mono;
        running.spo2Ms += running.sinceMs;
        running.sinceMs = 0;
        return;
      }
      settle(mono, quietMs);
      if (rate !== null)
        running = { mlPerHour: mlPerHour(rate), fromMono: mono, toMono: mono, spo2Ms: 0, sinceMs: 0 };
    },
    spo2(ms) {
      // Counts when the next reading of the pump proves that the rate still stood.
      if (running !== null) running.sinceMs += ms;
    },
    ends: settle,
    made: () => ({ holds, unknown }),
  };
}
