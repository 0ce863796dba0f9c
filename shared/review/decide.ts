import type { Actor } from '../record/people';
import { mayDo } from '../record/permissions';
import type { EventDraft, LoggedEvent } from '../session/events';
import { canStand, fieldTitle, fieldUnit, valueIn } from './amendable';
import { amendedEvents } from './amended-events';
import { amendedIn, remarksIn } from './fold';
import type { ReviewWish } from './wish';

export type ReviewDecision =
  | { readonly kind: 'accepted'; readonly draft: EventDraft }
  | { readonly kind: 'refused'; readonly reasons: string[] };

const refuse = (...reasons: string[]): ReviewDecision => ({ kind: 'refused', reasons });
const accept = (draft: EventDraft): ReviewDecision => ({ kind: 'accepted', draft });

/** Why this stream can not be written to now; null: its session is closed. */
export function againstClosed(events: readonly LoggedEvent[]): string | null {
  if (!events.some(({ type }) => type === 'session.opened'))
    return 'There is no such session in this record.';
  return events.some(({ type }) => type === 'session.closed')
    ? null
    : 'The session is still open. Chart at the bedside; review it when it is closed.';
}

/** Who typed what stands in an entry; the weight of an order is its signer's. */
function writerOf(event: LoggedEvent): string | null {
  if (event.type === 'session.opened') return event.body.order.signedBy?.personId ?? null;
  if (event.type === 'command.resolved')
    return event.body.source.kind === 'person' ? event.body.source.by.personId : null;
  return 'by' in event.body && event.body.by !== null ? event.body.by.personId : null;
}

type Wish<K extends ReviewWish['kind']> = Extract<ReviewWish, { readonly kind: K }>;

function annotate(wish: Wish<'annotate'>, by: Actor, events: readonly LoggedEvent[]): ReviewDecision {
  const { momentAt, ofSeq, annotation } = wish;
  const text = annotation.text.trim();
  const at = (type: LoggedEvent['type']) => events.find((event) => event.type === type)?.at ?? 0;
  const [first, last] = [at('session.opened'), at('session.closed')];
  if (text === '') return refuse('Nothing is written.');
  if (momentAt < first || momentAt > last) return refuse('That moment is outside the session.');
  if (ofSeq !== null && !events.some(({ seq }) => seq === ofSeq))
    return refuse(`There is no entry ${ofSeq} in this session.`);
  if (annotation.kind !== 'note' && !mayDo(by.role, 'amend-own'))
    return refuse('Nurses and physicians add to the record. Write a note instead.');
  if (annotation.kind === 'artefact' && (annotation.toAt < momentAt || annotation.toAt > last))
    return refuse('The end of the artefact is before its beginning, or after the session.');
  return accept({
    type: 'review.annotated',
    body: { by, momentAt, ofSeq, annotation: { ...annotation, text } },
  });
}

function withdraw(
  { ofSeq, reason }: Wish<'withdraw'>,
  by: Actor,
  events: readonly LoggedEvent[],
): ReviewDecision {
  const remark = remarksIn(events).find(({ seq }) => seq === ofSeq);
  if (remark === undefined || remark.annotation.kind === 'note')
    return refuse('Only a late entry or an artefact can be taken back.');
  if (remark.withdrawn !== null) return refuse(`It was taken back before, by ${remark.withdrawn.by.name}.`);
  if (!mayDo(by.role, 'amend-any') && remark.by.personId !== by.personId)
    return refuse(`${remark.by.name} wrote it. They or a physician take it back.`);
  if (reason.trim() === '') return refuse('Say why it is taken back.');
  return accept({ type: 'review.withdrawn', body: { by, ofSeq, reason: reason.trim() } });
}

function amend(wish: Wish<'amend'>, by: Actor, events: readonly LoggedEvent[]): ReviewDecision {
  const { ofSeq, field, was, reason } = wish;
  const now = typeof wish.now === 'string' ? wish.now.trim() : wish.now;
  const written = events.find(({ seq }) => seq === ofSeq);
  const entry = amendedEvents(events).find(({ seq }) => seq === ofSeq);
  if (written === undefined || entry === undefined)
    return refuse(`There is no entry ${ofSeq} in this session.`);
  const stood = amendedIn(events).find((one) => one.ofSeq === ofSeq && one.field === field);
  const present = stood?.current ?? valueIn(entry, field);
  if (present === undefined || valueIn(written, field) === undefined)
    return refuse(
      `${fieldTitle(field)} of this entry is a device’s or is not there. Mark it as an artefact instead.`,
    );
  if (!mayDo(by.role, 'amend-any') && !(mayDo(by.role, 'amend-own') && writerOf(written) === by.personId))
    return refuse('Who wrote an entry, or a physician, puts it right.');
  if (present !== was) return refuse('It was changed since you looked. Look again.');
  if (present === now) return refuse('Nothing is changed.');
  if (reason.trim() === '') return refuse('Say why it is changed. The old value stays readable.');
  if (!canStand(entry, field, now)) return refuse(`${fieldTitle(field)} can not be that.`);
  return accept({
    type: 'review.amended',
    body: { by, ofSeq, field, was, now, unit: fieldUnit(entry, field), reason: reason.trim() },
  });
}

/** What a wish about a closed session comes to. `events`: the whole stream of that session, readings may be left out. */
export function decideReview(
  events: readonly LoggedEvent[],
  wish: ReviewWish,
  by: Actor | null,
): ReviewDecision {
  if (by === null) return refuse('Nobody is signed in. Sign in first.');
  if (!mayDo(by.role, 'review')) return refuse(`Not for the role of ${by.role}.`);
  const closed = againstClosed(events);
  if (closed !== null) return refuse(closed);
  switch (wish.kind) {
    case 'comment': {
      const text = wish.text.trim();
      return text === ''
        ? refuse('Nothing is written.')
        : accept({ type: 'review.commented', body: { by, text } });
    }
    case 'annotate':
      return annotate(wish, by, events);
    case 'withdraw':
      return withdraw(wish, by, events);
    case 'amend':
      return amend(wish, by, events);
  }
}
