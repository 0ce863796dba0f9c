import type { Intent } from '../../../shared/session/intents';
import { mgPerKgPerHour } from '../../../shared/units/units';

export const startAt = (rate: number): Intent => ({
  kind: 'start-infusion',
  rateMgPerKgPerHour: mgPerKgPerHour(rate),
  reasons: [],
});
export const resumeAt = (rate: number): Intent => ({
  kind: 'resume-infusion',
  rateMgPerKgPerHour: mgPerKgPerHour(rate),
  reasons: [],
});
export const changeTo = (rate: number): Intent => ({
  kind: 'change-rate',
  rateMgPerKgPerHour: mgPerKgPerHour(rate),
  reasons: [],
});

/** Every intent that asks for more drug than flows now. */
export const increasing: readonly Intent[] = [
  startAt(0.1),
  resumeAt(0.1),
  changeTo(0.3),
  { kind: 'give-bolus' },
];
