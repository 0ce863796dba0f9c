import { expect, it } from 'vitest';
import { order } from '../store/samples';
import { infusionRoom } from './room';

it('a session is linked to the patient’s session before it; the closed one stays closed (SR-070)', async () => {
  const room = infusionRoom();
  room.start();
  const first = await room.prepared();
  const [opened] = room.logged(first, 'session.opened');
  expect(opened?.body).toMatchObject({ follows: null });
  expect(room.run.submit({ kind: 'close-session' })).toMatchObject({ kind: 'accepted' });
  expect(room.run.submit({ kind: 'open-session', orderId: order.orderId })).toMatchObject({
    kind: 'accepted',
  });
  const second = room.run.state().session?.sessionId ?? '';
  expect(second).not.toBe(first);
  expect(room.logged(second, 'session.opened')[0]?.body).toMatchObject({ follows: first });
  expect(room.run.state().session?.phase).toBe('preparing');
});
