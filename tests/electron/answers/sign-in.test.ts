import { describe, expect, it } from 'vitest';
import { PASSWORD_COST } from '../../../electron/store/pin';
import type { StaffRole } from '../../../shared/record/people';
import { order } from '../store/samples';
import { answersOf, desk, kept, PASSWORD, PIN, rules } from './desk';

const { failuresBeforeLockOut, lockOutMin, lockAfterIdleMin, passwordEveryMin } = rules.access;
const MINUTE_MS = 60_000;
const done = { kind: 'done' };
const refused = (words: RegExp) => ({ kind: 'refused', reasons: [expect.stringMatching(words)] });
const OWN = 'another long phrase';

describe('signing in (SR-180)', () => {
  it('asks for the password first; then the PIN is enough, until the time of the password is over', async () => {
    const { room, answers, enter, operator } = desk();
    expect(await enter('nurse', 'pin', PIN)).toEqual(refused(/password is asked for first/));
    expect(await enter('nurse', 'password', 'wrong')).toEqual(refused(/password does not match/));
    expect(operator()).toBeNull();
    expect(await enter('nurse', 'password', PASSWORD)).toEqual(done);
    expect(operator()).toMatchObject({ personId: 'nurse', role: 'nurse' });
    await answers.signOut({});
    expect(operator()).toBeNull();
    expect(await enter('nurse', 'pin', PIN)).toEqual(done);
    await answers.signOut({});
    await room.advance(passwordEveryMin * MINUTE_MS);
    expect(await enter('nurse', 'pin', PIN)).toEqual(refused(/password is asked for first/));
    expect((await answers.people({})).find(({ personId }) => personId === 'nurse')?.needs).toBe('password');
  });

  it('is nobody who does not exist or may not come in any more, and wrong secrets change nothing', async () => {
    const { enter, operator, store } = desk();
    await enter('physician', 'password', PASSWORD);
    expect(await enter('nobody', 'password', PASSWORD)).toEqual(refused(/does not match/));
    store.setActive('nurse', false, order.plannedFor);
    expect(await enter('nurse', 'password', PASSWORD)).toEqual(refused(/does not match/));
    expect(operator()?.personId).toBe('physician');
  });

  it('keeps only slow salted hashes, and makes them dearer when the cost has risen (SR-186)', async () => {
    const { enter, store } = desk();
    const before = store.secret('nurse', 'password');
    expect(before?.cost).toBeLessThan(PASSWORD_COST);
    await enter('nurse', 'password', PASSWORD);
    const after = store.secret('nurse', 'password');
    expect(after?.cost).toBe(PASSWORD_COST);
    expect(after?.salt).not.toEqual(before?.salt);
    expect(await enter('nurse', 'password', PASSWORD)).toEqual(done);
    expect(store.secret('nurse', 'password')).toEqual(after);
    const other = store.secret('physician', 'password');
    expect(other?.hash).not.toEqual(after?.hash);
  });
});

