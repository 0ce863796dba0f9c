// npm run clinic [-- options for both consoles]: a clinic's server and two consoles on one machine, for trying it.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { root } from '../../scripts/paths.mjs';
import { epochMs } from '../../shared/time/clock';
import { fhirServer } from '../fhir-server/server';
import { COMMANDS, type Desk, obey } from './commands';
import { openOffice } from './seed';
import { type Station, startStation } from './station';

const say = (...lines: string[]): void => {
  for (const line of lines) console.log(line);
};
const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const ROOMS = ['Room 1', 'Room 2'] as const;
const ORDERS_AT_FIRST = 4;

/** A promise that a signal, `quit` or the last window fulfils; asked twice it is the same end. */
function untilEnded() {
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
  return { end, ended };
}

async function main(): Promise<void> {
  const { end, ended } = untilEnded();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-clinic-'));
  const stations: Station[] = [];
  say('clinic: starting the server …');
  const server = await fhirServer();
  try {
    const office = await openOffice(server.records, {
      ...{ demoFolder: path.join(root, 'resources/demo'), rooms: ROOMS },
      now: () => epochMs(Date.now()),
    });
    for (let made = 0; made < ORDERS_AT_FIRST; made += 1) await office.order();
    const serverPort = Number(new URL(server.url).port);
    for (const [at, room] of ROOMS.entries())
      stations.push(
        await startStation({
          ...{ room, serverPort, more: process.argv.slice(2) },
          ...{ stationId: `console-${at + 1}`, folder: path.join(folder, `console-${at + 1}`) },
        }),
      );
    say(`clinic: the server is at ${server.url}, the consoles of ${ROOMS.join(' and ')} are opening.`);
    say('clinic: type here:', ...COMMANDS);
    const desk: Desk = { consoles: stations, office, records: server.records, quit: end };
    const lines = readline.createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      obey(desk, line).then(
        (answer) => say(...answer),
        (error: unknown) => say(words(error)),
      );
    });
    await Promise.race([ended, Promise.all(stations.map((station) => station.ended))]);
    lines.close();
  } finally {
    say('clinic: ending …');
    await Promise.all(stations.map((station) => station.stop()));
    await server.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`clinic: ${words(error)}`);
    process.exit(1);
  },
);
