import type { EpochMs, MonoMs } from '../../time/clock';
import type { Mg, Ml, MlPerHour } from '../../units/units';
import type { InterlockSign, StopWhy } from './events';

/** One sign of the interlock, seen below its level and not yet seen at or above it again. */
export type BelowWatch = {
  readonly firstSeq: number;
  readonly firstAt: EpochMs;
  readonly lastSeq: number;
  readonly lastMono: MonoMs;
  readonly lastValue: number;
  readonly lowestValue: number;
  readonly lowestSeq: number;
  /** Time seen below, in milliseconds; a gap between two values adds nothing and takes nothing away. */
  readonly belowMs: number;
  /** A physician let the infusion go on below the level; the time begins anew. */
  readonly overridden: boolean;
};

/** What the interlock did and nobody has released yet. */
export type InterlockFired = {
  readonly sign: InterlockSign;
  readonly value: number;
  readonly level: number;
  readonly forSeconds: number;
  readonly at: EpochMs;
  readonly mono: MonoMs;
  readonly seq: number;
};

/** The running infusion beside what the session itself keeps. */
export type DeliverySlice = {
  readonly watch: Readonly<Record<InterlockSign, BelowWatch | null>>;
  readonly fired: InterlockFired | null;
  /** When the confirmed rate last rose, the start included (SR-026). */
  readonly lastRiseMono: MonoMs | null;
  /** A stop that only a hand at the pump can make for certain; runs until the pump or a person shows that it stands. */
  readonly handStop: {
    readonly why: StopWhy;
    readonly at: EpochMs;
    readonly mono: MonoMs;
    readonly seq: number;
  } | null;
  /** A rate typed in an open sheet and not held. */
  readonly entry: {
    readonly purpose: 'change-rate' | 'resume';
    readonly text: string;
    readonly mono: MonoMs;
  } | null;
  /** When a person last answered that the pause goes on. */
  readonly pauseKeptMono: MonoMs | null;
  /** The pump's counter against its own rate, over the present stretch of steady infusing; null: there is none. */
  readonly account: {
    readonly last: { readonly mono: MonoMs; readonly rateMlPerHour: MlPerHour; readonly counterMl: Ml };
    readonly expectedMl: number;
    readonly countedMl: number;
  } | null;
  /** Boluses given at the pump and recorded here, in order. Their volume is in the pump's counter. */
  readonly boluses: readonly {
    readonly doseMg: Mg;
    readonly at: EpochMs;
    readonly mono: MonoMs;
    readonly seq: number;
    /** Against the order or a limit. */
    readonly against: boolean;
  }[];
};

export const nothingYet: DeliverySlice = {
  watch: { SpO2: null, RR: null },
  fired: null,
  lastRiseMono: null,
  handStop: null,
  entry: null,
  pauseKeptMono: null,
  account: null,
  boluses: [],
};
