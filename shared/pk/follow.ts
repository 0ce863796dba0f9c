import { type EpochMs, epochMs } from '../time/clock';
import { curveOf, walk } from './curve';
import type { DoseStep } from './dose-step';
import { columnWriter, linesOf, noColumns, type PredictedColumns, type Prediction } from './prediction';
import { type AccountRow, regimenFold, stepsOf } from './regimen';
import { type Body, copyOf } from './solver';

/** A prediction that follows the pump, reading by reading: each costs a handful of exact steps, however long it runs. */
export type Follow = {
  /** One more line of the pump's account. */
  take(row: AccountRow): void;
  /** Up to the last reading, every five seconds; grown in place. */
  readonly columns: PredictedColumns;
  /** The regimen of this session so far. */
  steps(): DoseStep[];
  /**
   * What follows if drug goes on from the last reading as these steps say, at each of the moments. Nothing of it is
   * kept. The steps begin at the last reading at the earliest, the moments rise and come after it.
   */
  ahead(steps: readonly DoseStep[], moments: readonly EpochMs[]): PredictedColumns;
  /** When the last reading was taken; null: none yet. */
  last(): EpochMs | null;
};

const EVERY_MS = 5_000;

/** The moments of the grid after `from`, up to `to`. */
function momentsBetween(from: EpochMs, to: EpochMs): EpochMs[] {
  const moments: EpochMs[] = [];
  for (let at = (Math.floor(from / EVERY_MS) + 1) * EVERY_MS; at <= to; at += EVERY_MS)
    moments.push(epochMs(at));
  return moments;
}

/**
 * Begins to predict a session; `earlier` is what the patient was given before it, in order of time. What the pump has
 * said of it so far is taken in one go: hours of it cost no more than some hundred readings one by one.
 */
export function followDose(
  prediction: Prediction,
  earlier: readonly DoseStep[],
  soFar: readonly AccountRow[] = [],
): Follow {
  const lines = linesOf(prediction);
  const write = columnWriter(prediction, lines);
  const regimen = regimenFold();
  const columns = noColumns();
  /** Where each line stood at `since`, the beginning of the step that may still change. */
  let bodies: readonly Body[] = [];
  let since = epochMs(0);
  let last: EpochMs | null = null;
  let first: EpochMs | null = null;

  /** Walks copies of all bodies from `since` on and writes down each moment on the way. Gives them as they end. */
  function through(
    steps: readonly DoseStep[],
    moments: readonly EpochMs[],
    into: PredictedColumns | null,
  ): Body[] {
    const walks = lines.map(({ kinetics, end }, index) => {
      const body = bodies[index];
      return walk(kinetics, steps, end, since, body === undefined ? undefined : copyOf(body));
    });
    const plasmaOf = (index: number): number => {
      const body = walks[index]?.body;
      return body === undefined ? 0 : body.first + body.second + body.third;
    };
    for (const moment of moments) {
      for (const one of walks) one.to(moment);
      if (into !== null) write(into, moment, first, plasmaOf, walks[0]?.body.effect ?? 0);
    }
    return walks.map(({ body }) => body);
  }

  /** The steps that reach beyond `since`: what was settled since, and the open one. */
  function changing(): DoseStep[] {
    const { settled } = regimen;
    let begin = settled.length;
    while (begin > 0 && (settled[begin - 1]?.toMs ?? 0) > since) begin -= 1;
    const open = regimen.open();
    const steps = settled.slice(begin);
    return open === null || open.highMgPerMin === 0 ? steps : [...steps, open];
  }

  function begin(at: EpochMs): void {
    since = earlier[0]?.fromMs ?? at;
    bodies = through(earlier, [at], columns);
    since = at;
  }

  function beginWith(rows: readonly AccountRow[]): void {
    for (const row of rows) regimen.take(row);
    const [begins, ends] = [rows[0]?.at, rows.at(-1)?.at];
    if (begins === undefined || ends === undefined) return;
    begin(begins);
    last = ends;
    const dose = stepsOf(regimen);
    first = dose[0]?.fromMs ?? null;
    const [fromMs] = momentsBetween(begins, ends);
    const all = [...earlier, ...dose];
    if (fromMs !== undefined) {
      const grid = { fromMs, everyMs: EVERY_MS, count: Math.floor((ends - fromMs) / EVERY_MS) + 1 };
      const curves = lines.map(({ kinetics, end }) => curveOf(kinetics, all, end, grid));
      for (let row = 0; row < grid.count; row += 1) {
        const at = fromMs + row * EVERY_MS;
        write(columns, at, first, (index) => curves[index]?.plasma[row] ?? 0, curves[0]?.effect[row] ?? 0);
      }
    }
    const settledUpTo = regimen.openFrom() ?? ends;
    if (settledUpTo > since) bodies = through(dose, [settledUpTo], null);
    since = settledUpTo;
  }

  beginWith(soFar);
  return {
    columns,
    steps: () => stepsOf(regimen),
    last: () => last,
    take(row) {
      regimen.take(row);
      if (last === null) begin(row.at);
      else if (row.at <= last) return;
      else {
        const moments = momentsBetween(last, row.at);
        const settledUpTo = regimen.openFrom() ?? row.at;
        if (moments.length > 0 || settledUpTo > since) {
          const steps = changing();
          first ??= steps[0]?.fromMs ?? null;
          if (moments.length > 0) through(steps, moments, columns);
          if (settledUpTo > since) bodies = through(steps, [settledUpTo], null);
          since = settledUpTo;
        }
      }
      last = row.at;
    },
    ahead(steps, moments) {
      const found = noColumns();
      if (last !== null) through([...changing(), ...steps], moments, found);
      return found;
    },
  };
}