describe('a lock-out (SR-186)', () => {
  it('comes after the set number of wrong tries, ends after the set time, and is logged without the secret', async () => {
    const { room, answers, enter, operator } = desk();
    for (let time = 1; time <= failuresBeforeLockOut; time += 1) {
      expect(await enter('nurse', 'password', `wrong-${time}`)).toEqual(refused(/does not match/));
    }
    expect(await enter('nurse', 'password', PASSWORD)).toEqual(refused(/Locked out/));
    expect(await enter('physician', 'password', PASSWORD)).toEqual(done);
    await answers.signOut({});
    await room.advance(lockOutMin * MINUTE_MS - 1_000);
    expect(await enter('nurse', 'password', PASSWORD)).toEqual(refused(/Locked out/));
    expect(operator()).toBeNull();
    await room.advance(1_001);
    expect(await enter('nurse', 'password', PASSWORD)).toEqual(done);
    const log = kept(room, 'operator.refused');
    expect(log.map(({ body }) => body.failures)).toEqual([
      ...Array.from({ length: failuresBeforeLockOut }, (_, at) => at + 1),
      failuresBeforeLockOut,
    ]);
    expect(log.at(-2)?.body).toMatchObject({ why: 'wrong', lockedOutMs: lockOutMin * MINUTE_MS });
    expect(log.at(-1)?.body).toMatchObject({ why: 'locked-out' });
    expect(JSON.stringify([...room.run.store.everything()])).not.toMatch(/wrong-\d|correct horse/);
  });

  it('counts guesses that are sent together one after the other', async () => {
    const { enter } = desk();
    const guesses = Array.from({ length: failuresBeforeLockOut + 3 }, () => enter('nurse', 'password', 'x'));
    const answers = await Promise.all(guesses);
    const words = answers.map((one) => (one.kind === 'refused' ? one.reasons.join() : one.kind));
    expect(words.filter((one) => /does not match/.test(one))).toHaveLength(failuresBeforeLockOut);
    expect(words.filter((one) => /^Locked out/.test(one))).toHaveLength(3);
  });

  it('survives a restart, also one with a wall clock put back', async () => {
    const { room, enter } = desk();
    for (let time = 0; time < failuresBeforeLockOut; time += 1) await enter('nurse', 'password', 'wrong');
    room.kill();
    room.clock.step(-3_600_000);
    room.start();
    const again = answersOf(room);
    expect(await again.enter('nurse', 'password', PASSWORD)).toEqual(refused(/Locked out/));
    await room.advance(lockOutMin * MINUTE_MS + 1);
    expect(await again.enter('nurse', 'password', PASSWORD)).toEqual(done);
  });

  it('counts a wrong PIN of a signature and of a witness too', async () => {
    const { answers, enter } = desk();
    await enter('nurse', 'password', PASSWORD);
    const intent = { kind: 'take-control' } as const;
    const wrong = { intent, intentId: 'i', basisSeq: 0, witness: { personId: 'physician', pin: '0000' } };
    for (let time = 0; time < failuresBeforeLockOut; time += 1) await answers.submit(wrong);
    expect(await answers.submit({ ...wrong, witness: { personId: 'physician', pin: PIN } })).toEqual(
      refused(/Locked out/),
    );
  });

  it('and a lock never block PAUSE, the sound and the acknowledgement', async () => {
    const { room, answers, enter } = desk();
    await room.infusing();
    await answers.signOut({});
    for (let time = 0; time < failuresBeforeLockOut; time += 1) await enter('nurse', 'password', 'wrong');
    const submit = (kind: 'pause-sound' | 'pause-infusion') =>
      answers.submit({ intent: { kind }, intentId: 'i', basisSeq: room.run.state().seq });
    expect(await submit('pause-sound')).toMatchObject({ kind: 'accepted' });
    expect(await submit('pause-infusion')).toMatchObject({ kind: 'accepted' });
    await room.until(() => room.run.state().session?.phase === 'paused');
    const asked = kept(room, 'command.requested').at(-1);
    expect(asked?.body).toMatchObject({ purpose: 'pause', by: null, signedIn: false });
  });

  it('is ended by an administrator, and the log says who', async () => {
    const { room, answers, enter, operator } = desk();
    for (let time = 0; time < failuresBeforeLockOut; time += 1) await enter('nurse', 'password', 'wrong');
    await enter('administrator', 'password', PASSWORD);
    expect(await answers.changePerson({ personId: 'nurse', change: { what: 'unlocked' } })).toMatchObject(
      done,
    );
    expect(await enter('nurse', 'password', PASSWORD)).toEqual(done);
    expect(operator()?.personId).toBe('nurse');
    expect(kept(room, 'person.changed').at(-1)?.body).toMatchObject({
      by: { personId: 'administrator' },
      person: { personId: 'nurse' },
      what: 'unlocked',
    });
  });
});

