import { expect, it } from 'vitest';
import { stateHash } from '../../../shared/session/evolve';
import { nurse, order } from '../store/samples';
import { infusionRoom } from './room';

const comment = { type: 'review.commented', body: { by: nurse, text: 'tolerated well' } } as const;

it('a review is written into the closed session while another one runs, which stays as it is', async () => {
  const room = infusionRoom();
  room.start();
  const first = await room.prepared();
  const refusedOpen = room.run.controller.enter([comment], { closed: first });
  expect(refusedOpen).toEqual({ kind: 'refused', reasons: ['The session is still open.'] });
  room.run.submit({ kind: 'close-session' });
  room.run.submit({ kind: 'open-session', orderId: order.orderId });
  const before = room.run.state();
  expect(room.run.controller.enter([comment], { closed: first })).toEqual({ kind: 'done' });
  const after = room.run.state();
  expect({ ...after, seq: before.seq }).toEqual(before);
  expect(stateHash(room.run.window())).toBe(stateHash(after));
  expect(room.logged(first, 'review.commented')).toHaveLength(1);
  expect([...room.run.store.events(after.session?.sessionId ?? '')].map(({ type }) => type)).not.toContain(
    'review.commented',
  );
});

it('nothing but a review goes into a closed session, and nothing into one that is not there', async () => {
  const room = infusionRoom();
  room.start();
  const first = await room.prepared();
  room.run.submit({ kind: 'close-session' });
  const note = { type: 'note.recorded', body: { by: nurse, text: 'x' } } as const;
  const { controller } = room.run;
  expect(controller.enter([note], { closed: first })).toMatchObject({ kind: 'refused' });
  expect(controller.enter([comment], { closed: 'nowhere' })).toMatchObject({ kind: 'refused' });
  expect(room.logged(first, 'note.recorded')).toHaveLength(0);
});
