import { describe, expect, it } from 'vitest';
import { beginClock } from '../../../electron/clock';
import { infusionRoom, type Room } from './room';
import { changeTo, resumeAt } from './wishes';

const HOUR_MS = 3_600_000;

/** What a whole session comes to, driven the same way whatever the wall clock does meanwhile. */
async function told(stepMs: number) {
  const room = infusionRoom();
  room.start();
  const sessionId = await room.infusing();
  await room.advance(10_000);
  room.clock.step(stepMs);
  await room.advance(10_000);
  room.run.submit({ kind: 'pause-infusion' });
  await room.until(() => room.run.state().session?.phase === 'paused');
  await room.advance(5_000);
  const live = room.run.state();
  return { room, sessionId, live, mono: room.clock.now().mono };
}

describe('a wall clock that jumps', () => {
  it.each([-HOUR_MS, HOUR_MS])('by %i ms changes no total, no duration and no order', async (stepMs) => {
    const plain = await told(0);
    const jumped = await told(stepMs);
    const of = ({ live }: typeof plain) => ({
      delivered: live.session?.delivered,
      infusedMs: live.session?.infusedMs,
      pausedMs: live.session?.pausedMs,
      startedMono: live.session?.startedMono,
    });
    expect(of(jumped)).toEqual(of(plain));
    const events = jumped.room.logged(jumped.sessionId);
    const monos = events.map(({ mono }) => mono);
    expect(monos).toEqual([...monos].sort((a, b) => a - b));
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => (events[0]?.seq ?? 0) + at));
    const steps = events.filter(({ type }) => type === 'clock.stepped');
    expect(steps.map(({ body }) => body)).toEqual([{ byMs: stepMs }]);
    expect(jumped.live.alarms).toContainEqual(expect.objectContaining({ condition: 'clock-stepped' }));
    expect(jumped.room.replayed(jumped.sessionId)).toEqual(jumped.live);
    const without = (room: Room, id: string) =>
      room
        .logged(id)
        .map(({ type }) => type)
        .filter((type) => type !== 'clock.stepped');
    const plainTypes = without(plain.room, plain.sessionId);
    // The alarm about the clock is the one thing more.
    const jumpedTypes = without(jumped.room, jumped.sessionId);
    expect(jumpedTypes).toHaveLength(plainTypes.length + 1);
  });

  it('by less than two seconds is no jump', async () => {
    const { room, sessionId } = await told(-1_900);
    expect(room.logged(sessionId, 'clock.stepped')).toEqual([]);
  });
});

describe('a machine that was started anew between two runs', () => {
  it('goes on counting where the log stopped', async () => {
    const room = infusionRoom();
    // The machine had been up for ten days.
    const monoAheadMs = 240 * HOUR_MS;
    room.start({ bootId: 'boot-1', monoAheadMs });
    const sessionId = await room.infusing();
    await room.advance(20_000);
    const left = room.run.state();
    room.kill();
    await room.advance(9_000);
    room.pump.fault('press', 'stop');
    const openSessionId = sessionId;
    const machine = { bootId: 'boot-2', rawMs: 31_000, atMs: room.clock.now().at };
    const { origin, scale } = beginClock({ openSessionId, bootId: 'boot-1', state: left }, machine, 1);
    const { state, submit, controller } = room.start({
      bootId: scale,
      monoAheadMs: origin.monoMs - room.clock.now().mono,
    });
    const [started] = room.logged(sessionId, 'run.started').slice(-1);
    expect(started?.body).toMatchObject({ gapMs: 9_000 });
    controller.signIn({ personId: 'p-nurse', name: 'R. Example', role: 'nurse' });
    await room.until(() => state().session?.phase === 'paused');
    room.expectTruthInRange();
    const [session] = [state().session];
    expect(session?.infusedMs).toBeGreaterThan(29_000);
    expect(session?.infusedMs).toBeLessThan(36_000);
    const monos = room.logged(sessionId).map(({ mono }) => mono);
    expect(monos).toEqual([...monos].sort((a, b) => a - b));
    expect(submit({ kind: 'end-infusion' }).kind).toBe('accepted');
    await room.until(() => state().session?.phase === 'recovery');
    expect(room.replayed(sessionId)).toEqual(state());
  });
});

describe('sixty times as fast', () => {
  const second = 60_000;

  it.each([0, 20, 50, 100, 200])(
    'a pump that answers within %i ms of real time is never in doubt, whenever it is asked',
    async (replyMs) => {
      const room = infusionRoom({ factor: 60, replyMs });
      room.start();
      const sessionId = await room.infusing();
      const { state, submit } = room.run;
      const settled = () => room.until(() => state().session?.openCommand === null);
      for (let round = 0; round < 5; round += 1) {
        // Each time at another point of the round of questions.
        await room.advance(0.9 * second + round * 0.23 * second);
        expect(submit(changeTo(0.2 + 0.01 * (1 + round)))).toMatchObject({ kind: 'accepted' });
        await settled();
        await room.advance(0.4 * second);
        expect(submit({ kind: 'pause-infusion' }).kind).toBe('accepted');
        await room.until(() => state().session?.phase === 'paused');
        await room.advance(0.9 * second);
        expect(submit(resumeAt(0.2))).toMatchObject({ kind: 'accepted' });
        await settled();
        room.expectTruthInRange();
      }
      const doubts = [
        'command.uncertain',
        'command.rejected',
        'link.silent',
        'link.down',
        'alarm.raised',
      ] as const;
      // No monitor is in this room and nobody charts in the minutes that pass: no doubt about the pump.
      const apart: readonly string[] = ['monitor-never-linked', 'observation-due'];
      const said = room
        .logged(sessionId, ...doubts)
        .filter(({ type, body }) => type !== 'alarm.raised' || !apart.includes(body.alarm.condition));
      expect(said).toEqual([]);
      expect(room.replayed(sessionId)).toEqual(state());
    },
  );
});
