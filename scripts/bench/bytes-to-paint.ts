import { rawMonotonicMs } from '../../electron/clock';
import { startInfusion } from '../../tests/journeys/nurse';
import { paintDelays } from './metrics-file';
import { type Row, row } from './numbers';
import { type Stage, setStage } from './stage';

const RUN_MS = 90_000;

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Opens the second window on the running session and waits until it shows it. */
async function openReading({ app, page }: Stage): Promise<void> {
  const opens = app.waitForEvent('window');
  await page.getByTestId('more').click();
  await page.getByTestId('open-reading').click();
  const reading = await opens;
  await reading.getByTestId('reading-session').waitFor();
  await page.getByTestId('sheet-close').click();
}

/** What the second window costs the bedside's. */
function withReading(alone: Row, beside: Row): Row {
  return {
    ...row('  with it / without it', [], { unit: 'times', aim: { of: 'median', below: 1.2 } }),
    n: beside.n,
    median: beside.median / alone.median,
    p99: beside.p99 / alone.p99,
    max: beside.max / alone.max,
  };
}

/**
 * From the stamp on a reading's bytes to the window's word that a frame with it was painted, over a running infusion
 * that nobody touches. The word is sent after the frame and counts when the main process has it, so the way back is
 * part of the number. Every reading counts, also one that shares its frame with a newer one.
 */
export async function bytesToPaint(): Promise<Row[]> {
  const stage = await setStage();
  try {
    await startInfusion(stage.page);
    const fromRaw = rawMonotonicMs();
    await rest(RUN_MS);
    const untilRaw = rawMonotonicMs();
    await openReading(stage);
    const besideRaw = rawMonotonicMs();
    await rest(RUN_MS);
    const told = await stage.told();
    const ahead = told.clock.mono - told.clock.rawMs;
    const from = fromRaw + ahead;
    const aim = { of: 'p99', below: 150 } as const;
    const alone = { from, to: untilRaw + ahead };
    const pump = paintDelays(told, 'pump.reading', alone.from, alone.to);
    const monitor = paintDelays(told, 'monitor.reading', alone.from, alone.to);
    const beside = (['pump.reading', 'monitor.reading'] as const).flatMap((type) =>
      paintDelays(told, type, besideRaw + ahead),
    );

    const readings = told.of('reading').filter(({ mono }) => mono >= from);
    const waits = readings.map(({ published, mono }) => published - mono);
    // The pump stands in this process, the stamp is made in the devices process: a short time here and a short one to
    // the main process bound from both sides how unequal their clocks can be.
    const wire = readings
      .filter(({ type }) => type === 'pump.reading')
      .flatMap(({ mono }) => {
        const before = stage.pump.written.findLast((rawMs) => rawMs + ahead <= mono);
        return before === undefined ? [] : [mono - before - ahead];
      });
    const note = 'a reading less than 100 ms after another one waits for the end of that publish interval';
    return [
      row('bytes to paint, both devices', [...pump, ...monitor], { aim, note }),
      row('  pump readings', pump),
      row('  monitor readings', monitor),
      row('  both, with the window for reading open', beside, { aim }),
      withReading(row('', [...pump, ...monitor]), row('', beside)),
      row('  bytes to event written and folded', waits),
      row('  answer written by the pump to bytes stamped', wire),
    ];
  } finally {
    await stage.close();
  }
}
