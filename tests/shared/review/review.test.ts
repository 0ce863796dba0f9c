import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { amendablesOf } from '../../../shared/review/amendable';
import { amendedEvents } from '../../../shared/review/amended-events';
import { decideReview } from '../../../shared/review/decide';
import { isReviewed, reviewOf } from '../../../shared/review/fold';
import { reviewedAfter } from '../../../shared/review/reviewed';
import { againstSigner, againstSigning, whyBroken } from '../../../shared/review/signing';
import type { ReviewWish } from '../../../shared/review/wish';
import { brokenWords } from '../../../shared/review/words';
import type { EventDraft, LoggedEvent } from '../../../shared/session/events';
import { evolve, stateHash } from '../../../shared/session/evolve';
import { signatureBroken } from '../../../shared/session/recovery/signature';
import { epochMs } from '../../../shared/time/clock';
import { signer } from '../discharge';
import { changeTo, infusingRoom, nurse, onHold, otherNurse, pharmacist, physician } from '../session-kit';
import { closedStream, DAY_MS, entryOf, goodCheck, later, said, sessionOf, signed } from './closed';

const stream = closedStream();
const set = entryOf(stream, 'observation.recorded');
const note = entryOf(stream, 'note.recorded');
const loaded = entryOf(stream, 'syringe.loaded');
const minute = (at: number) => new Date(at).toISOString().slice(11, 16);
const pain = (now: number | null, was: number | null = 7): ReviewWish => ({
  ...{ kind: 'amend', ofSeq: set.seq, field: 'painNrs', was, now, reason: 'misread' },
});
const comment: ReviewWish = { kind: 'comment', text: 'tolerated well' };
const lateEntry: ReviewWish = {
  ...{ kind: 'annotate', momentAt: set.at, ofSeq: null },
  annotation: { kind: 'late-entry', text: 'vomited once' },
};
const artefact: ReviewWish = {
  ...{ kind: 'annotate', momentAt: set.at, ofSeq: set.seq },
  annotation: { kind: 'artefact', sign: 'SpO2', toAt: epochMs(set.at + 400), text: 'probe off the finger' },
};
const reasonsOf = (wish: ReviewWish, by = signer, of: readonly LoggedEvent[] = stream): string[] => {
  const decision = decideReview(of, wish, by);
  return decision.kind === 'refused' ? decision.reasons : [];
};
const why = (of: readonly LoggedEvent[]): string[][] =>
  reviewOf(of).signatures.map(({ broken }) => broken.map((one) => brokenWords(one, minute)));

