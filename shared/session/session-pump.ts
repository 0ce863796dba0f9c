import type { BedsideState } from './state';

/**
 * The pump at the cable is the one that this session was opened with or that a person accepted. Nothing that another
 * pump shows proves a command, counts as given or stands on the screen as this patient's.
 */
export function isSessionPump(state: BedsideState): boolean {
  const serial = state.pump.identity?.serialNumber ?? null;
  return serial === null || state.pump.acceptedSerial === null || serial === state.pump.acceptedSerial;
}
