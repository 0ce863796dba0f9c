import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { recordFiles } from '../../../electron/store/record-files';
import type { EventDraft } from '../../../shared/session/events';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { ml, mmHg } from '../../../shared/units/units';
import {
  instant,
  MORNING,
  monitorNumerics,
  opened,
  sessionOpened,
  snapshot,
  temporaryFolder,
} from './samples';

const SECONDS = 4 * 3_600;
const STEP = 60;

/** One second of a pump at 11.9 mL/h and of a full monitor, with values that move. */
function second(at: number): EventDraft[] {
  const sway = (base: number, by: number) => base + ((at * 7) % (2 * by + 1)) - by;
  const left = SECONDS - at;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const numerics = monitorNumerics(epochMs(MORNING + Math.floor(at / 300) * 300_000)).map((each) => {
    const value = each.code === 'Temp' ? 36.8 : sway(each.value ?? 0, 3);
    return { ...each, value };
  });
  return [
    {
      type: 'pump.reading',
      body: {
        ...snapshot,
        volumeInfusedMl: ml(Math.round((at * 11.9 * 1000) / 3600) / 1000),
        linePressureMmHg: mmHg(sway(35, 4)),
        timeRemaining: `${Math.floor(left / 3600)}:${two((left / 60) % 60)}:${two(left % 60)}`,
      },
    },
    { type: 'monitor.reading', body: { numerics } },
  ];
}

describe('a session of four hours at one reading a second of each device', () => {
  const sessionId = '0e6f7c9a-52b1-4e0e-9c1c-5b1f6f1f2d10';
  const runId = '7d1d4ab2-8d3c-43f1-9a5e-0d9b3c8f6a21';

  it('takes less than 200 bytes a reading, and reads back as columns', () => {
    const folder = temporaryFolder();
    const files = recordFiles(folder);
    const store = opened({ folder });
    store.append(sessionId, runId, instant(), [sessionOpened()]);
    store.close();
    const before = statSync(files.record).size;

    const again = opened({ folder });
    for (let at = 0; at < SECONDS; at += STEP) {
      const drafts = Array.from({ length: STEP }, (_, ahead) => second(at + ahead)).flat();
      const when = { at: epochMs(MORNING + at * 1000), mono: monoMs(1_000.25 + at * 1000) };
      again.append(sessionId, runId, when, drafts);
    }
    const started = performance.now();
    const series = again.series(sessionId);
    const took = performance.now() - started;
    expect(series.pump.t).toHaveLength(SECONDS);
    expect(series.monitor.t).toHaveLength(SECONDS);
    expect(series.nibp.t).toHaveLength(SECONDS / 300);
    again.close();

    const readings = 2 * SECONDS;
    const bytes = (statSync(files.record).size - before) / readings;
    console.log(
      `${bytes.toFixed(1)} bytes a reading, ${((bytes * readings) / 1e6).toFixed(1)} MB; series in ${took.toFixed(0)} ms`,
    );
    expect(bytes).toBeLessThan(200);
  });
});
