import { rawMonotonicMs } from '../../electron/clock';
import { startInfusion } from '../../tests/journeys/nurse';
import { paintDelays } from './metrics-file';
import { type Row, row } from './numbers';
import { setStage } from './stage';

const RUN_MS = 90_000;

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
    await new Promise<void>((resolve) => setTimeout(resolve, RUN_MS));
    const told = await stage.told();
    const ahead = told.clock.mono - told.clock.rawMs;
    const from = fromRaw + ahead;
    const aim = { of: 'p99', below: 150 } as const;
    const pump = paintDelays(told, 'pump.reading', from);
    const monitor = paintDelays(told, 'monitor.reading', from);

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
      row('  bytes to event written and folded', waits),
      row('  answer written by the pump to bytes stamped', wire),
    ];
  } finally {
    await stage.close();
  }
}
