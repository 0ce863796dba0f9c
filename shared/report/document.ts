/**
 * A session's report as a document, before any page is laid out: what is said, in which order, and what is drawn, in
 * millimetres. Whatever prints it adds type, page breaks and nothing else.
 */
export type Report = {
  /** On every page. */
  readonly head: ReportHead;
  readonly foot: ReportFoot;
  readonly summary: Summary;
  readonly figure: Figure;
  readonly events: EventTable;
};

export type ReportHead = {
  readonly name: string;
  /** Birth date with age and sex, and the number of the chart. */
  readonly identity: readonly string[];
  readonly session: string;
  /** The mark of an invented session; null: a real one. */
  readonly simulation: string | null;
};

/** What ties the pages to the record. Hashes as hex. */
export type ReportFoot = {
  /** Head of the chain of seals up to the session's last entry; null: those entries are not sealed yet. */
  readonly seal: { readonly lastSeq: number; readonly hash: string } | null;
  /** SHA-256 over the session's entries as the JSON Lines export has them. */
  readonly contentSha256: string;
  readonly entries: number;
  /** When and for whom it was printed; null: from the command line, where nobody said it. */
  readonly printed: string | null;
  readonly program: string;
};

/** What a line is to the reader: `warn` stands out. */
export type Tone = 'plain' | 'strong' | 'warn';

export type Line = {
  readonly label: string;
  readonly text: string;
  readonly tone: Tone;
};

export type Panel = { readonly title: string; readonly lines: readonly Line[] };

/** A number that is read first. */
export type Figures = readonly { readonly value: string; readonly unit: string; readonly note: string }[];

/** The one page: figures on top, two columns of panels, then panels over the whole width. */
export type Summary = {
  readonly title: string;
  readonly standing: string;
  readonly given: Figures;
  readonly left: readonly Panel[];
  readonly right: readonly Panel[];
  /** Below whichever column has more room. */
  readonly loose: readonly Panel[];
  readonly wide: readonly Panel[];
  readonly statement: string;
};

export type Ink =
  | 'black'
  | 'grey'
  | 'light'
  | 'faint'
  | 'dose'
  | 'dose-area'
  | 'asked'
  | 'hr'
  | 'spo2'
  | 'nibp'
  | 'resp'
  | 'temp'
  | 'predict'
  | 'predict-band'
  | 'warn'
  | 'caution';

export type Point = readonly [xMm: number, yMm: number];

/** What is drawn, in millimetres from the top left of the figure. */
export type Mark =
  | {
      readonly kind: 'line';
      readonly points: readonly Point[];
      readonly ink: Ink;
      readonly widthMm: number;
      readonly dashMm?: readonly [on: number, off: number];
    }
  | {
      readonly kind: 'area';
      readonly points: readonly Point[];
      readonly ink: Ink;
    }
  | {
      readonly kind: 'box';
      readonly at: Point;
      readonly widthMm: number;
      readonly heightMm: number;
      readonly fill: Ink | null;
      readonly edge: Ink | null;
      readonly dashed: boolean;
      readonly hatched: boolean;
    }
  | {
      readonly kind: 'text';
      readonly at: Point;
      readonly text: string;
      readonly sizePt: number;
      readonly ink: Ink;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly bold: boolean;
      /** Longer text is cut and says so with an ellipsis. */
      readonly mostMm: number | null;
    };

export type Figure = {
  readonly title: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly marks: readonly Mark[];
  readonly legend: readonly { readonly sample: readonly Mark[]; readonly text: string }[];
};

/** One told entry of the log. `tone` follows its alarm. */
export type EventRow = {
  readonly seq: number;
  readonly time: string;
  /** Since the start of the infusion, `+1:02` or `−0:20`; empty where it never started. */
  readonly sinceStart: string;
  readonly who: string;
  readonly words: string;
  readonly tone: 'plain' | 'low' | 'medium' | 'high';
};

export type EventTable = {
  readonly title: string;
  readonly note: string;
  readonly days: readonly { readonly day: string; readonly rows: readonly EventRow[] }[];
};
