import { powerMonitor, powerSaveBlocker } from 'electron';
import type { Power } from '../../shared/workstation/power';
import { keepAwake } from './awake';
import { powerOf, readSupplies } from './power';

const POWER_EVERY_MS = 5_000;

/** Neither the screen nor the machine may fall asleep over a session, nor go out unsaid (SR-200, SR-206). */
export function watchMachine(setting: {
  readonly sessionOpen: () => boolean;
  readonly found: (machine: { readonly power: Power; readonly mayFallAsleep: string | null }) => void;
}): { look(): void; power(): Power; keptAwake(): boolean } {
  const awake = keepAwake(powerSaveBlocker);
  const power = (): Power => powerOf(readSupplies(), powerMonitor.isOnBatteryPower());
  const look = (): void =>
    setting.found({ power: power(), mayFallAsleep: awake.keep(setting.sessionOpen()) });
  setInterval(look, POWER_EVERY_MS);
  powerMonitor.on('on-battery', look);
  powerMonitor.on('on-ac', look);
  return { look, power, keptAwake: awake.on };
}
