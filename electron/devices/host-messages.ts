import type { PumpCommand } from '../../shared/commands/pump-command';
import type { DeviceRole } from '../../shared/readings/device';
import type { ClockOrigin } from '../clock';
import type { DeviceReport } from './driver';

export type DeviceAddress = { readonly protocol: string; readonly port: string };

/** What the main process says to the process that owns the ports. */
export type ToHost =
  | {
      readonly kind: 'configure';
      readonly origin: ClockOrigin;
      readonly pump: DeviceAddress | null;
      readonly monitor: DeviceAddress | null;
      readonly acceptDemoData: boolean;
    }
  | { readonly kind: 'alive' }
  | { readonly kind: 'command'; readonly commandId: string; readonly command: PumpCommand }
  | { readonly kind: 'take-control'; readonly serialNumber: string }
  | { readonly kind: 'release-control' }
  | { readonly kind: 'close' };

/** What it says back. */
export type FromHost =
  | { readonly kind: 'report'; readonly role: DeviceRole; readonly report: DeviceReport }
  | { readonly kind: 'closed' };
