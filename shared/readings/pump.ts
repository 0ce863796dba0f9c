import { z } from 'zod';
import { quantity } from '../units/schema';
import type { Ml, MlPerHour, MmHg } from '../units/units';

/** What the pump is doing, as far as its own words prove it. A code that is not in the table is `unknown`. */
export const pumpRunState = z.enum([
  'infusing',
  'paused',
  'stopped',
  'standby',
  'bolus',
  'purging',
  'alarm',
  'unknown',
]);
export type PumpRunState = z.infer<typeof pumpRunState>;

export const pumpAlarmSchema = z.object({
  code: z.string(),
  /** Plain words for the bedside. */
  text: z.string(),
  severity: z.enum(['high', 'medium', 'low']),
});
export type PumpAlarm = z.infer<typeof pumpAlarmSchema>;

export const syringeSeenSchema = z.object({
  brand: z.string(),
  sizeMl: quantity<Ml>(),
  confirmed: z.boolean(),
});

/** One status of a pump, normalised (pumps.md 1.3). Null: this protocol or this answer does not give it. */
export const pumpSnapshotSchema = z.object({
  runState: pumpRunState,
  /** `proven`: the volume rises as the rate says; `stalled`: it should and does not; `unproven`: too early to tell. */
  motion: z.enum(['proven', 'unproven', 'stalled', 'still']),
  rateMlPerHour: quantity<MlPerHour>().nullable(),
  volumeInfusedMl: quantity<Ml>().nullable(),
  vtbi: z.object({ active: z.boolean(), ml: quantity<Ml>().nullable(), endAction: z.string() }).nullable(),
  linePressureMmHg: quantity<MmHg>().nullable(),
  timeRemaining: z.string().nullable(),
  syringe: syringeSeenSchema.nullable(),
  drugName: z.string().nullable(),
  alarms: z.array(pumpAlarmSchema),
  serialNumber: z.string(),
  /** The device's own mode word, for the detail view. */
  mode: z.string(),
});
export type PumpSnapshot = z.infer<typeof pumpSnapshotSchema>;

/** How much of a command set is public and checked (pumps.md 1.1). */
export const evidenceGrade = z.enum(['verified', 'documented', 'unverified', 'none']);
export type EvidenceGrade = z.infer<typeof evidenceGrade>;

export const pumpCapabilitiesSchema = z.object({
  observe: evidenceGrade,
  pause: evidenceGrade,
  start: evidenceGrade,
  setRate: evidenceGrade,
  setVtbi: evidenceGrade,
  bolus: evidenceGrade,
  clearVolume: evidenceGrade,
  mute: evidenceGrade,
  humanUse: z.boolean(),
  /** The rate the pump can be asked for: step (it is rounded down to it) and bounds, mL/h. */
  rateStepMlPerHour: quantity<MlPerHour>(),
  rateMinMlPerHour: quantity<MlPerHour>(),
  rateMaxMlPerHour: quantity<MlPerHour>(),
  vtbiStepMl: quantity<Ml>(),
  vtbiMaxMl: quantity<Ml>(),
  /** Silence after which the pump stops by itself; null: it has no such watchdog that we know of. */
  watchdogMs: z.number().nullable(),
});
export type PumpCapabilities = z.infer<typeof pumpCapabilitiesSchema>;

/** Who holds the pump's controls. */
export const pumpControl = z.enum(['pump', 'console', 'refused', 'withdrawn', 'unknown']);
export type PumpControl = z.infer<typeof pumpControl>;
