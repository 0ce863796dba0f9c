import type { EvidenceGrade, PumpCapabilities } from '../readings/pump';
import type { BedsideState } from './state';

/** A capability counts only when the protocol evidence behind it is good enough for a patient (pumps.md 1.1). */
export function usable(
  capabilities: PumpCapabilities | null,
  what: 'start' | 'setRate' | 'pause' | 'bolus',
): boolean {
  const good: readonly EvidenceGrade[] = ['verified', 'documented'];
  return capabilities?.humanUse === true && good.includes(capabilities[what]);
}

/** Whether a stop can be sent at all: a pump that knows no such command is only watched. */
export function takesStop(capabilities: PumpCapabilities | null): boolean {
  return capabilities === null || capabilities.pause !== 'none';
}

/** Why a stop from here may not make the pump stand, in words; null: it can be expected to. */
export function whyNotStoppedFromHere({ pump }: BedsideState): string | null {
  if (pump.capabilities !== null && !usable(pump.capabilities, 'pause')) return 'This pump is watched only.';
  if (pump.link.kind !== 'up') return 'The pump does not answer.';
  if (pump.control === 'refused' || pump.control === 'withdrawn') return 'The pump holds its own controls.';
  return null;
}
