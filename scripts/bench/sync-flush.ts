import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rawMonotonicMs } from '../../electron/clock';
import {
  alder,
  alderLabel,
  confirmAll,
  expectState,
  hold,
  openSession,
  pause,
  resume,
  signIn,
  testAlarms,
} from '../../tests/journeys/nurse';
import type { ServerWord } from './clinic-server';
import {
  type ClinicServer,
  cpuMsOf,
  seedBacklog,
  startClinicServer,
  syncPid,
  writeSyncConfig,
} from './flush-stage';
import { follow, stop } from './hold-to-wire';
import { paintDelays, type Told } from './metrics-file';
import { quantile, type Row, row } from './numbers';
import { type PageClock, pageClock } from './page-clock';
import { type Pressed, presses, watchPresses } from './presses';
import { type Stage, setStage } from './stage';

const SESSIONS = 40;
const TURNS = 2;
const UNTOUCHED_MS = 15_000;
const PRESSES = 60;
const BETWEEN_MS = 350;
const MOST_MADE_READY_MS = 400_000;
const MOST_TO_FIRST_MS = 90_000;

type Kind = 'network cut' | 'flush' | 'server busy for others';

/** A stretch of the run. Raw monotonic milliseconds. */
type Phase = {
  readonly kind: Kind;
  readonly from: number;
  readonly until: number;
  readonly pressed: readonly Pressed[];
  readonly records: number;
  readonly syncCpu: number;
  readonly serverCpu: number;
};

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

const recordsOf = (writes: ServerWord['writes']): number =>
  writes.reduce((sum, { records }) => sum + records, 0);

/** Everything that waits was made into records: the process that sends has become quiet. */
async function madeReady({ pid }: Stage): Promise<void> {
  const begun = rawMonotonicMs();
  let before = Number.NaN;
  for (;;) {
    const now = cpuMsOf(syncPid(pid));
    // Also where it has not begun, or was started again meanwhile.
    if (now > 0 && now >= before && now - before < 100) return;
    if (rawMonotonicMs() - begun > MOST_MADE_READY_MS) throw new Error('the backlog is not made ready');
    before = now > 0 ? now : Number.NaN;
    await rest(3_000);
  }
}

/** The seeded record has tests of its alarms, none of them today's. */
async function startSession({ page }: Stage): Promise<void> {
  await signIn(page, 'p-example');
  await testAlarms(page);
  await openSession(page, 'o-alder');
  await confirmAll(page, alder, alderLabel);
  await hold(page.getByTestId('start-hold'), () => expectState(page, 'infusing', 30_000));
}

/** The same hands in every phase: an infusion that nobody touches, then PAUSE again and again. */
async function act({ page }: Stage): Promise<void> {
  await resume(page);
  await rest(UNTOUCHED_MS);
  await pause(page, null);
  for (let again = 0; again < PRESSES; again += 1) {
    await page.waitForTimeout(BETWEEN_MS);
    await page.getByTestId('pause').click();
  }
  await expectState(page, 'paused');
}

/** Mends the network and waits for the first records. */
async function flushBegins(server: ClinicServer, { pid }: Stage): Promise<void> {
  await server.ask('mark');
  await server.ask('mend');
  // It waits as long as its failures made it wait; begun anew it asks within a second or two.
  const sender = syncPid(pid);
  if (sender !== null) process.kill(sender, 'SIGKILL');
  const begun = rawMonotonicMs();
  while (recordsOf((await server.ask('stand')).writes) === 0) {
    if (rawMonotonicMs() - begun > MOST_TO_FIRST_MS) throw new Error('nothing was sent');
    await rest(250);
  }
}

/** When all but one in a hundred of the records had come: what only the session itself brings is no backlog. */
function ended(writes: ServerWord['writes']): number {
  let left = recordsOf(writes) * 0.99;
  for (const { rawMs, records } of writes) {
    left -= records;
    if (left <= 0) return rawMs;
  }
  return Number.NEGATIVE_INFINITY;
}

async function phase(kind: Kind, stage: Stage, server: ClinicServer): Promise<Phase> {
  if (kind === 'flush') await flushBegins(server, stage);
  const clock: PageClock = await pageClock(stage.page);
  const before = await server.ask('stand');
  const sender = syncPid(stage.pid);
  const cpuBefore = cpuMsOf(sender);
  const from = rawMonotonicMs();
  const others = kind === 'server busy for others' ? server.ask('replay') : null;
  let othersEnded = Number.POSITIVE_INFINITY;
  others?.then(
    () => {
      othersEnded = rawMonotonicMs();
    },
    () => {},
  );
  await act(stage);
  let until = rawMonotonicMs();
  const syncCpuMs = cpuMsOf(sender) - cpuBefore;
  const after = (await others) ?? (await server.ask(kind === 'flush' ? 'cut' : 'stand'));
  const records = kind === 'flush' ? recordsOf(after.writes) - recordsOf(before.writes) : 0;
  if (kind === 'flush') until = Math.min(until, ended(after.writes));
  until = Math.min(until, othersEnded);
  const pressed = (await presses(stage.page, 'pause', clock)).filter(
    ({ rawMs }) => rawMs >= from && rawMs < until,
  );
  const [syncCpu, serverCpu] = [syncCpuMs, after.cpuMs - before.cpuMs];
  return { kind, from, until, pressed, records, syncCpu, serverCpu };
}

