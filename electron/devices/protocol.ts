import type { DeviceRole } from '../../shared/readings/device';
import type { PumpCapabilities } from '../../shared/readings/pump';
import type { Driver, DriverSetting } from './driver';
import type { LineSettings } from './wire/port';

/** One decoded frame as the driver sees it; `message` is plain JSON data with units in its names. */
export type DecodedFrame = {
  readonly offset: number;
  readonly bytes: string;
  readonly direction: 'host' | 'device';
  readonly message: unknown;
};

/** Bytes that are not part of an accepted frame, with the family's named reason. */
export type RejectedBytes = { readonly offset: number; readonly bytes: string; readonly reason: string };

export type DecodedStream = { readonly frames: DecodedFrame[]; readonly rejected: RejectedBytes[] };

/** What a family is and can do; one per folder of `electron/devices`, listed in `protocols.ts`. */
export interface Protocol {
  readonly id: string;
  readonly role: DeviceRole;
  readonly title: string;
  readonly line: LineSettings;
  /** What the family's driver can do with a pump; null for a monitor. */
  readonly capabilities: PumpCapabilities | null;
  /** Parameters a monitor family delivers; empty for a pump. */
  readonly parameters: readonly string[];
  /** Decodes recorded bytes without a device. Pure. */
  decode(bytes: Uint8Array, direction: 'host' | 'device'): DecodedStream;
  drive(setting: DriverSetting): Driver;
}
