import type { Order } from '../dosing/order';
import type { Severity } from '../observation/observation';
import type { Sedation } from '../observation/scales';
import type { PauseReason } from '../session/delivery/events';
import type { AdjunctDose } from '../session/rounds/events';
import type { EpochMs } from '../time/clock';
import type { MgPerHour, MgPerKgPerHour, MlPerHour } from '../units/units';

/** Minutes since the start of the infusion; negative before it. Two decimals. */
export type AtMinute = number;

/** The lowest or highest of a sign. `typed`: charted by a person, not read off a device. */
export type Extreme = { readonly value: number; readonly minute: AtMinute; readonly typed: boolean };

/** A stretch for which the pump itself showed one unchanged rate, and drug flowed. */
export type Hold = {
  readonly mlPerHour: MlPerHour;
  readonly mgPerKgPerHour: MgPerKgPerHour;
  readonly from: AtMinute;
  readonly to: AtMinute;
  /** For how much of it valid SpO2 values came, minutes. */
  readonly spo2Min: number;
};

/** Something that says that a rate was not tolerated, or that it can not be told. */
export type Against = {
  readonly minute: AtMinute;
  readonly kind: 'score' | 'alarm' | 'pause' | 'interlock' | 'symptom';
  /** What a person reads: `RASS −3, stop level −3 or less`. */
  readonly words: string;
};

export type Pressure = { readonly systolic: number; readonly diastolic: number | null };

/** Scores of one observation set, as it stands after its last correction. */
export type ScoresAt = {
  readonly minute: AtMinute;
  readonly painNrs: number | null;
  readonly distress: number | null;
  readonly sedation: Sedation | null;
};

/** One value each minute, `from` the first one on; null: nothing valid in that minute. */
export type Envelope = {
  readonly from: number;
  readonly spo2Low: readonly (number | null)[];
  readonly spo2High: readonly (number | null)[];
  readonly hrLow: readonly (number | null)[];
  readonly hrHigh: readonly (number | null)[];
  /** Minute, systolic, diastolic of each cuff measurement. */
  readonly nibp: readonly (readonly [AtMinute, number, number | null])[];
};

/** What a course of treatment shows of one session; derived entirely from the session's log. */
export type SessionCourse = {
  /** From when minutes count; null: it never flowed, and they count from the opening. */
  readonly startedAt: EpochMs | null;
  readonly order: Pick<
    Order,
    | 'orderId'
    | 'drug'
    | 'indication'
    | 'orderedUnit'
    | 'dosingWeightKg'
    | 'weightBasis'
    | 'concentrationMgPerMl'
    | 'totalMg'
    | 'durationMin'
    | 'maxRateMgPerKgPerHour'
    | 'sessionNumber'
    | 'sessionsPlanned'
  >;
  /** By the pump's account; the true dose lies between. */
  readonly givenMg: { readonly low: number; readonly high: number };
  /** Given at the pump by hand; their volume is in the given dose. */
  readonly boluses: readonly { readonly doseMg: number; readonly minute: AtMinute }[];
  readonly infusedMs: number;
  readonly pausedMs: number;
  readonly pauses: number;
  /** How long the session ran from the start to its closing, minutes. */
  readonly lengthMin: number;
  readonly top: {
    readonly mgPerKgPerHour: MgPerKgPerHour;
    readonly mgPerHour: MgPerHour;
    /** All stretches at this rate together. */
    readonly heldMin: number;
  } | null;
  readonly holds: readonly Hold[];
  /** Times in which drug may have flowed and the pump did not say at which rate. */
  readonly unknown: readonly { readonly from: AtMinute; readonly to: AtMinute }[];
  readonly spo2: {
    readonly worst: Extreme | null;
    readonly cautionBelow: number | null;
    readonly underCautionMs: number;
    /** For how long valid values came at all. */
    readonly measuredMs: number;
  };
  readonly pressure: {
    readonly baseline: Pressure | null;
    readonly cautionOver: number | null;
    readonly peak: (Pressure & { readonly minute: AtMinute; readonly typed: boolean }) | null;
  };
  readonly heartRate: {
    readonly baseline: number | null;
    readonly lowest: Extreme | null;
    readonly highest: Extreme | null;
  };
  readonly symptoms: readonly {
    readonly symptom: string;
    readonly words: string;
    readonly worst: Severity | null;
    readonly times: number;
    readonly firstMinute: AtMinute;
  }[];
  readonly worst: {
    readonly nausea: Severity | null;
    readonly distress: number | null;
    readonly dissociation: { readonly total: number; readonly of: number } | null;
    /** The deepest level, and the most agitated one where the scale has such. */
    readonly sedated: Sedation | null;
    readonly agitated: Sedation | null;
  };
  readonly pain: {
    readonly before: number | null;
    readonly after: number | null;
    readonly lowest: number | null;
  };
  readonly scores: readonly ScoresAt[];
  readonly adjuncts: readonly (AdjunctDose & { readonly minute: AtMinute })[];
  readonly alarms: { readonly high: number; readonly medium: number };
  readonly against: readonly Against[];
  readonly ended: {
    /** `null`: it never flowed. */
    readonly why: 'complete' | 'ended' | null;
    readonly by: string | null;
    /** Paused before it was ended, and for what. */
    readonly afterPause: PauseReason | 'no-reason' | null;
    readonly outcome: 'completed' | 'abandoned' | null;
  };
  /** The patient's discharge was signed and the signature holds. */
  readonly discharged: { readonly by: string; readonly holds: boolean } | null;
  readonly envelope: Envelope;
};