type Measured = { readonly wire: number[]; readonly hand: number[]; readonly paint: number[] };

function measured(phases: readonly Phase[], kind: Kind, told: Told, stage: Stage): Measured {
  const ahead = told.clock.mono - told.clock.rawMs;
  const those = phases.filter((one) => one.kind === kind);
  const stops = those.flatMap(({ pressed }) => follow(pressed, stop, told, stage.pump.heard));
  return {
    wire: stops.map(({ submitted, sent }) => sent - submitted),
    hand: stops.map(({ asked, sent }) => sent - asked),
    paint: those.flatMap(({ from, until }) =>
      (['pump.reading', 'monitor.reading'] as const).flatMap((type) =>
        paintDelays(told, type, from + ahead, until + ahead),
      ),
    ),
  };
}

function ratio(name: string, over: readonly number[], under: readonly number[], wanted: boolean): Row {
  const of = (share: number) => quantile(over, share) / quantile(under, share);
  return {
    ...row(name, [], { unit: 'times', ...(wanted && { aim: { of: 'median', below: 1.2 } }) }),
    ...{ n: over.length, median: of(0.5), p99: of(0.99), max: of(1) },
  };
}

function noteOf(phases: readonly Phase[], kind: Kind): string {
  return phases
    .filter((one) => one.kind === kind)
    .map(
      ({ from, until, records, syncCpu, serverCpu }) =>
        `${((until - from) / 1_000).toFixed(0)} s${records > 0 ? `, ${records} records` : ''}, processor time ` +
        `${(syncCpu / 1_000).toFixed(1)} s of the sync process and ${(serverCpu / 1_000).toFixed(1)} s of the server`,
    )
    .join('; ');
}

function rows(phases: readonly Phase[], told: Told, stage: Stage): Row[] {
  const [idle, flush, busy] = (['network cut', 'flush', 'server busy for others'] as const).map((kind) =>
    measured(phases, kind, told, stage),
  );
  if (idle === undefined || flush === undefined || busy === undefined) return [];
  const of = (what: keyof Measured, name: string): Row[] => [
    row(`${name}, network cut`, idle[what], { note: noteOf(phases, 'network cut') }),
    row('  while the backlog is flushed', flush[what], { note: noteOf(phases, 'flush') }),
    row('  while the server does the same for others', busy[what], {
      note: `${noteOf(phases, 'server busy for others')} (the server shares this machine's cores)`,
    }),
    ratio('  flushed / network cut', flush[what], idle[what], true),
    ratio('  flushed / server busy for others', flush[what], busy[what], false),
  ];
  return [
    ...of('wire', 'PAUSE: main process to written'),
    ...of('hand', 'PAUSE: finger to written').map((one) => ({ ...one, note: '' })),
    ...of('paint', 'bytes to paint, both devices').map((one) => ({ ...one, note: '' })),
  ];
}

/**
 * What a flush of the backlog costs the running session: the same hands with the network cut, while everything that
 * waits goes to the clinic's server, and while that server (a process on the same cores) does the same work for
 * others with the console's network cut; in turn, in one run. What waits was made into records before.
 */
export async function syncFlush(): Promise<Row[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-bench-flush-'));
  const server = startClinicServer();
  try {
    const file = path.join(folder, 'sync.json');
    writeSyncConfig(file, (await server.ask('stand')).url);
    console.error(`bench: seeding ${SESSIONS} sessions`);
    const prepare = (dataDir: string) => seedBacklog(dataDir, SESSIONS);
    const stage = await setStage({ prepare, args: ['--sync-config', file] });
    try {
      await startSession(stage);
      await pause(stage.page, null);
      await watchPresses(stage.page);
      console.error('bench: waiting until the backlog is made into records');
      await madeReady(stage);
      const phases: Phase[] = [];
      for (let turn = 0; turn < TURNS; turn += 1)
        for (const kind of ['network cut', 'flush', 'server busy for others'] as const) {
          console.error(`bench: ${kind}`);
          phases.push(await phase(kind, stage, server));
        }
      return rows(phases, await stage.told(), stage);
    } finally {
      await stage.close();
    }
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
