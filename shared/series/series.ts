/** Numbers of the monitor that have a column of their own. */
export const monitorColumnNames = ['hr', 'pr', 'spo2', 'rr', 'etco2MmHg', 'tempCel'] as const;
export type MonitorColumn = (typeof monitorColumnNames)[number];

/** Why a column has no value although the device sent one: the device itself does not stand behind it. */
export type RejectedWhy = 'artefact' | 'calibrating' | 'sensor off' | 'demo';

/** An unbroken run of readings without a usable value in one column; seconds since the epoch, both readings included. */
export type Rejected = {
  readonly column: MonitorColumn;
  readonly why: RejectedWhy;
  readonly from: number;
  readonly to: number;
};

/**
 * One session's numbers as columns on one time axis (seconds since the epoch, ascending). Null is a gap and stays a
 * gap. A reading makes one row; a link loss makes a row of nulls. Of a session that is still open the columns grow at
 * their ends and nowhere else.
 */
export type Series = {
  readonly pump: {
    readonly t: number[];
    readonly rateMlPerHour: (number | null)[];
    readonly givenLowMl: (number | null)[];
    readonly givenHighMl: (number | null)[];
  };
  readonly monitor: { readonly t: number[] } & Readonly<Record<MonitorColumn, (number | null)[]>>;
  readonly nibp: {
    readonly t: number[];
    readonly sys: (number | null)[];
    readonly dia: (number | null)[];
    readonly mean: (number | null)[];
  };
  /** What the device itself did not stand behind, in the order in which it ended. */
  readonly rejected: Rejected[];
};

/** Columns with nothing in them. */
export function emptySeries(): Series {
  return {
    pump: { t: [], rateMlPerHour: [], givenLowMl: [], givenHighMl: [] },
    monitor: { t: [], hr: [], pr: [], spo2: [], rr: [], etco2MmHg: [], tempCel: [] },
    nibp: { t: [], sys: [], dia: [], mean: [] },
    rejected: [],
  };
}
