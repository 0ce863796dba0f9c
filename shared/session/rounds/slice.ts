import type { Anchor } from '../../observation/due';
import type { Observation } from '../../observation/observation';
import type { Actor } from '../../record/people';
import type { EpochMs, MonoMs } from '../../time/clock';
import type { MlPerHour } from '../../units/units';

/** An observation set as it stands now, with its last correction. */
export type ChartedSet = {
  /** The entry that recorded it; a correction names this one. */
  readonly seq: number;
  readonly observation: Observation;
  readonly recordedAt: EpochMs;
  readonly measuredMono: MonoMs;
  readonly by: Actor;
  readonly late: boolean;
  readonly corrections: number;
};

/** A drug beside the infusion that was given. */
export type GivenAdjunct = {
  readonly seq: number;
  readonly drug: string;
  readonly dose: number;
  readonly unit: string;
  /** Which of the order's; null: outside the order. */
  readonly orderIndex: number | null;
  readonly givenAt: EpochMs;
  readonly givenMono: MonoMs;
};

/** What the rounds keep of a session. */
export type RoundsSlice = {
  /** In the order in which the patient was looked at. */
  readonly sets: readonly ChartedSet[];
  readonly anchors: readonly Anchor[];
  /** The stretch of infusing for which an anchor was set. */
  readonly infusingSinceMono: MonoMs | null;
  /** The last confirmed rate that was looked at for an increase. */
  readonly rate: { readonly seq: number; readonly mlPerHour: MlPerHour } | null;
  /** When the patient last asked to stop. */
  readonly stopAskedMono: MonoMs | null;
  readonly adjuncts: readonly GivenAdjunct[];
};

export const noRounds: RoundsSlice = {
  sets: [],
  anchors: [],
  infusingSinceMono: null,
  rate: null,
  stopAskedMono: null,
  adjuncts: [],
};
