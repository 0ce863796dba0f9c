import { signWords, type TakenValue, type VitalSign } from '../../observation/vital-signs';
import type { DeviceIdentity } from '../../readings/device';
import { epochMs, type MonoMs } from '../../time/clock';
import { vital } from '../freshness';
import type { BedsideState } from '../state';

/** A device as a value names it. */
export const deviceWords = ({ manufacturer, model, serialNumber }: DeviceIdentity): string =>
  `${manufacturer} ${model}, no. ${serialNumber}`;

/** The wall time at `mono`, counted on from the last entry. */
export const wallAt = (state: Pick<BedsideState, 'at' | 'mono'>, mono: MonoMs) =>
  epochMs(state.at + Math.max(0, mono - state.mono));

export type TakeOver =
  | { readonly kind: 'taken'; readonly value: TakenValue }
  /** Why the monitor's value is not taken over; it is typed, or stays unknown. */
  | { readonly kind: 'left'; readonly words: string };

/**
 * What the monitor shows for a sign, as a value of a set. Only what is live, measured, valid and this patient's is
 * taken over; nothing stale ever is (SR-084).
 */
export function takeOver(state: BedsideState, sign: VitalSign, mono: MonoMs): TakeOver {
  const { identity, trusted, link } = state.monitor;
  if (identity === null || link.kind !== 'up') return { kind: 'left', words: 'no monitor' };
  if (!trusted) return { kind: 'left', words: 'monitor not accepted' };
  const { codes, unit } = signWords[sign];
  let words = 'no value';
  for (const code of codes) {
    const seen = vital(state, code, mono);
    if (seen === null || seen.numeric.value === null) continue;
    if (seen.numeric.quality !== 'valid') words = 'artefact';
    else if (seen.freshness !== 'live') words = 'value is old';
    else {
      const { source, value } = seen.numeric;
      return {
        kind: 'taken',
        value: {
          value: pressureMmHg(value, seen.numeric.unit),
          unit,
          source: { kind: 'device', device: deviceWords(identity), code, sensor: source },
          measuredAt: epochMs(wallAt(state, mono) - seen.ageMs),
          insisted: false,
        },
      };
    }
  }
  return { kind: 'left', words };
}

const MMHG_PER_KPA = 7.50062;

/** A monitor set to kPa is charted in mmHg, to one decimal; all other signs have one unit. */
function pressureMmHg(value: number, unit: string): number {
  return unit === 'kPa' ? Math.round(value * MMHG_PER_KPA * 10) / 10 : value;
}
