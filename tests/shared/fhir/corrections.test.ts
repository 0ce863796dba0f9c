import { describe, expect, test } from 'vitest';
import type { LoggedEvent } from '../../../shared/session/events';
import type { AmendableField, AmendedValue } from '../../../shared/session/review/events';
import type { SyncItem } from '../../../shared/sync/item';
import { signer } from '../discharge';
import { closedStream, entryOf, later, said, typedSet } from '../review/closed';
import { infusingRoom } from '../session-kit';
import { expectRight, itemsOf, ofKind } from './kit';

const stream = closedStream();

function amended(ofSeq: number, field: AmendableField, was: AmendedValue, now: AmendedValue): LoggedEvent[] {
  return said(stream, { kind: 'amend', ofSeq, field, was, now, reason: 'misread' });
}

const find = (items: readonly SyncItem[], kind: SyncItem['kind'], ending: string): SyncItem => {
  const found = ofKind(items, kind).find(({ key }) => key.endsWith(ending));
  if (found === undefined) throw new Error(`no ${kind} …${ending}`);
  return found;
};
const revisionsOf = (items: readonly SyncItem[], { kind, key }: SyncItem): SyncItem[] =>
  items.filter((item) => item.kind === kind && item.key === key);

describe('a value that was put right afterwards', () => {
  test('of a set is a revision of its observation alone; the old one and the reason stay readable', () => {
    const { seq } = entryOf(stream, 'observation.recorded');
    const items = itemsOf(amended(seq, 'painNrs', 7, 4));
    expectRight(items);
    const pain = find(items, 'obs', `/${seq}/pain`);
    const all = revisionsOf(items, pain);
    expect(
      all.map(({ write, resource }) => [
        write,
        resource.status,
        (resource.valueQuantity as { value: number }).value,
      ]),
    ).toEqual([
      ['create', 'final', 7],
      ['update', 'amended', 4],
    ]);
    const text = JSON.stringify(pain.resource);
    expect(text).toContain('Pain NRS: 7, now 4');
    expect(text).toContain('misread');
    expect(revisionsOf(items, find(items, 'obs', `/${seq}/sedation`))).toHaveLength(1);
  });

  test('of a symptom and of a note too', () => {
    const symptom = entryOf(stream, 'symptom.recorded');
    const items = itemsOf(amended(symptom.seq, 'severity', 'mild', 'severe'));
    expectRight(items);
    const event = find(items, 'adverse-event', `/${symptom.seq}`);
    expect(JSON.stringify(event.resource.severity)).toContain('severe');
    expect(event.identity.by).toBe('tag');
    const note = entryOf(stream, 'note.recorded');
    const notes = itemsOf(amended(note.seq, 'note', 'sees clouds', 'sees clowns'));
    expectRight(notes);
    expect(find(notes, 'note', `/${note.seq}`).resource.docStatus).toBe('amended');
  });

  test('of the concentration changes every dose that was given from that syringe, and the whole with them', () => {
    const { seq } = entryOf(stream, 'syringe.loaded');
    const before = itemsOf(stream);
    const items = itemsOf(amended(seq, 'syringe.concentrationMgPerMl', 2, 1));
    expectRight(items);
    const dose = (of: readonly SyncItem[]) => {
      const whole = ofKind(of, 'infusion')[0]?.resource.dosage as { dose: { value: number } } | undefined;
      return whole?.dose.value ?? 0;
    };
    expect(dose(before)).toBeGreaterThan(0);
    expect(dose(items)).toBeCloseTo(dose(before) / 2, 6);
    const sum = ofKind(items, 'dose-segment').reduce(
      (total, { resource }) =>
        total + ((resource.dosage as { dose: { value: number } } | undefined)?.dose.value ?? 0),
      0,
    );
    expect(sum).toBeCloseTo(dose(items), 9);
  });

  test('of the dosing weight is a revision of that observation; the order stays the physician’s', () => {
    const { seq } = entryOf(stream, 'session.opened');
    const items = itemsOf(amended(seq, 'order.dosingWeightKg', 70, 72));
    expectRight(items);
    expect(find(items, 'obs', '/dosing-weight').resource.valueQuantity).toMatchObject({ value: 72 });
    expect(find(items, 'obs', '/weight').resource.valueQuantity).toMatchObject({ value: 70 });
    const orders = ofKind(items, 'order');
    expect(JSON.stringify(orders)).not.toContain('72');
  });
});

describe('a set that was put right at the bedside', () => {
  const room = infusingRoom();
  room.must({ kind: 'record-observation', observation: typedSet(room.now.at) });
  const recorded = room.log.findLast(({ type }) => type === 'observation.recorded');
  const ofSeq = recorded?.seq ?? 0;
  const now = { ...typedSet(room.now.at), painNrs: 3, sedation: null };
  room.pass(2_000).must({ kind: 'correct-observation', ofSeq, observation: now, why: 'asked again' });

  test('is a revision: what changed is amended, what is gone was entered in error', () => {
    const items = itemsOf(room.log);
    expectRight(items);
    expect(find(items, 'obs', `/${ofSeq}/pain`).resource).toMatchObject({
      status: 'amended',
      valueQuantity: { value: 3 },
    });
    expect(find(items, 'obs', `/${ofSeq}/sedation`).resource.status).toBe('entered-in-error');
    expect(JSON.stringify(find(items, 'obs', `/${ofSeq}/pain`).resource)).toContain('asked again');
  });
});

describe('a late entry that was taken back', () => {
  test('is entered in error, and says by whom and why', () => {
    const opened = entryOf(stream, 'session.opened');
    const written = said(stream, {
      ...{ kind: 'annotate', momentAt: opened.at, ofSeq: null },
      annotation: { kind: 'late-entry', text: 'asked for water' },
    });
    const ofSeq = written.at(-1)?.seq ?? 0;
    const back = later(written, {
      type: 'review.withdrawn',
      body: { by: signer, ofSeq, reason: 'other bed' },
    });
    const items = itemsOf(back);
    expectRight(items);
    const note = find(items, 'note', `/${ofSeq}`);
    expect(note.resource.status).toBe('entered-in-error');
    expect(JSON.stringify(note.resource)).toContain('other bed');
  });
});
