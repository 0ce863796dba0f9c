import { isDeepStrictEqual } from 'node:util';
import type { PumpCommand } from '../../../shared/commands/pump-command';
import { settle } from '../../../shared/session/settle';
import type { BedsideState } from '../../../shared/session/state';
import { deliveredHighMg } from '../../../shared/session/view';
import type { MonoMs } from '../../../shared/time/clock';
import type { Room } from '../session-kit';
import { order } from './history-steps';

/** What a run of histories met, so that a property that never got anywhere is seen. */
export type Met = Record<
  | 'starts'
  | 'confirmed'
  | 'uncertain'
  | 'resolved'
  | 'completed'
  | 'resets'
  | 'crashes'
  | 'pauses'
  | 'ownStops'
  | 'unbounded'
  | 'checks',
  number
>;

/** Nothing met yet. */
export const noneMet = (): Met => ({
  starts: 0,
  confirmed: 0,
  uncertain: 0,
  resolved: 0,
  completed: 0,
  resets: 0,
  crashes: 0,
  pauses: 0,
  ownStops: 0,
  unbounded: 0,
  checks: 0,
});

/** Fails with `words` unless it holds. */
export function must(holds: boolean, words: () => string): void {
  if (!holds) throw new Error(words());
}

/** No dose leaves without everything that has to hold; computed apart from the console's own checks. */
export function mustBeAllowed(
  before: BedsideState,
  command: Exclude<PumpCommand, { kind: 'stop' }>,
  now: { readonly isPlugged: boolean; readonly mono: MonoMs },
): void {
  const { session, pump, operator } = before;
  const mgPerHour = command.rateMlPerHour * order.concentrationMgPerMl;
  const perKg = mgPerHour / order.dosingWeightKg;
  const wrong = {
    'nobody signed in': operator === null,
    'a command is open': session?.openCommand !== null,
    'link not up': pump.link.kind !== 'up' || !now.isPlugged,
    'control not held': pump.control !== 'console',
    'another pump': pump.identity?.serialNumber !== pump.acceptedSerial,
    'a change not accepted': session?.pumpChange !== null,
    'over the hard rate': perKg > 2 + 1e-9 || mgPerHour > 150 + 1e-9,
    'over the order': perKg > order.maxRateMgPerKgPerHour + 1e-9,
    'under the hard rate': perKg < 0.02 || mgPerHour < 1,
    'no syringe': session?.syringe === null,
    'patient not identified': session?.checks['patient-identity'] === undefined,
    'order not read': session?.checks.order === undefined,
    'over the total':
      command.kind === 'start' &&
      session !== null &&
      command.vtbiMl * order.concentrationMgPerMl > order.totalMg - deliveredHighMg(session, now.mono) + 1e-6,
  };
  for (const [words, isWrong] of Object.entries(wrong)) must(!isWrong, () => `${command.kind}: ${words}`);
}

/** Settling at once again finds nothing and remembers nothing else. */
export function mustBeSettled(room: Room): void {
  const again = settle(room.state, room.now, room.surroundings, room.memory, () => 'again');
  must(
    again.events.length === 0,
    () => `settling again gives ${again.events.map((one) => one.type).join(' ')}`,
  );
  must(isDeepStrictEqual(again.memory, room.memory), () => 'settling again remembers something else');
}