describe('the automatic lock (SR-181)', () => {
  it('comes when nobody touched the workstation for the set time, and keeps the session as it is', async () => {
    const { room, enter, lock, operator } = desk();
    await room.infusing();
    await enter('nurse', 'password', PASSWORD);
    await room.advance(lockAfterIdleMin * MINUTE_MS - 2_000);
    lock.touched();
    await room.advance(lockAfterIdleMin * MINUTE_MS - 2_000);
    expect(operator()?.personId).toBe('nurse');
    await room.advance(4_000);
    expect(operator()).toBeNull();
    expect(kept(room, 'operator.signed-out').at(-1)?.body).toMatchObject({ why: 'idle' });
    const state = room.run.state();
    expect(state.session?.phase).toBe('infusing');
    expect(state.pump.reading?.mono).toBeGreaterThan(room.clock.now().mono - 2_000);
  });
});

describe('a badge', () => {
  const BADGE = '0012345678';
  it('unlocks after the password, is kept only as a hash, and belongs to one person', async () => {
    const { room, answers, enter, operator, store } = desk();
    const own = { password: PASSWORD, change: { what: 'badge', badge: BADGE } } as const;
    await enter('nurse', 'password', PASSWORD);
    expect(await answers.changeOwn(own)).toEqual(done);
    await answers.signOut({});
    expect(await answers.signInByBadge({ badge: '99999999' })).toEqual(refused(/badge does not match/));
    expect(await answers.signInByBadge({ badge: BADGE })).toEqual(done);
    expect(operator()?.personId).toBe('nurse');
    expect(store.secret('nurse', 'badge')?.hash.toString('latin1')).not.toContain(BADGE);
    expect(JSON.stringify([...store.everything()])).not.toContain(BADGE);
    await enter('physician', 'password', PASSWORD);
    expect(await answers.changeOwn(own)).toEqual(refused(/belongs to somebody else/));
    await answers.signOut({});
    await room.advance(passwordEveryMin * MINUTE_MS);
    expect(await answers.signInByBadge({ badge: BADGE })).toEqual(refused(/password is asked for first/));
  });
});

