// npm run bench [-- --only NAME …] [--json FILE] [--records FOLDER]: what the console costs and how fast it is, on this machine.
// Numbers of one machine in one hour: compared with one another in the same run, never asserted in a test.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { append } from './append';
import { bytesToPaint } from './bytes-to-paint';
import { coldStart } from './cold-start';
import { holdToWire } from './hold-to-wire';
import { list } from './list';
import { machine, machineWords } from './machine';
import { memory } from './memory';
import { met, type Row, table } from './numbers';
import { openSession } from './open-session';
import { prediction } from './prediction';
import { replay } from './replay';
import { syncFlush } from './sync-flush';
import { watchWakeLag } from './wake-lag';

const measurements: Readonly<Record<string, (records?: string) => Promise<Row[]>>> = {
  append,
  prediction,
  replay,
  'open-session': openSession,
  'cold-start': coldStart,
  'bytes-to-paint': bytesToPaint,
  'hold-to-wire': holdToWire,
  memory,
  list,
  'sync-flush': syncFlush,
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      json: { type: 'string' },
      // Where the records of `list` are kept from one run to the next.
      records: { type: 'string' },
    },
  });
  const names = values.only ?? Object.keys(measurements);
  for (const name of names) {
    if (!Object.hasOwn(measurements, name))
      throw new Error(`there is no "${name}"; there are: ${Object.keys(measurements).join(', ')}`);
  }
  const here = machine();
  const results: Record<string, Row[]> = {};
  for (const name of names) {
    console.error(`bench: ${name}`);
    const wakeLag = watchWakeLag();
    const rows = (await measurements[name]?.(values.records)) ?? [];
    results[name] = [...rows, await wakeLag()];
  }
  console.log(machineWords(here));
  console.log(`\n${table(Object.values(results).flat())}`);
  if (values.json === undefined) return;
  const judged = Object.fromEntries(
    Object.entries(results).map(([name, rows]) => [name, rows.map((one) => ({ ...one, met: met(one) }))]),
  );
  writeFileSync(values.json, `${JSON.stringify({ machine: here, results: judged }, null, 2)}\n`);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`bench: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exit(1);
  },
);