describe('an amendment is an entry that keeps the old value', () => {
  test('old value, new value, who, when and why; the entry itself stands as it was written (SR-150)', () => {
    const after = said(stream, pain(5));
    expect(after.slice(0, -1)).toEqual(stream);
    expect(after.at(-1)).toMatchObject({
      type: 'review.amended',
      body: { by: signer, ofSeq: set.seq, field: 'painNrs', was: 7, now: 5, reason: 'misread' },
    });
    const [one] = reviewOf(said(after, pain(6, 5))).amended;
    expect(one).toMatchObject({ title: 'Pain NRS', unit: '', original: 7, current: 6 });
    expect(one?.corrections.map(({ was, now, at }) => [was, now, at - set.at > DAY_MS])).toEqual([
      [7, 5, true],
      [5, 6, true],
    ]);
  });

  test('what was put right at the bedside is the same kind of thing, value by value', () => {
    const room = infusingRoom();
    room.must({ kind: 'record-observation', observation: set.body.observation });
    const { seq } = entryOf(room.log, 'observation.recorded');
    const observation = { ...set.body.observation, painNrs: 4, distress: 2 };
    room.must({ kind: 'correct-observation', ofSeq: seq, observation, why: 'asked again' });
    expect(reviewOf(room.log).amended).toMatchObject([
      { field: 'painNrs', original: 7, current: 4, corrections: [{ duringSession: true, by: nurse }] },
      { field: 'distress', original: null, current: 2 },
    ]);
  });

  test('the entries read by their amended values, the given dose by the amended concentration', () => {
    const concentration: ReviewWish = {
      ...{ kind: 'amend', ofSeq: loaded.seq, field: 'syringe.concentrationMgPerMl' },
      ...{ was: loaded.body.syringe.concentrationMgPerMl, now: 1, reason: 'the label says 1' },
    };
    const after = said(said(stream, pain(5)), concentration);
    const read = amendedEvents(after);
    expect(entryOf(read, 'observation.recorded').body.observation.painNrs).toBe(5);
    expect(sessionOf(read).syringe?.concentrationMgPerMl).toBe(1);
    expect(sessionOf(after).syringe?.concentrationMgPerMl).toBe(loaded.body.syringe.concentrationMgPerMl);
    expect(amendedEvents(stream)).toEqual(stream);
  });

  test('every value on the list can be written and read back, and nothing else of the entry changes', () => {
    const all = stream.flatMap((event) => amendablesOf(event).map((one) => ({ event, ...one })));
    expect(new Set(all.map(({ field }) => field)).size).toBeGreaterThan(12);
    for (const { event, field, value, input } of all) {
      const now =
        input.kind === 'choice'
          ? (input.values.find((one) => one !== value) ?? null)
          : input.kind === 'text'
            ? 'other'
            : typeof value === 'number'
              ? value + 1
              : 3;
      const wish = {
        kind: 'amend',
        ofSeq: event.seq,
        field,
        was: value,
        now,
        reason: 'typed wrong',
      } as const;
      const after = said(stream, wish);
      const read = amendedEvents(after).slice(0, -1);
      expect(
        amendablesOf(read[stream.indexOf(event)] as LoggedEvent).find((one) => one.field === field),
      ).toMatchObject({ value: now });
      expect(amendedEvents(said(after, { ...wish, was: now, now: value })).slice(0, -2)).toEqual(stream);
    }
  });

  test('refused: a device’s value, a value that moved since, nothing changed, no reason, what can not stand there', () => {
    const vital: ReviewWish = { ...pain(1), field: 'vitals.spo2Percent' } as ReviewWish;
    expect(reasonsOf(vital)[0]).toContain('device’s or is not there');
    expect(reasonsOf(pain(5, 6))).toEqual(['It was changed since you looked. Look again.']);
    expect(reasonsOf(pain(7))).toEqual(['Nothing is changed.']);
    expect(reasonsOf({ ...pain(5), reason: ' ' } as ReviewWish)[0]).toContain('Say why');
    expect(reasonsOf(pain(11))).toEqual(['Pain NRS can not be that.']);
    expect(reasonsOf({ ...pain(5), field: 'note' } as ReviewWish)[0]).toContain('not there');
    expect(reasonsOf({ ...pain(5), ofSeq: 1_000_000 } as ReviewWish)[0]).toContain('no entry');
  });

  test('a nurse puts right what she wrote, a physician anything, nobody else', () => {
    expect(reasonsOf(pain(5), nurse)).toEqual([]);
    expect(reasonsOf(pain(5), otherNurse)).toEqual(['Who wrote an entry, or a physician, puts it right.']);
    expect(reasonsOf(pain(5), physician)).toEqual([]);
    expect(reasonsOf(pain(5), pharmacist)[0]).toContain('Who wrote an entry');
    const emergency = { personId: 'emergency', name: 'E (emergency)', role: 'emergency' } as const;
    expect(reasonsOf(pain(5), emergency)[0]).toContain('Who wrote an entry');
    const weight: ReviewWish = {
      ...{ kind: 'amend', ofSeq: entryOf(stream, 'session.opened').seq, field: 'order.dosingWeightKg' },
      ...{ was: sessionOf(stream).order.dosingWeightKg, now: 71, reason: 'scale' },
    };
    expect(reasonsOf(weight, nurse)[0]).toContain('Who wrote an entry');
    expect(reasonsOf(weight, physician)).toEqual([]);
  });

  test('an open session is charted at the bedside, not amended', () => {
    const open = stream.filter(({ type }) => type !== 'session.closed');
    expect(reasonsOf(comment, signer, open)[0]).toContain('still open');
    expect(againstSigning(open, sessionOf(open), goodCheck)[0]).toContain('still open');
  });
});

