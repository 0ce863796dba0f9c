import type { Alarm } from '../alarms/alarm';
import type { PumpCommand } from '../commands/pump-command';
import type { Delivered } from '../dosing/delivered';
import type { Order, Syringe, VitalLimits } from '../dosing/order';
import type { LimitProfile } from '../limits/profile';
import type { Observation } from '../observation/observation';
import type { Turned } from '../outcomes/turn';
import type { Policy } from '../policy/policy';
import type { DeviceIdentity, LinkFault } from '../readings/device';
import type { MonitorAlarm, Numeric } from '../readings/monitor';
import type { PumpCapabilities, PumpControl, PumpSnapshot } from '../readings/pump';
import type { Patient } from '../record/patient';
import type { Actor } from '../record/people';
import type { EpochMs, MonoMs } from '../time/clock';
import type { MgPerKgPerHour, Ml, MlPerHour } from '../units/units';
import type { SelfTest } from '../workstation/events';
import type { AccessSlice } from './access/slice';
import type { AlarmTest } from './alarms/alarm-test';
import type { PauseReason } from './delivery/events';
import type { DeliverySlice } from './delivery/slice';
import type { ElsewhereSlice } from './elsewhere/slice';
import type { CommandPurpose } from './events';
import type { LedgerSlice } from './ledger/slice';
import type { RecoverySlice } from './recovery/slice';
import type { RoundsSlice } from './rounds/slice';
import type { VerificationSlice } from './verification/slice';

/** Seen at: the two times of one fact. */
export type Stamped<T> = {
  readonly value: T;
  readonly at: EpochMs;
  readonly mono: MonoMs;
  readonly seq: number;
};

export type Link =
  | { readonly kind: 'never' }
  | { readonly kind: 'up'; readonly since: EpochMs; readonly sinceMono: MonoMs }
  /** No frame within the device's quiet time, though the port is open. Its readings are absent. */
  | { readonly kind: 'silent'; readonly since: EpochMs; readonly sinceMono: MonoMs }
  | {
      readonly kind: 'down';
      readonly since: EpochMs;
      readonly sinceMono: MonoMs;
      readonly fault: LinkFault;
      readonly detail: string;
    };

export type PumpStanding = {
  readonly link: Link;
  readonly identity: DeviceIdentity | null;
  /** The pump that a person accepted for this session; another serial number at the port needs accepting again. */
  readonly acceptedSerial: string | null;
  readonly capabilities: PumpCapabilities | null;
  readonly control: PumpControl;
  readonly controlDetail: string;
  readonly reading: Stamped<PumpSnapshot> | null;
  readonly lastFault: Stamped<{ readonly fault: LinkFault; readonly detail: string }> | null;
};

export type MonitorStanding = {
  readonly link: Link;
  readonly identity: DeviceIdentity | null;
  readonly acceptedSerial: string | null;
  /** Latest numeric by `code/source`; `measuredAt` inside for intermittent ones. Emptied when the link goes. */
  readonly numerics: Readonly<Record<string, Stamped<Numeric>>>;
  /** When the last frame of any kind came. */
  readonly lastReadingMono: MonoMs | null;
  readonly alarms: readonly MonitorAlarm[];
  /** False: the monitor may show another patient or is another monitor; its values are not taken until accepted. */
  readonly trusted: boolean;
  readonly clockOffsetMs: number | null;
  readonly lastFault: Stamped<{ readonly fault: LinkFault; readonly detail: string }> | null;
};

export type CommandStage = 'requested' | 'sent' | 'acknowledged' | 'uncertain';

/** The one command whose ending is not known yet. */
export type OpenCommand = {
  readonly commandId: string;
  readonly command: PumpCommand;
  readonly purpose: CommandPurpose;
  readonly by: Actor | null;
  readonly rateMgPerKgPerHour: MgPerKgPerHour | null;
  readonly stage: CommandStage;
  readonly requestedAt: EpochMs;
  readonly requestedMono: MonoMs;
  /** For a stop: when the first one was asked for that no proof has answered since; pressing again does not renew it. */
  readonly stopAskedMono: MonoMs | null;
  /** Readings before this prove nothing about the command. */
  readonly evidenceAfterMono: MonoMs;
  /** What the pump was last known to do when the command was asked for, mL/h; null: not known. */
  readonly rateBeforeMlPerHour: MlPerHour | null;
  readonly uncertainSinceMono: MonoMs | null;
  readonly uncertainReason: string | null;
};

