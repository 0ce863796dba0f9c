/** One line of the result. Times in milliseconds unless `unit` says otherwise. */
export type Row = {
  readonly name: string;
  readonly unit: 'ms' | 'MB' | 'times';
  readonly n: number;
  readonly median: number;
  readonly p99: number;
  readonly max: number;
  /** What is wanted, and of which number; null: there is no aim, it is told for comparison. */
  readonly aim: Aim | null;
  readonly note: string;
};

export type Aim = { readonly of: 'median' | 'p99' | 'max'; readonly below: number };

/** The smallest sample that at least this share of the samples does not exceed. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The line of these samples. */
export function row(
  name: string,
  samples: readonly number[],
  more: { readonly unit?: Row['unit']; readonly aim?: Aim; readonly note?: string } = {},
): Row {
  return {
    name,
    unit: more.unit ?? 'ms',
    n: samples.length,
    median: quantile(samples, 0.5),
    p99: quantile(samples, 0.99),
    max: quantile(samples, 1),
    aim: more.aim ?? null,
    note: more.note ?? '',
  };
}

/** Whether the aim was met; null where there is none. */
export function met({ aim, ...numbers }: Row): boolean | null {
  return aim === null ? null : numbers[aim.of] < aim.below;
}

const shown = (value: number): string =>
  Number.isNaN(value) ? '-' : value >= 100 ? value.toFixed(0) : value.toFixed(value < 1 ? 3 : 2);

/** The lines as a table for people. */
export function table(rows: readonly Row[]): string {
  const head = ['', 'unit', 'n', 'median', 'p99', 'max', 'aim', ''];
  const cells = rows.map((one) => {
    const reached = met(one);
    const aim = one.aim === null ? '' : `${one.aim.of} < ${one.aim.below}`;
    const verdict = reached === null ? '' : reached ? 'met' : 'MISSED';
    return [one.name, one.unit, String(one.n), ...[one.median, one.p99, one.max].map(shown), aim, verdict];
  });
  const widths = head.map((_, column) =>
    Math.max(...[head, ...cells].map((line) => line[column]?.length ?? 0)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, column) =>
        column === 0 || column > 5 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const notes = rows.filter(({ note }) => note !== '').map(({ name, note }) => `  ${name}: ${note}`);
  return [...[head, ...cells].map(line), ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}