describe('the list of people (SR-180)', () => {
  it('begins with an administrator, and nobody does anything before', async () => {
    const { room, answers, enter } = desk([]);
    expect(await answers.breakGlass({ name: 'N. Night', reason: 'hurry' })).toEqual(
      refused(/first administrator/),
    );
    expect(await answers.addPerson({ name: 'N. Nurse', role: 'nurse' })).toEqual(
      refused(/Only an administrator/),
    );
    const first = (password: string, pin: string) => answers.addFirst({ name: 'A. Pattern', password, pin });
    expect(await first('short', PIN)).toEqual(refused(/10 characters/));
    expect(await first('pattern pattern', PIN)).toEqual(refused(/Leave it out/));
    expect(await first(OWN, '1234')).toEqual(refused(/counts up or down/));
    expect(room.run.store.people()).toEqual([]);
    expect(await first(OWN, PIN)).toEqual(done);
    expect(await first(OWN, PIN)).toEqual(refused(/administrator already/));
    const [admin] = room.run.store.people();
    expect(admin).toMatchObject({ role: 'administrator', active: true });
    expect(await enter(admin?.personId ?? '', 'password', OWN)).toEqual(done);
    expect(kept(room, 'person.changed')[0]?.body).toMatchObject({ by: null, what: 'added' });
  });

  it('lets a person in by a one-time password only to choose their own', async () => {
    const { answers, enter, operator, store } = desk(['administrator']);
    await enter('administrator', 'password', PASSWORD);
    const added = await answers.addPerson({ name: 'N. Nurse', role: 'nurse' });
    const oneTime = added.kind === 'done' ? (added.oneTime ?? '') : '';
    expect(oneTime).toMatch(/^[a-z]{4}-[a-z]{4}-[a-z]{4}$/);
    const personId = store.people().find(({ name }) => name === 'N. Nurse')?.personId ?? '';
    await answers.signOut({});
    expect(await enter(personId, 'password', oneTime)).toEqual({ kind: 'choose-own', personId });
    expect(operator()).toBeNull();
    const choose = (password: string, proof = oneTime) =>
      answers.chooseOwn({ personId, oneTime: proof, password, pin: PIN });
    expect(await choose(oneTime)).toEqual(refused(/can not stay/));
    expect(await choose(OWN, 'guess')).toEqual(refused(/does not match/));
    expect(await choose(OWN)).toEqual(done);
    expect(operator()?.personId).toBe(personId);
    await answers.signOut({});
    expect(await enter(personId, 'password', oneTime)).toEqual(refused(/does not match/));
    expect(await enter(personId, 'pin', PIN)).toEqual(done);
  });

  it('is kept by administrators alone', async () => {
    const { answers, enter } = desk();
    for (const role of ['nurse', 'physician', 'pharmacist'] as StaffRole[]) {
      await enter(role, 'password', PASSWORD);
      expect(await answers.addPerson({ name: 'X', role: 'nurse' })).toEqual(refused(/Only an administrator/));
      expect(await answers.changePerson({ personId: 'nurse', change: { what: 'reset' } })).toEqual(
        refused(/Only an administrator/),
      );
      await expect((async () => answers.accessLog({}))()).rejects.toThrow(/Not for the role/);
    }
  });

  it('never loses its last administrator, and whoever leaves is out at once', async () => {
    const { answers, enter, operator, store } = desk();
    await enter('administrator', 'password', PASSWORD);
    const change = (personId: string, what: 'deactivated' | 'reset') =>
      answers.changePerson({ personId, change: { what } });
    expect(await change('administrator', 'deactivated')).toEqual(refused(/only administrator/));
    expect(
      await answers.changePerson({ personId: 'administrator', change: { what: 'role', role: 'nurse' } }),
    ).toEqual(refused(/only administrator/));
    expect(await change('nurse', 'deactivated')).toMatchObject(done);
    expect(await enter('nurse', 'password', PASSWORD)).toEqual(refused(/does not match/));
    expect(await answers.addPerson({ name: 'person NURSE', role: 'nurse' })).toEqual(
      refused(/in the list already/),
    );
    expect(
      await answers.changePerson({ personId: 'nurse', change: { what: 'role', role: 'pharmacist' } }),
    ).toMatchObject(done);
    expect(store.people().find(({ personId }) => personId === 'nurse')).toMatchObject({
      role: 'pharmacist',
      active: false,
    });
    expect(operator()?.personId).toBe('administrator');
    expect(await change('physician', 'reset')).toMatchObject({ kind: 'done', oneTime: expect.any(String) });
    expect(await enter('physician', 'password', PASSWORD)).toEqual(refused(/does not match/));
    expect(await enter('physician', 'pin', PIN)).toEqual(refused(/password is asked for first/));
  });

  it('changes of the own secrets need the present password', async () => {
    const { answers, enter } = desk();
    await enter('nurse', 'password', PASSWORD);
    const change = { what: 'password', password: OWN } as const;
    expect(await answers.changeOwn({ password: 'x', change })).toEqual(refused(/does not match/));
    expect(await answers.changeOwn({ password: PASSWORD, change })).toEqual(done);
    expect(await answers.changeOwn({ password: OWN, change: { what: 'pin', pin: '1111' } })).toEqual(
      refused(/too easy/),
    );
    expect(await answers.changeOwn({ password: OWN, change: { what: 'pin', pin: '9173' } })).toEqual(done);
    await answers.signOut({});
    expect(await enter('nurse', 'password', PASSWORD)).toEqual(refused(/does not match/));
    expect(await enter('nurse', 'password', OWN)).toEqual(done);
    await answers.signOut({});
    expect(await enter('nurse', 'pin', '9173')).toEqual(done);
  });
});

