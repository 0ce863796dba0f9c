import { z } from 'zod';
import { quantity } from '../units/schema';
import type { Ml, MlPerHour } from '../units/units';

/**
 * What a pump can be told. Values are already rounded down to the pump's step and were shown before the hold.
 * `start` carries rate and volume limit: the driver sets and reads back both before it sends the start itself.
 */
export const pumpCommandSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), rateMlPerHour: quantity<MlPerHour>(), vtbiMl: quantity<Ml>() }),
  z.object({ kind: z.literal('set-rate'), rateMlPerHour: quantity<MlPerHour>() }),
  z.object({ kind: z.literal('stop') }),
]);
export type PumpCommand = z.infer<typeof pumpCommandSchema>;

/** Whether the same command may be sent again without knowing what became of the first (habit 8). */
export const mayRepeat: Record<PumpCommand['kind'], boolean> = { start: false, 'set-rate': true, stop: true };

/** Whether a command can make the pump deliver more than it does now. */
export function mayIncreaseDelivery(command: PumpCommand): boolean {
  return command.kind !== 'stop';
}
