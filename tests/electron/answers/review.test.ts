import { describe, expect, it } from 'vitest';
import { isReviewed, reviewOf } from '../../../shared/review/fold';
import type { LoggedEvent } from '../../../shared/session/events';
import { order } from '../store/samples';
import { answersOf, desk, kept, PASSWORD, PIN, rules } from './desk';

const refused = (words: RegExp) => ({ kind: 'refused', reasons: [expect.stringMatching(words)] });

/** A session that a nurse charted and closed, and a physician at the desk. */
async function closedSession() {
  const at = desk();
  const { room, controller, enter, answers } = at;
  const sessionId = await room.prepared();
  room.run.submit({ kind: 'record-note', text: 'sees clouds' });
  expect(room.run.submit({ kind: 'close-session' })).toMatchObject({ kind: 'accepted' });
  controller.signOut('asked');
  await enter('physician', 'password', PASSWORD);
  const stream = (): LoggedEvent[] => [...room.run.store.events(sessionId, { without: 'readings' })];
  const seenSeq = () => stream().at(-1)?.seq ?? 0;
  const noteSeq = stream().find(({ type }) => type === 'note.recorded')?.seq ?? 0;
  const sign = (more: object = {}) =>
    answers.signReview({
      ...{ sessionId, meaning: 'reviewed', seenSeq: seenSeq(), with: 'pin', secret: PIN },
      ...more,
    });
  const amend = (now: string) =>
    answers.reviewSession({
      sessionId,
      wish: { kind: 'amend', ofSeq: noteSeq, field: 'note', was: 'sees clouds', now, reason: 'misheard' },
    });
  return { ...at, sessionId, stream, seenSeq, sign, amend, noteSeq };
}

describe('the signature of a review', () => {
  it('is the physician’s, by their own secret at that moment, and holds (SR-155, SR-157)', async () => {
    const { sign, stream } = await closedSession();
    expect(await sign({ secret: '0000' })).toEqual(refused(/PIN does not match/));
    expect(await sign()).toEqual({ kind: 'done' });
    const [signature] = reviewOf(stream()).signatures;
    expect(signature).toMatchObject({
      ...{ by: { personId: 'physician', name: 'Person physician' }, meaning: 'reviewed', broken: [] },
      content: { seal: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    });
  });

  it('asks for the password first in a new sitting; then the PIN is enough (SR-157)', async () => {
    const { room, sessionId, seenSeq } = await closedSession();
    room.kill();
    room.start();
    const { answers, controller } = answersOf(room);
    controller.signIn({ personId: 'physician', name: 'Person physician', role: 'physician' });
    expect(await answers.reviewStanding({ sessionId })).toMatchObject({ needs: 'password' });
    const sign = (kind: 'pin' | 'password', secret: string) =>
      answers.signReview({ sessionId, meaning: 'approved', seenSeq: seenSeq(), with: kind, secret });
    expect(await sign('pin', PIN)).toEqual(refused(/password is asked for first/));
    expect(await sign('password', 'wrong')).toEqual(refused(/password does not match/));
    expect(await sign('password', PASSWORD)).toEqual({ kind: 'done' });
  });

  it('counts wrong secrets as the door does, and locks out', async () => {
    const { room, sign } = await closedSession();
    for (let time = 0; time < rules.access.failuresBeforeLockOut; time += 1) await sign({ secret: '0000' });
    expect(await sign({ with: 'password', secret: PASSWORD })).toEqual(refused(/Locked out/));
    expect(kept(room, 'review.signed')).toHaveLength(0);
  });

  it('is refused to a nurse, to nobody, of an open session, and of what was not seen', async () => {
    const { room, controller, enter, sign, answers, sessionId, seenSeq } = await closedSession();
    const before = seenSeq();
    await answers.reviewSession({ sessionId, wish: { kind: 'comment', text: 'tolerated' } });
    expect(await sign({ seenSeq: before })).toEqual(refused(/Look again/));
    controller.signOut('asked');
    expect(await sign()).toEqual(refused(/Nobody is signed in/));
    await enter('nurse', 'password', PASSWORD);
    expect(await sign()).toEqual(refused(/Physicians sign a review/));
    room.run.submit({ kind: 'open-session', orderId: order.orderId });
    const open = controller.state().session?.sessionId ?? '';
    await enter('physician', 'password', PASSWORD);
    expect(await sign({ sessionId: open })).toEqual(refused(/still open/));
  });

  it('breaks by an amendment, with words, holds over a comment, and can be given again (SR-156)', async () => {
    const { sign, amend, stream, answers, sessionId } = await closedSession();
    await sign();
    await answers.reviewSession({ sessionId, wish: { kind: 'comment', text: 'tolerated' } });
    expect(isReviewed(reviewOf(stream()))).toBe(true);
    expect(await amend('sees crowds')).toEqual({ kind: 'done' });
    const [signature] = reviewOf(stream()).signatures;
    expect(signature?.broken).toMatchObject([
      { kind: 'corrected', correction: { was: 'sees clouds', now: 'sees crowds', reason: 'misheard' } },
    ]);
    expect(await sign()).toEqual({ kind: 'done' });
    expect(reviewOf(stream()).signatures.map(({ broken }) => broken.length)).toEqual([1, 0]);
  });

  it('is not given when it was locked, or something was added, while the secret was tried', async () => {
    const { sign, amend, controller, stream } = await closedSession();
    const locked = sign();
    controller.signOut('asked');
    expect(await locked).toEqual(refused(/Somebody else is signed in now/));
    expect(await amend('x')).toEqual(refused(/Nobody is signed in/));
    expect(reviewOf(stream()).signatures).toEqual([]);
  });
});

describe('what is said of a closed session', () => {
  it('is kept with who said it; a nurse amends her own entries, an administrator reads nothing', async () => {
    const { amend, enter, controller, answers, sessionId, stream } = await closedSession();
    controller.signOut('asked');
    await enter('administrator', 'password', PASSWORD);
    expect(await amend('x')).toEqual(refused(/Not for the role of administrator/));
    await expect(async () => answers.reviewStanding({ sessionId })).rejects.toThrow(/administrator/);
    controller.signOut('asked');
    await enter('nurse', 'password', PASSWORD);
    expect(await amend('x')).toEqual(refused(/Who wrote an entry, or a physician/));
    expect(await answers.reviewSession({ sessionId, wish: { kind: 'comment', text: ' ate well ' } })).toEqual(
      {
        kind: 'done',
      },
    );
    expect(stream().at(-1)).toMatchObject({ body: { by: { personId: 'nurse' }, text: 'ate well' } });
  });

  it('shows how many entries arrived and that their seals hold', async () => {
    const { answers, sessionId, stream } = await closedSession();
    const { check } = await answers.reviewStanding({ sessionId });
    expect(check).toMatchObject({ missing: 0, broken: null, unsealed: 0 });
    expect((await answers.reviewStanding({ sessionId })).against).toEqual([]);
    expect(check?.entries).toBeGreaterThan(stream().length);
  });
});
