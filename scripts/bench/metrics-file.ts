import { existsSync, readFileSync } from 'node:fs';
import type { MetricsLine } from '../../electron/metrics';

type Of<W extends MetricsLine['what']> = Extract<MetricsLine, { what: W }>;

/** What one run of the console wrote down about itself. */
export type Told = {
  readonly clock: Of<'clock'>;
  readonly lines: readonly MetricsLine[];
  of<W extends MetricsLine['what']>(what: W): Of<W>[];
};

/** Reads the file; a last line that is only half written is left out. Null: nothing is there yet. */
export function readMetrics(file: string): Told | null {
  if (!existsSync(file)) return null;
  const whole = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const lines = whole.map((line) => JSON.parse(line) as MetricsLine);
  const isOf = <W extends MetricsLine['what']>(line: MetricsLine, what: W): line is Of<W> =>
    line.what === what;
  const of = <W extends MetricsLine['what']>(what: W): Of<W>[] =>
    lines.filter((line): line is Of<W> => isOf(line, what));
  const [clock] = of('clock');
  return clock === undefined ? null : { clock, lines, of };
}

/** How long each reading of one type took from its bytes to the first paint message that includes it, ms. */
export function paintDelays(
  told: Told,
  type: 'pump.reading' | 'monitor.reading',
  fromMono: number,
  toMono = Number.POSITIVE_INFINITY,
): number[] {
  const paints = told.of('painted');
  const delays: number[] = [];
  let next = 0;
  for (const reading of told.of('reading')) {
    if (reading.type !== type || reading.mono < fromMono || reading.mono >= toMono) continue;
    while (next < paints.length && (paints[next]?.seq ?? 0) < reading.seq) next += 1;
    const paint = paints[next];
    if (paint !== undefined) delays.push(paint.mono - reading.mono);
  }
  return delays;
}
