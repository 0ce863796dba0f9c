import type { LinkFault } from '../../../shared/readings/device';
import type { Instant } from '../../../shared/time/clock';
import { patience } from '../../../shared/time/clock';
import type { DriverSetting } from '../driver';
import { FrameParser } from './frame';
import { CLOCK_CHANGE_MS, MonitorTime } from './monitor-time';
import { isAnotherPatient, type PatientFingerprint } from './patient';

/** A fault of the same kind is told again only after this long, ms: a bad cable must not flood the record. */
const FAULT_AGAIN_MS = 10_000;

/** Reasons of the message layer, beside those of the frames. */
export type MessageReject = 'malformed' | 'unexpected' | 'incomplete-result' | 'superseded';

/** What the driver keeps from one association to the next: whose monitor, which patient, counters, clocks. */
export class DriverMemory {
  readonly parser = new FrameParser();
  readonly time: MonitorTime;
  readonly #setting: DriverSetting;
  readonly #rejected: Record<MessageReject, number> = {
    malformed: 0,
    unexpected: 0,
    'incomplete-result': 0,
    superseded: 0,
  };
  readonly #told = new Map<string, number>();
  #monitor: { readonly id: string; readonly bed: string | null } | null = null;
  #patient: PatientFingerprint | null = null;

  constructor(setting: DriverSetting) {
    this.#setting = setting;
    // At a fast clock the time on the wire itself looks like a change of the monitor's clock.
    this.time = new MonitorTime(patience(CLOCK_CHANGE_MS, setting.clock.factor, 1_500));
  }

  count(reason: MessageReject): void {
    this.#rejected[reason] += 1;
  }

  /** Reports a fault, but the same one not again within ten seconds. */
  fault(fault: LinkFault, detail: string, instant: Instant): void {
    const key = `${fault} ${detail}`;
    const last = this.#told.get(key);
    const again = patience(FAULT_AGAIN_MS, this.#setting.clock.factor, 500);
    if (last !== undefined && instant.mono - last < again) return;
    this.#told.set(key, instant.mono);
    this.#setting.report({ kind: 'fault', instant, fault, detail });
  }

  /** Reports the counters of all connections so far. */
  reportWire(): void {
    const { framesAccepted, bytesReceived, bytesDiscarded, rejected } = this.parser;
    const counters = {
      framesAccepted,
      bytesReceived,
      bytesDiscarded,
      rejected: { ...rejected, ...this.#rejected },
    };
    this.#setting.report({ kind: 'wire', instant: this.#setting.clock.now(), counters });
  }

  /** Compares who answers now with who answered before; words about beds stay out of the log (monitors.md 11.15). */
  meetMonitor(id: string, bed: string | null, instant: Instant): void {
    const before = this.#monitor;
    this.#monitor = { id, bed };
    if (before === null) return;
    if (before.id !== id) {
      this.#patient = null;
      this.fault('wrong-device', 'another monitor answers at this port', instant);
    } else if (before.bed !== bed)
      this.fault('wrong-device', 'the monitor now has another bed label', instant);
  }

  /** Compares the patient shown now with the one from before. */
  meetPatient(patient: PatientFingerprint, instant: Instant): void {
    const before = this.#patient;
    this.#patient = patient;
    if (before !== null && isAnotherPatient(before, patient))
      this.fault('wrong-device', 'the monitor now shows another patient', instant);
  }
}
