import { describe, expect, it } from 'vitest';
import { deliveryView } from '../../../shared/session/view';
import { infusionRoom, type Room, type Run, SERIAL } from './room';
import { changeTo, increasing, resumeAt, startAt } from './wishes';

/** The console is away this long: less than the pump's own watchdog waits. */
const AWAY_MS = 7_000;
/** And this long, so that the pump stopped by itself. */
const WATCHDOG_MS = 25_000;

/** One whole session as a person drives it; goes on only while the console lives. */
async function drive(room: Room): Promise<void> {
  const { state, submit, close, life } = room.run;
  const alive = () => !life.over;
  const reached = (done: () => boolean) => room.until(() => !alive() || done());
  const steps: (() => Promise<void>)[] = [
    async () => void (await room.prepared()),
    async () => void submit(startAt(0.2)),
    () => reached(() => state().session?.phase === 'infusing'),
    async () => void submit({ kind: 'pause-infusion' }),
    () => reached(() => state().session?.phase === 'paused'),
    async () => void submit({ kind: 'give-pause-reason', reason: 'nausea', text: '' }),
    async () => void submit(resumeAt(0.2)),
    () => reached(() => state().session?.phase === 'infusing'),
    async () => void submit(changeTo(0.25)),
    () => reached(() => state().session?.confirmedRate?.value.mlPerHour === 8.5),
    async () => void submit({ kind: 'end-infusion' }),
    () => reached(() => state().session?.phase === 'recovery'),
    async () => void close(),
  ];
  for (const step of steps) if (alive()) await life.attempt(step);
}

type Place = 'before a write' | 'after a write' | 'before a send' | 'after a send' | 'after a frame';

/** Frames that change something at the pump, or claim it. */
const acts = /^(REMOTE_CTRL|REMOTE_CFG|INF_START|INF_STOP|INF_RATE\^|INF_VTBI\^)/;

/** Drives a session whose console is killed at the `n`th such place; gives how often the place was come by. */
async function killedAt(room: Room, place: Place, n: number): Promise<number> {
  let passed = 0;
  const here = (at: Place) => (_: unknown, life: Run['life']) => {
    if (place !== at) return;
    passed += 1;
    if (passed === n) life.killHere();
  };
  room.afterFrame = (payload) => {
    if (place !== 'after a frame' || !acts.test(payload)) return;
    passed += 1;
    if (passed === n) room.kill();
  };
  room.start({
    beforeAppend: here('before a write'),
    afterAppend: here('after a write'),
    beforeSend: (life) => here('before a send')(null, life),
    afterSend: (life) => here('after a send')(null, life),
  });
  await drive(room);
  room.afterFrame = () => {};
  if (!room.run.life.over && n !== Number.POSITIVE_INFINITY)
    throw new Error(`there is no ${n}. time ${place}`);
  room.kill();
  return passed;
}

