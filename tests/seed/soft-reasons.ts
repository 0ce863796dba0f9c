import type { SoftReason } from '../../shared/limits/profile';
import { rateFindings } from '../../shared/session/rate-findings';
import type { BedsideState } from '../../shared/session/state';
import type { MonoMs } from '../../shared/time/clock';
import type { MgPerKgPerHour } from '../../shared/units/units';

/** A reason for each soft limit that this rate passes. */
export function softReasonsFor(
  { session, pump }: BedsideState,
  purpose: 'start' | 'resume' | 'change-rate',
  rate: MgPerKgPerHour,
  mono: MonoMs,
): SoftReason[] {
  if (session === null || pump.capabilities === null) return [];
  return rateFindings(session, pump.capabilities, purpose, rate, mono)
    .filter(({ severity }) => severity === 'soft')
    .map(({ rule }) => ({ rule, code: 'ordered', text: '' }));
}
