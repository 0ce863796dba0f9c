import type { PumpCommand } from '../../shared/commands/pump-command';
import type { DeviceIdentity, LinkFault } from '../../shared/readings/device';
import type { MonitorAlarm, Numeric } from '../../shared/readings/monitor';
import type { PumpCapabilities, PumpControl, PumpSnapshot } from '../../shared/readings/pump';
import type { Clock, Instant } from '../../shared/time/clock';
import type { OpenPort } from './wire/port';

/** Every discarded byte has a name and a counter. Keys are the family's own reject reasons. */
export type WireCounters = {
  readonly framesAccepted: number;
  readonly bytesReceived: number;
  readonly bytesDiscarded: number;
  readonly rejected: Readonly<Record<string, number>>;
};

/**
 * What became of a command on the wire. `sent`: the first byte has left. `acknowledged`: the device answered as it
 * should. `refused`: we know that it did not happen. `unanswered`: we do not know. Whether it is *confirmed* is not
 * for the driver to say: that follows from the snapshots.
 */
export type CommandPhase = 'sent' | 'acknowledged' | 'refused' | 'unanswered';

export type DeviceReport =
  | { readonly kind: 'link-up'; readonly instant: Instant; readonly identity: DeviceIdentity }
  | {
      readonly kind: 'link-down';
      readonly instant: Instant;
      readonly fault: LinkFault;
      readonly detail: string;
    }
  | { readonly kind: 'capabilities'; readonly instant: Instant; readonly capabilities: PumpCapabilities }
  | {
      readonly kind: 'control';
      readonly instant: Instant;
      readonly control: PumpControl;
      readonly detail: string;
    }
  | { readonly kind: 'pump-reading'; readonly instant: Instant; readonly snapshot: PumpSnapshot }
  | { readonly kind: 'monitor-reading'; readonly instant: Instant; readonly numerics: readonly Numeric[] }
  | { readonly kind: 'monitor-alarms'; readonly instant: Instant; readonly alarms: readonly MonitorAlarm[] }
  | {
      readonly kind: 'monitor-clock';
      readonly instant: Instant;
      /** Monitor wall clock minus host wall clock, milliseconds. */
      readonly offsetMs: number;
    }
  | { readonly kind: 'fault'; readonly instant: Instant; readonly fault: LinkFault; readonly detail: string }
  | {
      readonly kind: 'command';
      readonly instant: Instant;
      readonly commandId: string;
      readonly phase: CommandPhase;
      readonly detail: string;
    }
  | { readonly kind: 'wire'; readonly instant: Instant; readonly counters: WireCounters };

export type DriverSetting = {
  readonly openPort: OpenPort;
  readonly clock: Clock;
  readonly report: (report: DeviceReport) => void;
  /** Accept values that the device marks as demo or test data. Only for tests and simulations. */
  readonly acceptDemoData: boolean;
};

/** Keeps a device connected until `close`: identifies it, polls it, reports, reconnects with 1, 2, 5 s back-off. */
export interface Driver {
  /** Starts connecting; returns at once. Everything after that arrives as reports. */
  open(): void;
  /** Gives control back where it was taken, closes the port, stops for good. */
  close(): Promise<void>;
}

export interface PumpDriver extends Driver {
  /** Puts a command in the lane. `stop` goes before everything else and is written in the same tick if the port is open. */
  send(commandId: string, command: PumpCommand): void;
  /** Asks for remote control of the pump with this serial number; a different pump at the port is refused (H11). */
  takeControl(serialNumber: string): void;
  /** Gives remote control back. */
  releaseControl(): void;
}

export interface MonitorDriver extends Driver {
  readonly role: 'monitor';
}
