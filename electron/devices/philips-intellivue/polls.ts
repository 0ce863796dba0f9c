import { durationMs } from '../../../shared/time/clock';
import { attributeGroup, objectClass } from './nomenclature';
import { encodePollRequest, type PollResult } from './poll';
import { ticksOf } from './time';

/** Length of the numeric stream, ms; it ends silently and is renewed before that (monitors.md 2.7). */
export const STREAM_MS = 60_000;
/** The stream is renewed this long after it was asked for, ms. */
export const RENEW_MS = 50_000;

export type Purpose = 'monitor' | 'numerics' | 'alarms' | 'patient';

const targets = {
  monitor: { objectClass: objectClass.mds, attributeGroup: attributeGroup.all },
  // Values only, a fifth of the bytes: the physiological id in each value says all that is needed.
  numerics: { objectClass: objectClass.numerics, attributeGroup: attributeGroup.metricObservedValue },
  alarms: { objectClass: objectClass.alarms, attributeGroup: attributeGroup.alarmMonitor },
  patient: { objectClass: objectClass.demographics, attributeGroup: attributeGroup.patientDemographics },
} as const;

/** Numbers the polls of one association and tells which answer belongs to which question. */
export class Polls {
  #last = 0;
  readonly #asked = new Map<number, Purpose>();
  #stream = 0;
  #renewal = 0;

  /** The next poll request for this purpose. */
  ask(purpose: Purpose): Uint8Array {
    this.#last = (this.#last % 0xffff) + 1;
    const invokeId = this.#last;
    this.#asked.set(invokeId, purpose);
    // Answers come within seconds; the numbers go round after days.
    if (this.#asked.size > 64) this.#asked.delete(this.#asked.keys().next().value ?? 0);
    const streams = purpose === 'numerics';
    if (streams) this.#renewal = invokeId;
    const duration = streams ? ticksOf(durationMs(STREAM_MS)) : null;
    return encodePollRequest({
      kind: 'poll-request',
      invokeId,
      pollNumber: invokeId,
      ...targets[purpose],
      duration,
    });
  }

  /** What an invoke id was asked for; null when it was not asked in this association. */
  purpose(invokeId: number): Purpose | null {
    if (invokeId === this.#stream || invokeId === this.#renewal) return 'numerics';
    return this.#asked.get(invokeId) ?? null;
  }

  /**
   * What a result answers; null when nothing was asked with that number or when it belongs to a numeric stream
   * that has been replaced. Two streams overlap while the old one runs out.
   */
  match({ invokeId, pollNumber }: PollResult): Purpose | null {
    if (invokeId !== pollNumber) return null;
    const purpose = this.purpose(invokeId);
    if (purpose !== 'numerics') return purpose;
    if (invokeId === this.#renewal) this.#stream = invokeId;
    return invokeId === this.#stream ? purpose : null;
  }
}