/** How the last settled command ended, for the "Requested" line. */
export type LastCommand = {
  readonly commandId: string;
  readonly command: PumpCommand;
  readonly purpose: CommandPurpose;
  readonly requestedAt: EpochMs;
  readonly ending: 'confirmed' | 'rejected' | 'resolved-by-device' | 'resolved-by-person';
  readonly took: boolean;
  readonly reason: string | null;
};

/**
 * planned → ready is the order's; a session opens as `preparing` and only these steps exist (SR-060):
 * preparing → infusing ⇄ paused → recovery → closed; preparing → closed (abandoned).
 */
export type Phase = 'preparing' | 'infusing' | 'paused' | 'recovery' | 'closed';

export type Session = AccessSlice &
  ElsewhereSlice &
  VerificationSlice & {
    readonly sessionId: string;
    readonly phase: Phase;
    readonly openedAt: EpochMs;
    readonly openedMono: MonoMs;
    readonly openedBy: Actor;
    readonly patient: Patient;
    readonly order: Order;
    readonly limits: LimitProfile;
    readonly policy: Policy;
    /** The order's, until a person changes them for this session. */
    readonly vitalLimits: VitalLimits;
    readonly room: string;
    readonly simulation: boolean;
    readonly timeFactor: number;
    readonly syringe: Syringe | null;
    /** What had been given when this syringe was loaded, at most. */
    readonly syringeFromMl: Ml;
    readonly startedAt: EpochMs | null;
    readonly startedMono: MonoMs | null;
    /** Time infusing up to `phaseSinceMono`; the present stretch is added by `infusingMs`. */
    readonly infusedMs: number;
    readonly pausedMs: number;
    readonly pauses: number;
    readonly phaseSince: EpochMs;
    readonly phaseSinceMono: MonoMs;
    /** The last rate that the pump itself showed after a confirmed command; what the big number is. */
    readonly confirmedRate: Stamped<{ mlPerHour: MlPerHour; mgPerKgPerHour: MgPerKgPerHour }> | null;
    /** The rate to which RESUME goes back. */
    readonly rateBeforePauseMlPerHour: MlPerHour | null;
    readonly pauseReason: { reason: PauseReason; text: string } | null;
    /** A change made at the pump that nobody has accepted yet. */
    readonly pumpChange: Stamped<PumpChange> | null;
    readonly delivered: Delivered;
    readonly openCommand: OpenCommand | null;
    readonly lastCommand: LastCommand | null;
    /** The set that was looked at last, as it stands now; `at` and `mono` are when. */
    readonly observation: Stamped<Observation> | null;
    readonly rounds: RoundsSlice;
    readonly endedWhy: 'ended' | 'complete' | null;
    readonly ledger: LedgerSlice;
    readonly delivery: DeliverySlice;
    readonly recovery: RecoverySlice;
  };

export type PumpChange = {
  readonly kind: 'rate' | 'stopped' | 'started' | 'counter-reset';
  readonly words: string;
};

export type SoundPause = { readonly untilMono: MonoMs };

/** Everything the bedside shows and every decision stands on: a fold of the log. */
export type BedsideState = {
  readonly seq: number;
  readonly at: EpochMs;
  readonly mono: MonoMs;
  readonly runId: string;
  readonly simulation: boolean;
  readonly timeFactor: number;
  readonly operator: Actor | null;
  readonly pump: PumpStanding;
  readonly monitor: MonitorStanding;
  readonly session: Session | null;
  readonly alarms: readonly Alarm[];
  readonly soundPause: SoundPause | null;
  /** The last alarm test that was passed; null: none, or the last one failed. */
  readonly alarmTest: AlarmTest | null;
  /** What this run found out about the workstation; null: not done yet. */
  readonly selfTest: SelfTest | null;
  /** The screen is with the patient; null: it is not. */
  readonly turned: Turned | null;
  /** The last jump of the wall clock, in milliseconds. */
  readonly clockStep: Stamped<number> | null;
  /** The last event that a decision may hang on; an intent formed before it is asked to look again. */
  readonly significantSeq: number;
};