describe('emergency access (SR-182)', () => {
  it('is logged with name and reason, charts, gives no drug, and is reported until it was read', async () => {
    const { room, answers, enter, operator, store } = desk();
    await room.infusing();
    expect(await answers.breakGlass({ name: 'N. Night', reason: 'x y z' })).toEqual(refused(/Lock first/));
    await answers.signOut({});
    expect(await answers.breakGlass({ name: ' ', reason: 'PIN forgotten' })).toEqual(
      refused(/your own name/),
    );
    expect(await answers.breakGlass({ name: 'N. Night', reason: '' })).toEqual(refused(/Type why/));
    expect(await answers.breakGlass({ name: 'N. Night', reason: 'PIN forgotten' })).toEqual(done);
    expect(operator()).toEqual({ personId: 'emergency', name: 'N. Night (emergency)', role: 'emergency' });
    const submit = (intent: Parameters<typeof answers.submit>[0]['intent']) =>
      answers.submit({ intent, intentId: 'i', basisSeq: room.run.state().seq });
    expect(await submit({ kind: 'record-note', text: 'pale' })).toMatchObject({ kind: 'accepted' });
    expect(await submit({ kind: 'end-infusion' })).toEqual(refused(/Not for the role of emergency/));
    expect(await submit({ kind: 'pause-infusion' })).toMatchObject({ kind: 'accepted' });
    await answers.signOut({});
    await enter('administrator', 'password', PASSWORD);
    const [glass] = (await answers.accessLog({})).filter(({ type }) => type === 'operator.broke-glass');
    expect(glass?.body).toMatchObject({ reason: 'PIN forgotten' });
    expect(await answers.glassSeen({ glassSeq: glass?.seq ?? 0 })).toEqual(done);
    expect(kept(room, 'glass.seen')[0]?.body).toMatchObject({
      by: { personId: 'administrator' },
      glassSeq: glass?.seq,
    });
    expect(store.people().some(({ role }) => (role as string) === 'emergency')).toBe(false);
  });
});

describe('who looked at which record (SR-184)', () => {
  it('is logged once for each opening, outside the session that runs', async () => {
    const { room, answers, enter } = desk();
    const sessionId = await room.infusing();
    await enter('physician', 'password', PASSWORD);
    await answers.session({ sessionId });
    await answers.session({ sessionId });
    const viewed = kept(room, 'record.viewed');
    expect(viewed).toMatchObject([
      { sessionId: 'workstation', body: { by: { personId: 'physician' }, sessionId } },
    ]);
  });

  it.each(['administrator', null] as const)('nothing of a past session for %s', async (role) => {
    const { answers, enter } = desk();
    if (role !== null) await enter(role, 'password', PASSWORD);
    const words = role === null ? /Locked/ : /Not for the role of administrator/;
    for (const ask of [
      async () =>
        answers.findSessions({
          search: '',
          marks: [],
          patientId: null,
          from: null,
          to: null,
          after: null,
          limit: 12,
        }),
      async () => answers.findPatients({ search: '', toReview: false, after: null, limit: 12 }),
      async () => answers.session({ sessionId: 's-1' }),
      async () => answers.events({ sessionId: 's-1' }),
      async () => answers.series({ sessionId: 's-1' }),
      async () => answers.patients({}),
      async () => answers.planned({}),
    ]) {
      await expect(ask()).rejects.toThrow(words);
    }
  });

  it('keeps the numbers of the session on this screen in view for all', async () => {
    const { room, answers } = desk();
    const sessionId = await room.infusing();
    await answers.signOut({});
    expect((await answers.events({ sessionId })).length).toBeGreaterThan(0);
    expect((await answers.series({ sessionId })).pump.t.length).toBeGreaterThan(0);
  });
});
