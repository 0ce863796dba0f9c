import { describe, expect, it } from 'vitest';
import { asks } from '../../../shared/ipc/contract';
import { WORKSTATION } from '../../../shared/session/events';
import { nurse, secondNurse } from '../store/samples';
import { infusionRoom } from './room';

describe('the program itself writes who and when (SR-151)', () => {
  it('every entry of a session from its opening to its close carries the console’s clock and run', async () => {
    const room = infusionRoom();
    room.start();
    const began = room.clock.now();
    const sessionId = await room.infusing();
    room.run.submit({ kind: 'pause-infusion' });
    await room.until(() => room.run.state().session?.phase === 'paused');
    room.run.submit({ kind: 'end-infusion' });
    await room.until(() => room.run.state().session?.phase === 'recovery');
    expect(room.run.close().kind).toBe('accepted');
    const ended = room.clock.now();
    const log = room.logged(sessionId);
    const types = new Set(log.map(({ type }) => type));
    for (const type of [
      'session.opened',
      'syringe.loaded',
      'command.requested',
      'command.confirmed',
      'session.closed',
    ] as const)
      expect(types).toContain(type);
    expect(log.map(({ seq }) => seq)).toEqual(log.map(({ seq }) => seq).sort((a, b) => a - b));
    for (const event of log) {
      expect(event.runId).toBe('run-0');
      expect(event.sessionId).not.toBe(WORKSTATION);
      expect(event.at).toBeGreaterThanOrEqual(began.at);
      expect(event.at).toBeLessThanOrEqual(ended.at);
      expect(event.mono).toBeLessThanOrEqual(ended.mono);
    }
  });

  it('who did it is who was signed in, whatever the message of the window claims', async () => {
    const room = infusionRoom();
    room.start();
    await room.ready();
    const claimed = {
      intent: { kind: 'open-session', orderId: 'o-alder', by: secondNurse, at: 1, seq: 7 },
      intentId: 'i-1',
      basisSeq: room.run.state().seq,
      by: secondNurse,
      at: 1,
    };
    const { intent, basisSeq } = asks.submit.input.parse(claimed);
    expect(room.run.submit(intent, basisSeq).kind).toBe('accepted');
    const [opened] = room.logged(room.run.state().session?.sessionId ?? '', 'session.opened');
    expect(opened?.body).toMatchObject({ by: { personId: nurse.personId } });
    expect(opened?.at).toBe(room.clock.now().at);
  });
});
