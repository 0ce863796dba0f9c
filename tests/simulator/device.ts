import type { Clock } from '../../shared/time/clock';

/** Anything that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A fault or event that a simulated device can be told to have. `argument` names the argument in the help text. */
export type FaultDescription = {
  readonly name: string;
  readonly argument: string | null;
  readonly what: string;
};

export type SimulatorSetting = {
  /** Own time of the simulator; `factor` is the `--speed`. */
  readonly clock: Clock;
  /** Sends one whole frame to the host. Wire faults act per call, so one call is one frame. */
  readonly write: (frame: Uint8Array) => void;
  /** One human-readable line about what the device just did. */
  readonly say: (line: string) => void;
  /** Control socket of a pump simulator (`--pump-control`), for a monitor whose patient follows the dose; null: none. */
  readonly pumpControl: string | null;
  /** Options of this kind of device, as given on the command line (`--name value`); absent: all at their default. */
  readonly options?: Readonly<Record<string, string>>;
};

/** A command-line option that only this kind of device has. */
export type OptionDescription = {
  readonly name: string;
  readonly argument: string;
  readonly what: string;
};

/** Thrown by `fault` for a name or argument that the device does not know; the text goes to whoever asked. */
export class UnknownFault extends Error {}

/** A device that runs: it is powered on, has a serial number and keeps time, whether or not a cable is attached. */
export interface RunningDevice {
  readonly serialNumber: string;
  /** One line for people: what it simulates and that it is a simulator. */
  readonly note: string;
  /** Bytes from the host, in any pieces. */
  receive(bytes: Uint8Array): void;
  /** A cable was attached again, or taken away. Optional: most devices notice nothing. */
  cable?(attached: boolean): void;
  /** Brings a fault about; throws `UnknownFault` for a name or argument it does not know. */
  fault(name: string, argument: Json): void;
  /** Ends all standing faults. */
  clear(): void;
  /** The truth inside the device, for tests. */
  status(): { readonly [key: string]: Json };
  /** Power off: no timers remain. */
  stop(): void;
}

/** A kind of device; one per folder of `tests/simulator`, listed in `registry.ts`. */
export interface SimulatedDevice {
  readonly id: string;
  readonly title: string;
  readonly faults: readonly FaultDescription[];
  /** Its own command-line options; absent: none. */
  readonly options?: readonly OptionDescription[];
  start(setting: SimulatorSetting): RunningDevice;
}
