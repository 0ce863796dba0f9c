import type { PumpSnapshot } from '../readings/pump';
import type { MonoMs } from '../time/clock';
import { type Ml, type MlPerHour, ml, mlPerHour } from '../units/units';

/**
 * What has gone in, from what the pump reported. Exact at `asOfMono`; from then to the next reading the true volume
 * lies between `lowMl` and `highMl` plus what the highest possible rate could have added since.
 */
export type Delivered = {
  readonly lowMl: Ml;
  readonly highMl: Ml;
  readonly asOfMono: MonoMs | null;
  /** The pump's own counter at the last reading. */
  readonly counterMl: Ml | null;
  /** The fastest the pump may have been running since `asOfMono`. */
  readonly possibleMaxMlPerHour: MlPerHour;
  /** Our own account: reported rate times monotonic time. Compared with the pump's, never instead of it. */
  readonly integratedMl: Ml;
  readonly pumpCounterResets: number;
};

export const nothingDelivered: Delivered = {
  lowMl: ml(0),
  highMl: ml(0),
  asOfMono: null,
  counterMl: null,
  possibleMaxMlPerHour: mlPerHour(0),
  integratedMl: ml(0),
  pumpCounterResets: 0,
};

const HOUR_MS = 3_600_000;

/** What `rate` adds in the time between two instants. */
function volumeOver(rate: MlPerHour, from: MonoMs, to: MonoMs): number {
  return (rate * Math.max(0, to - from)) / HOUR_MS;
}

/** True when the snapshot says that drug flows, whatever else is uncertain about it. */
export function flowing(snapshot: PumpSnapshot): boolean {
  return ['infusing', 'bolus', 'purging'].includes(snapshot.runState) && (snapshot.rateMlPerHour ?? 0) > 0;
}

/** True when the snapshot proves that nothing flows. */
export function still(snapshot: PumpSnapshot): boolean {
  return snapshot.motion === 'still' && !flowing(snapshot);
}

/**
 * The rate at which drug flows by this snapshot, mL/h: what it is set to while it flows, 0 while it stands, null where
 * it does not say. A pump on hold goes on naming the rate that it is set to; that is not what it gives.
 */
export function flowRate(snapshot: PumpSnapshot): MlPerHour | null {
  if (flowing(snapshot)) return snapshot.rateMlPerHour;
  if (snapshot.motion === 'still') return mlPerHour(0);
  return snapshot.motion === 'proven' ? snapshot.rateMlPerHour : null;
}

/**
 * Accounts for one pump reading. `counting` is false before the start, when a prime is not a dose: then the counter
 * only moves the baseline. A counter that fell was reset (power cycle, cleared at the pump): what it shows now was
 * delivered since, and what may have flowed unseen before the reset stays as uncertainty on top (H10, H17).
 */
export function accountReading(
  before: Delivered,
  snapshot: PumpSnapshot,
  mono: MonoMs,
  counting: boolean,
): Delivered {
  const rate = snapshot.rateMlPerHour ?? mlPerHour(0);
  const possible = still(snapshot)
    ? mlPerHour(0)
    : flowing(snapshot)
      ? rate
      : mlPerHour(Math.max(rate, before.possibleMaxMlPerHour));
  const volume = snapshot.volumeInfusedMl;
  if (!counting) {
    return { ...before, asOfMono: mono, counterMl: volume, possibleMaxMlPerHour: mlPerHour(0) };
  }
  if (volume === null) {
    // Without a counter the range widens from the last moment at which it was exact.
    const possibleMaxMlPerHour = mlPerHour(Math.max(possible, before.possibleMaxMlPerHour));
    return { ...before, asOfMono: before.asOfMono ?? mono, possibleMaxMlPerHour };
  }
  const settled = { ...before, asOfMono: mono, counterMl: volume, possibleMaxMlPerHour: possible };

  const since = before.asOfMono ?? mono;
  const integratedMl = ml(before.integratedMl + volumeOver(before.possibleMaxMlPerHour, since, mono));
  if (before.counterMl === null) {
    const unseen = volumeOver(before.possibleMaxMlPerHour, since, mono);
    return { ...settled, integratedMl, highMl: ml(before.highMl + unseen) };
  }
  const rise = volume - before.counterMl;
  if (rise >= 0) {
    return { ...settled, integratedMl, lowMl: ml(before.lowMl + rise), highMl: ml(before.highMl + rise) };
  }
  // When in the silence it was reset is not known: the whole of it may have passed before, at the possible rate.
  const unseen = volumeOver(before.possibleMaxMlPerHour, since, mono);
  return {
    ...settled,
    integratedMl,
    lowMl: ml(before.lowMl + volume),
    highMl: ml(before.highMl + volume + unseen),
    pumpCounterResets: before.pumpCounterResets + 1,
  };
}

/** A command that may have reached the pump: from now on it may be running at up to this rate. */
export function mayRunAt(before: Delivered, rate: MlPerHour): Delivered {
  return { ...before, possibleMaxMlPerHour: mlPerHour(Math.max(before.possibleMaxMlPerHour, rate)) };
}

/**
 * Another pump, or the same one under a new counter, is at the cable: its counter is a new baseline. What the one
 * before may have given since its last reading stays as uncertainty, whatever phase the session is in.
 */
export function newCounter(before: Delivered, mono: MonoMs): Delivered {
  const unseen =
    before.asOfMono === null ? 0 : volumeOver(before.possibleMaxMlPerHour, before.asOfMono, mono);
  return { ...before, counterMl: null, asOfMono: mono, highMl: ml(before.highMl + unseen) };
}

/** The range that holds the true volume at `mono`. Never narrower than what the pump's silence allows. */
export function deliveredRange(
  delivered: Delivered,
  mono: MonoMs,
): { readonly lowMl: Ml; readonly highMl: Ml } {
  const ahead =
    delivered.asOfMono === null ? 0 : volumeOver(delivered.possibleMaxMlPerHour, delivered.asOfMono, mono);
  return { lowMl: delivered.lowMl, highMl: ml(delivered.highMl + ahead) };
}
