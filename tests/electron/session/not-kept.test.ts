import { describe, expect, it } from 'vitest';
import type { LoggedEvent } from '../../../shared/session/events';
import type { Intent } from '../../../shared/session/intents';
import { infusionRoom, type Room } from './room';
import { changeTo, increasing, startAt } from './wishes';

const stop: Intent = { kind: 'pause-infusion' };

describe('a stop', () => {
  it('is on its way before the log is asked, and in the log in the same tick', async () => {
    const room = infusionRoom();
    const order: string[] = [];
    room.start({
      beforeSend: () => order.push('send'),
      beforeAppend: (drafts) => order.push(...drafts.map(({ type }) => type)),
    });
    const sessionId = await room.infusing();
    order.length = 0;
    room.run.submit(stop);
    expect(order.slice(0, 2)).toEqual(['send', 'command.requested']);
    expect(room.run.sent.at(-1)?.command).toEqual({ kind: 'stop' });
    expect(room.logged(sessionId, 'command.requested').at(-1)?.body).toMatchObject({ purpose: 'pause' });
    // The simulated pump answers in the same tick in which the first byte leaves.
    expect(room.pump.status().infusing).toBe(false);
  });

  it.each(['full', 'io'] as const)('is sent when the disk does not take it (%s)', async (reason) => {
    const room = infusionRoom();
    room.start();
    await room.infusing();
    room.disk = reason;
    const answer = room.run.submit(stop);
    expect(answer.kind).toBe('accepted');
    expect(room.pump.status().infusing).toBe(false);
    await room.until(() => room.run.state().session?.phase === 'paused');
    expect(room.run.state().session?.lastCommand?.ending).toBe('confirmed');
  });

  it('is sent with nobody signed in, before any session, and in the middle of another command', async () => {
    const room = infusionRoom();
    room.start();
    await room.ready();
    room.run.controller.signOut('asked');
    expect(room.run.submit(stop).kind).toBe('accepted');
    await room.infusing();
    room.run.controller.signOut('idle');
    expect(room.run.submit(stop).kind).toBe('accepted');
    await room.until(() => room.run.state().session?.phase === 'paused');
    expect(room.run.sent.map(({ command }) => command.kind)).toEqual(['stop', 'start', 'stop']);
  });

  it('overtakes a start that has not left yet', async () => {
    const room = infusionRoom();
    room.start();
    const sessionId = await room.prepared();
    room.run.submit(startAt(0.2));
    room.run.submit(stop);
    await room.advance(8_000);
    expect(room.pump.status().infusing).toBe(false);
    expect(room.pump.status().totalDeliveredMl).toBe(0);
    expect(room.run.state().session?.openCommand).toBeNull();
    expect(room.replayed(sessionId)).toEqual(room.run.state());
  });
});

describe('anything else', () => {
  it.each([
    ['start', startAt(0.2)],
    ['set-rate', changeTo(0.25)],
  ] as const)('%s is in the log before it is sent', async (kind, intent) => {
    const room = infusionRoom();
    const seen: LoggedEvent[][] = [];
    let sessionId = '';
    room.start({
      beforeSend: () => seen.push(sessionId === '' ? [] : room.logged(sessionId, 'command.requested')),
    });
    sessionId = kind === 'start' ? await room.prepared() : await room.infusing();
    seen.length = 0;
    const answer = room.run.submit(intent);
    expect(answer.kind).toBe('accepted');
    const [atSending] = seen;
    expect(atSending?.at(-1)?.body).toMatchObject({
      commandId: room.run.sent.at(-1)?.commandId,
      command: { kind },
    });
  });

  it.each(['full', 'io'] as const)('is not sent when the disk does not take it (%s)', async (reason) => {
    const room = infusionRoom();
    room.start();
    await room.infusing();
    room.disk = reason;
    const sent = room.run.sent.length;
    // The very first refusal is noticed by the writing itself.
    const answer = room.run.submit(changeTo(0.25));
    expect(answer).toMatchObject({ kind: 'refused' });
    for (const intent of [...increasing, { kind: 'take-control' } as const]) {
      expect(room.run.submit(intent)).toMatchObject({
        kind: 'refused',
        reasons: [expect.stringContaining('record is not being kept')],
      });
    }
    expect(room.run.sent).toHaveLength(sent);
    expect(room.run.state().session?.openCommand).toBeNull();
    await room.advance(6_000);
    expect(room.pump.status().rateMlPerHour).toBe(6.8);
  });
});