describe('notes at a moment', () => {
  test('a late entry keeps both times: when it was, and when it was written (SR-158)', () => {
    const after = said(stream, lateEntry, nurse);
    const [remark] = reviewOf(after).remarks;
    expect(remark).toMatchObject({ momentAt: set.at, by: nurse, annotation: { kind: 'late-entry' } });
    expect(remark?.at).toBe((stream.at(-1)?.at ?? 0) + DAY_MS);
    expect(reasonsOf({ ...lateEntry, momentAt: epochMs(set.at + DAY_MS) } as ReviewWish)[0]).toContain(
      'outside',
    );
  });

  test('what is taken back stays readable; a note is not taken back', () => {
    const marked = said(stream, artefact);
    const ofSeq = marked.at(-1)?.seq ?? 0;
    const back: ReviewWish = { kind: 'withdraw', ofSeq, reason: 'it was the patient' };
    expect(reasonsOf(back, nurse, marked)[0]).toContain('They or a physician');
    expect(reviewOf(said(marked, back)).remarks[0]).toMatchObject({
      annotation: { text: 'probe off the finger' },
      withdrawn: { by: signer, reason: 'it was the patient' },
    });
    expect(reasonsOf(back, signer, said(marked, back))[0]).toContain('taken back before');
    const noted = said(stream, { ...lateEntry, annotation: { kind: 'note', text: 'look' } } as ReviewWish);
    expect(reasonsOf({ ...back, ofSeq: noted.at(-1)?.seq ?? 0 }, signer, noted)[0]).toContain(
      'Only a late entry',
    );
  });
});

describe('the signature of a review', () => {
  test('shows printed name, role, date, meaning and statement (SR-155)', () => {
    const after = signed(stream, signer, 'approved');
    const [signature] = reviewOf(after).signatures;
    expect(signature).toMatchObject({ by: signer, at: after.at(-1)?.at, meaning: 'approved', broken: [] });
    expect(signature?.statement).toMatch(
      /^Reviewed and approved\. .* mg given in .*, 900 entries, no correction\.$/,
    );
  });

  test('holds over comments and notes; does not over an amendment, a late entry, an artefact (SR-156)', () => {
    const after = signed(stream);
    const note: ReviewWish = { ...lateEntry, annotation: { kind: 'note', text: 'see course' } } as ReviewWish;
    expect(why(said(said(after, comment), note))).toEqual([[]]);
    expect(why(said(after, pain(5)))).toEqual([['Pain NRS 7 to 5, changed after it by S. Signer']]);
    expect(why(said(after, lateEntry))[0]?.[0]).toContain('a late entry about');
    expect(why(said(after, artefact))[0]?.[0]).toContain('SpO₂ at');
    expect(why(signed(said(after, pain(5))))).toEqual([[expect.stringContaining('Pain NRS')], []]);
  });

  test('the discharge’s signature falls with the value it stood on, never by a comment or a signature', () => {
    const discharge = (of: readonly LoggedEvent[]) =>
      reviewOf(of).discharge?.map((one) => brokenWords(one, minute));
    const reviewed = signed(said(said(stream, comment), artefact));
    expect(discharge(reviewed)).toEqual([]);
    expect(signatureBroken(sessionOf(reviewed))).toBeNull();
    expect(discharge(said(reviewed, pain(5)))).toEqual(['Pain NRS 7 to 5, changed after it by S. Signer']);
    expect(discharge(said(reviewed, lateEntry))?.[0]).toContain('late entry');
  });

  test('breaks when any entry before it is changed, left out, doubled or moved (SR-156)', () => {
    const after = signed(said(said(stream, comment), pain(5)));
    expect(why(after)).toEqual([[]]);
    const told = after
      .map((event, index) => ({ event, index }))
      .filter(({ event }) => event.type !== 'pump.reading' && event.type !== 'monitor.reading');
    const before = told.slice(0, -1);
    const broken = (of: readonly LoggedEvent[]) => (why(of)[0] ?? []).length > 0;
    fc.assert(
      fc.property(
        fc.nat(before.length - 1),
        fc.constantFrom('body', 'time', 'gone', 'twice', 'swapped'),
        (at, how) => {
          const index = before[at]?.index ?? 0;
          const entry = after[index] as LoggedEvent;
          const other = { ...entry, body: { ...entry.body, slipped: 1 } } as unknown as LoggedEvent;
          if (how === 'body') return broken(after.with(index, other));
          if (how === 'time') return broken(after.with(index, { ...entry, at: epochMs(entry.at + 1) }));
          if (how === 'gone') return broken(after.toSpliced(index, 1));
          if (how === 'twice') return broken(after.toSpliced(index, 0, entry));
          const next = told[at + 1]?.index ?? 0;
          const swapped = after.with(index, after[next] as LoggedEvent).with(next, entry);
          return broken(swapped) || next === after.length - 1;
        },
      ),
      { numRuns: 150 },
    );
  });

  test('breaks when the signature itself is changed, or carried to another session (SR-156)', () => {
    const after = signed(stream);
    const own = entryOf(after, 'review.signed');
    const by = (change: object) => after.with(-1, { ...own, body: { ...own.body, ...change } });
    expect(why(by({ by: nurse }))).toEqual([['what it stands under was changed']]);
    expect(why(by({ content: { ...own.body.content, amendments: 3 } }))).toEqual([
      ['what it stands under was changed'],
    ]);
    expect(why(after.map((event) => ({ ...event, sessionId: 'another' })))).toEqual([
      ['it belongs to another session'],
    ]);
    expect(why(later(after, { type: 'note.recorded', body: { by: nurse, text: 'x' } }))).toEqual([
      ['1 entry was added after it'],
    ]);
  });

  test('only a physician signs, and not over entries that are missing or whose seal does not hold', () => {
    expect(againstSigner(signer)).toBeNull();
    expect(againstSigner(nurse)).toContain('Physicians sign a review');
    expect(againstSigner(null)).toContain('Sign in first');
    expect(againstSigning(stream, sessionOf(stream), goodCheck)).toEqual([]);
    expect(againstSigning(stream, sessionOf(stream), { ...goodCheck, missing: 2 })[0]).toContain(
      '2 entries are missing',
    );
    const broken = { fromSeq: 4, toSeq: 9 };
    expect(againstSigning(stream, sessionOf(stream), { ...goodCheck, broken })[0]).toContain(
      'Entries 4 to 9',
    );
    const [signature] = reviewOf(signed(stream)).signatures;
    if (signature === undefined) throw new Error('not signed');
    expect(whyBroken(signature, goodCheck)).toEqual([]);
    const resealed = whyBroken(signature, { ...goodCheck, seal: { seq: 900, hash: 'b2' } });
    expect(resealed).toMatchObject([{ words: expect.stringContaining('seal of the record') }]);
  });
});

