import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCast } from '../../tests/journeys/cast';
import { launchConsole } from '../../tests/journeys/launch';
import { startInfusion } from '../../tests/journeys/nurse';
import { type Row, row } from './numbers';
import { processesUnder } from './processes';
import { endConsole } from './stage';

const SPEED = 60;
const RUN_MS = 4 * 60_000;
const LOOK_EVERY_MS = 30_000;

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Memory of every process of the console while a session of four hours passes at 60 times real time. */
export async function memory(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-bench-memory-'));
  const cast = await startCast({ speed: SPEED });
  const started = await launchConsole({
    dataDir: folder,
    args: cast.args,
    env: { INFUSION_NO_DIALOGS: '1' },
  });
  const { page, pid } = started;
  try {
    await startInfusion(page);
    const looks: ReturnType<typeof processesUnder>[] = [processesUnder(pid)];
    for (let passed = 0; passed < RUN_MS; passed += LOOK_EVERY_MS) {
      await rest(LOOK_EVERY_MS);
      looks.push(processesUnder(pid));
    }
    const sum = (look: ReturnType<typeof processesUnder>, kind?: string) =>
      look
        .filter((one) => kind === undefined || one.kind === kind)
        .reduce((total, { pssMb }) => total + pssMb, 0);
    const kinds = [...new Set(looks.flat().map(({ kind }) => kind))];
    const line = (name: string, kind?: string) => {
      const sums = looks.map((look) => sum(look, kind));
      const [first = 0, last = 0] = [sums[0], sums.at(-1)];
      const note = `${first.toFixed(0)} MB at the start of the infusion, ${last.toFixed(0)} MB after ${RUN_MS / 1000} s`;
      return row(name, sums, { unit: 'MB', note });
    };
    return [line('memory of all processes (PSS)'), ...kinds.map((kind) => line(`  ${kind}`, kind))];
  } finally {
    await endConsole(started);
    await cast.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
