import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { RecordStanding, WorkstationFacts } from '../../shared/ipc/standing';
import { emptySeries } from '../../shared/series/series';
import type { LoggedEvent } from '../../shared/session/events';
import type { BedsideState } from '../../shared/session/state';
import type { SyncLine } from '../../shared/sync/line';
import type { Instant } from '../../shared/time/clock';
import type { Anchor } from './anchor';
import type { SeriesBuffer } from './series-buffer';

export type LiveView = {
  readonly facts: WorkstationFacts | null;
  /** Null until the first resume was answered: nothing is known yet. */
  readonly state: BedsideState | null;
  readonly record: RecordStanding | null;
  /** Null: not said yet. */
  readonly sync: SyncLine | null;
  readonly anchor: Anchor | null;
  readonly lastPulseMs: number | null;
  /** Numbers of the open session; the object is replaced when the session changes, its arrays grow in place. */
  readonly series: SeriesBuffer;
  /** Everything but the readings that happened in the open session, in order. */
  readonly journal: readonly LoggedEvent[];
  readonly closeRefused: string | null;
  /** How often this window had to ask for everything again. */
  readonly resumes: number;
  /** How often something came of patients or orders: what lists show of them is old then. */
  readonly comings: number;
};

/** What this window knows. Written by `connect` alone. */
export const liveStore = createStore<LiveView>()(() => ({
  facts: null,
  state: null,
  record: null,
  sync: null,
  anchor: null,
  lastPulseMs: null,
  series: emptySeries(),
  journal: [],
  closeRefused: null,
  resumes: 0,
  comings: 0,
}));

export type Now = Instant & { readonly live: boolean };

/** The console's time, four times a second, and whether the main process is still heard. */
export const nowStore = createStore<{ readonly now: Now | null }>()(() => ({ now: null }));

/** A part of what the window knows; the component renders again when that part changes. */
export function useLive<T>(select: (view: LiveView) => T): T {
  return useStore(liveStore, select);
}

/** The console's time for ages and timers; renders four times a second. */
export function useNow(): Now | null {
  return useStore(nowStore, (held) => held.now);
}
