// npm run demo [-- --out FOLDER] [--speed N]: a whole 4-hour session, unattended, against the simulators.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startCast } from '../../tests/journeys/cast';
import { launchConsole } from '../../tests/journeys/launch';
import { playSession } from './session';
import { summarise } from './summary';

const DEFAULT_SPEED = 60;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { out: { type: 'string' }, speed: { type: 'string' } } });
  const out = path.resolve(values.out ?? 'demo-out');
  const speed = Number(values.speed ?? DEFAULT_SPEED);
  if (!(speed >= 1 && speed <= 120)) throw new Error('--speed: a number from 1 to 120');
  mkdirSync(out, { recursive: true });
  const dataDir = path.join(out, 'record');
  const say = (line: string) => console.error(`demo: ${line}`);

  say(
    `a 4-hour session at ${speed} times real time, about ${Math.ceil(260 / speed)} min; all devices are simulators`,
  );
  const cast = await startCast({ speed, monitor: ['--weight-kg', '68', '--mg-per-ml', '2'] });
  const started = await launchConsole({ dataDir, args: cast.args, env: { INFUSION_NO_DIALOGS: '1' } });
  let pumpStatus: Readonly<Record<string, unknown>> = {};
  try {
    await playSession({ page: started.page, cast, out, speed, say });
    pumpStatus = await cast.pump.status();
  } catch (error) {
    await started.page.screenshot({ path: path.join(out, 'failed.png') }).catch(() => undefined);
    throw error;
  } finally {
    await started.app.close().catch(() => undefined);
    await cast.stop();
  }
  const summary = summarise({ folder: path.join(dataDir, 'simulation'), out, speed, pumpStatus });
  writeFileSync(path.join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
  console.log(JSON.stringify(summary, null, 2));
  for (const problem of summary.problems) say(`PROBLEM: ${problem}`);
  say(summary.problems.length === 0 ? `done, see ${out}` : `done with ${summary.problems.length} problems`);
  return summary.problems.length === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(
      `demo: it could not be finished. ${error instanceof Error ? error.message : String(error)}`,
    );
    process.exit(1);
  },
);