/** What has to hold from the first moment of the run that comes after. */
async function comesBack(room: Room, awayMs: number): Promise<Run> {
  await room.advance(awayMs);
  const run = room.start({
    afterPublish: ({ state }) => {
      const { session, pump } = state();
      if (session === null || session.phase === 'closed') return;
      room.expectTruthInRange();
      const view = deliveryView(state(), run.life.clock.now().mono);
      if (pump.reading === null || pump.link.kind !== 'up') expect(view.kind).not.toBe('infusing');
    },
  });
  const { found, state, submit, asked, sent } = run;
  const id = found.openSessionId;
  if (id === null) {
    expect(state().session).toBeNull();
    await room.advance(3_000);
    expect(asked).toEqual([]);
    return run;
  }
  const [started] = room.logged(id, 'run.started').slice(-1);
  const [gap] = room.logged(id, 'gap.marked').slice(-1);
  const away = started?.type === 'run.started' ? started.body.gapMs : null;
  expect(away).toBe(room.clock.now().mono - found.state.mono);
  expect(away).toBeGreaterThanOrEqual(awayMs);
  expect(gap?.type === 'gap.marked' && gap.body.toAt - gap.body.fromAt).toBe(away);

  const open = found.state.session?.openCommand ?? null;
  expect(state().session?.openCommand?.stage ?? null).toBe(open === null ? null : 'uncertain');
  run.controller.signIn({ personId: 'p-nurse', name: 'R. Example', role: 'nurse' });
  const refusesAll = () => {
    for (const intent of increasing) expect(submit(intent).kind, intent.kind).toBe('refused');
  };
  refusesAll();
  if (open !== null) {
    await room.until(() => {
      const unresolved = state().session?.openCommand !== null;
      if (unresolved) refusesAll();
      return !unresolved;
    });
    expect(state().session?.lastCommand?.ending).toBe('resolved-by-device');
  }
  expect(sent).toEqual([]);
  await room.until(() => state().pump.control === 'console');
  await room.advance(3_000);
  expect(new Set(asked)).toEqual(new Set([SERIAL]));
  agreesWithPump(room);
  room.expectTruthInRange();
  expect(room.replayed(id)).toEqual(state());
  return run;
}

function agreesWithPump(room: Room): void {
  const truth = room.pump.status();
  const { session } = room.run.state();
  const started = session?.startedAt !== null;
  expect(session?.phase === 'infusing').toBe(truth.infusing);
  if (truth.infusing) expect(session?.confirmedRate?.value.mlPerHour).toBe(truth.rateMlPerHour);
  else expect(started ? ['paused', 'recovery'] : ['preparing']).toContain(session?.phase);
}

/** Ends what is still open, as the nurse would. */
async function finish(room: Room): Promise<void> {
  const { state, submit, close, found } = room.run;
  if (found.openSessionId === null) return;
  if (state().session?.phase === 'infusing' || state().session?.phase === 'paused') {
    expect(submit({ kind: 'end-infusion' }).kind).toBe('accepted');
    await room.until(() => state().session?.phase === 'recovery');
  }
  expect(room.pump.status().infusing).toBe(false);
  await room.advance(1_500);
  room.expectTruthInRange();
  expect(close().kind).toBe('accepted');
  expect(room.run.store.openSessionId()).toBeNull();
  expect(room.replayed(found.openSessionId).session).toEqual(state().session);
}

/** What was found open after a kill, over all of them. */
const foundOpen = new Set<string>();

describe.each([
  ['before a write', 70, [AWAY_MS]],
  ['after a write', 70, [AWAY_MS]],
  ['before a send', 5, [AWAY_MS, WATCHDOG_MS]],
  ['after a send', 5, [AWAY_MS, WATCHDOG_MS]],
  ['after a frame', 30, [AWAY_MS, WATCHDOG_MS]],
] as const)('a console killed %s', (place, about, aways) => {
  it.each(Array.from({ length: Math.ceil(about / 5) }, (_, at) => at * 5))(
    'comes back with what the pump shows, each of five times from %i on',
    async (from) => {
      const times = await killedAt(infusionRoom(), place, Number.POSITIVE_INFINITY);
      expect(times).toBeGreaterThan(about - 10);
      expect(times).toBeLessThanOrEqual(about);
      for (let n = from + 1; n <= Math.min(times, from + 5); n += 1) {
        for (const awayMs of aways) {
          const room = infusionRoom();
          await killedAt(room, place, n);
          const { found } = await comesBack(room, awayMs);
          const open = found.state.session?.openCommand;
          if (open) foundOpen.add(`${open.purpose} ${open.stage}`);
          await finish(room);
        }
      }
    },
  );
});

it('was killed with every kind of command in every stage', () => {
  const purposes = ['start', 'resume', 'pause', 'end', 'change-rate'];
  const all = purposes.flatMap((purpose) =>
    ['requested', 'sent', 'acknowledged'].map((stage) => `${purpose} ${stage}`),
  );
  expect([...foundOpen].sort()).toEqual(all.sort());
});