test('nobody signs while what became of a command is not known', () => {
  const room = infusingRoom().must(changeTo(0.3));
  const { commandId } = entryOf(room.log, 'command.requested').body;
  room.hear('command.uncertain', { commandId, reason: 'no answer' });
  expect(room.session.openCommand?.stage).toBe('uncertain');
  // A log that ends so: the rules do not let a session be closed over it, a record from elsewhere can hold it.
  const from = room.log.findIndex(({ type }) => type === 'session.opened');
  const closes: EventDraft = { type: 'session.closed', body: entryOf(stream, 'session.closed').body };
  const cut = later(room.log.slice(from), closes);
  expect(againstSigning(cut, sessionOf(cut), goodCheck)).toEqual([
    'A command to the pump is not resolved in this log.',
  ]);
  const source = { kind: 'person', by: nurse, pumpShows: 'stopped', rateMlPerHour: null } as const;
  room.hear('command.resolved', { commandId, took: false, source });
  const settled = later(room.log.slice(from), closes);
  expect(againstSigning(settled, sessionOf(settled), goodCheck)).toEqual([]);
});

test('a list’s own account of what is reviewed agrees with the fold, whatever was said in which order', () => {
  const step = fc.constantFrom('comment', 'note', 'late', 'artefact', 'amend', 'sign', 'back');
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      let now = stream;
      for (const one of steps) {
        const remark = reviewOf(now).remarks.find(
          ({ annotation, withdrawn }) => annotation.kind !== 'note' && withdrawn === null,
        );
        const present = reviewOf(now).amended[0]?.current ?? 7;
        if (one === 'sign') now = signed(now);
        if (one === 'comment') now = said(now, comment);
        if (one === 'note')
          now = said(now, { ...lateEntry, annotation: { kind: 'note', text: 'n' } } as ReviewWish);
        if (one === 'late') now = said(now, lateEntry);
        if (one === 'artefact') now = said(now, artefact);
        if (one === 'amend') now = said(now, pain(present === 7 ? 5 : 7, present as number));
        if (one === 'back' && remark !== undefined)
          now = said(now, { kind: 'withdraw', ofSeq: remark.seq, reason: 'no' });
      }
      return now.reduce(reviewedAfter, false) === isReviewed(reviewOf(now));
    }),
    { numRuns: 20 },
  );
});

test('what is said about another session leaves a running one as it is, apart from the number of the last entry', () => {
  const room = infusingRoom();
  const { state } = room;
  for (const wish of [comment, pain(5), lateEntry]) {
    const entry = { ...(said(stream, wish).at(-1) as LoggedEvent), seq: state.seq + 1, sessionId: 'old' };
    const after = evolve(state, entry);
    expect({ ...after, seq: state.seq }).toEqual(state);
    expect(stateHash({ ...after, seq: 0 })).toBe(stateHash({ ...state, seq: 0 }));
  }
  expect(note.body.text).toBe('sees clouds');
  room.pump(onHold(0.02));
});