describe('a record that is not kept', () => {
  /** Some seconds of an infusion without a disk, with a pause in it. */
  async function withoutDisk(room: Room): Promise<string> {
    const sessionId = await room.infusing();
    await room.advance(1_500);
    room.disk = 'full';
    await room.advance(2_500);
    room.run.submit(stop);
    await room.advance(4_000);
    return sessionId;
  }

  it('is told, alarms high, and keeps counting', async () => {
    const room = infusionRoom();
    room.start();
    const sessionId = await withoutDisk(room);
    const { controller, state } = room.run;
    expect(controller.record()).toMatchObject({ kind: 'not-kept', reason: expect.stringContaining('full') });
    expect(state().alarms).toContainEqual(
      expect.objectContaining({ condition: 'record-not-kept', priority: 'high', present: true }),
    );
    expect(state().session?.phase).toBe('paused');
    expect(room.replayed(sessionId).session?.phase).toBe('infusing');
    room.expectTruthInRange();
  });

  it('is written in order, under the same numbers, once the disk takes it again', async () => {
    const room = infusionRoom();
    room.start();
    const sessionId = await withoutDisk(room);
    const { controller, state, published } = room.run;
    const waiting = controller.record();
    expect(waiting.kind === 'not-kept' && waiting.waiting).toBeGreaterThan(5);
    room.disk = null;
    await room.advance(1_100);
    expect(controller.record().kind).toBe('kept');
    const inSession = published.filter((event) => event.sessionId === sessionId);
    expect(room.logged(sessionId)).toEqual(inSession);
    expect(inSession.map(({ seq }) => seq)).toEqual(inSession.map((_, at) => (inSession[0]?.seq ?? 0) + at));
    expect(room.replayed(sessionId)).toEqual(state());
    const alarm = state().alarms.find(({ condition }) => condition === 'record-not-kept');
    expect(alarm).toMatchObject({ present: false });
    // And the room is usable again.
    await room.advance(2_000);
    expect(room.run.submit({ kind: 'end-infusion' }).kind).toBe('accepted');
  });

  it('writes a waking disk full of holes: some, then none, then all', async () => {
    const room = infusionRoom();
    let left = Number.POSITIVE_INFINITY;
    room.start({
      beforeAppend: () => {
        room.disk = left > 0 ? null : 'io';
        left -= 1;
      },
    });
    const sessionId = await room.infusing();
    left = 0;
    await room.advance(6_000);
    for (const some of [2, 1, 3]) {
      left = some;
      await room.advance(1_000);
      expect(room.run.controller.record().kind).toBe('not-kept');
    }
    left = Number.POSITIVE_INFINITY;
    await room.advance(1_000);
    expect(room.run.controller.record().kind).toBe('kept');
    expect(room.replayed(sessionId)).toEqual(room.run.state());
  });

  it('starts a run on a full disk without losing its beginning', async () => {
    const room = infusionRoom();
    let full = true;
    room.start({
      beforeAppend: () => {
        room.disk = full ? 'full' : null;
      },
    });
    await room.ready();
    full = false;
    await room.advance(1_100);
    const first = room.logged('workstation')[0];
    expect(first?.type).toBe('run.started');
    expect(room.logged('workstation', 'operator.signed-in')).toHaveLength(1);
  });

  it('is tried once more when the run ends', async () => {
    const room = infusionRoom();
    room.start();
    const sessionId = await withoutDisk(room);
    const { controller, state } = room.run;
    controller.stop();
    room.disk = null;
    controller.countWires();
    expect(controller.record().kind).toBe('kept');
    expect(room.replayed(sessionId)).toEqual(state());
  });
});
