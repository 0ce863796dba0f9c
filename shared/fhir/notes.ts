import type { DocumentReference } from '@medplum/fhirtypes';
import type { Actor } from '../record/people';
import type { LoggedEvent } from '../session/events';
import { base64Of } from './base64';
import { referClinic } from './clinic';
import { concept, ownConcept } from './codes';
import { entryKey } from './context';
import { instant } from './elements';
import type { Draft } from './item-of';
import { referPerson } from './practitioner';
import { revisions } from './revisions';
import type { Part, Scope } from './scope';

type Written = {
  readonly seq: number;
  readonly at: number;
  readonly by: Actor;
  readonly text: string;
  readonly what: 'note' | 'comment' | 'late-entry';
  /** The moment that it is about. */
  readonly momentAt: number;
};

const titles = { note: 'Note', comment: 'Comment', 'late-entry': 'Late entry' } as const;

function draftOf(scope: Scope, { seq, at, by, text, what, momentAt }: Written): Draft {
  const resource: DocumentReference = {
    resourceType: 'DocumentReference',
    status: 'current',
    docStatus: 'final',
    type: concept(scope.context, 'note'),
    category: [ownConcept(scope.context, what, titles[what])],
    subject: scope.subject,
    date: instant(at),
    author: [referPerson(scope.context, by)],
    custodian: referClinic(),
    content: [
      {
        attachment: {
          contentType: 'text/plain; charset=utf-8',
          data: base64Of(text),
          title: titles[what],
          creation: instant(at),
        },
      },
    ],
    context: {
      encounter: [scope.encounter],
      period: { start: instant(momentAt), end: instant(momentAt) },
    },
  };
  return {
    kind: 'note',
    key: `${scope.sessionId}/${entryKey(scope.context, seq)}`,
    lane: 2,
    write: 'create',
    resource,
  };
}

/** What an entry writes in words; null: nothing. */
function writtenIn(event: LoggedEvent): Written | null {
  const { seq, at } = event;
  switch (event.type) {
    case 'note.recorded':
      return { seq, at, momentAt: at, by: event.body.by, text: event.body.text, what: 'note' };
    case 'review.commented':
      return { seq, at, momentAt: at, by: event.body.by, text: event.body.text, what: 'comment' };
    case 'review.annotated': {
      const { by, momentAt, annotation } = event.body;
      if (annotation.kind === 'artefact') return null;
      return { ...{ seq, at, momentAt, by }, text: annotation.text, what: annotation.kind };
    }
    default:
      return null;
  }
}

/** Notes of the bedside, comments and late entries of the review; what was taken back stays as entered in error. */
export function notesPart(scope: Scope): Part {
  const kept = revisions(scope);
  const known = new Set<number>();
  return {
    take(event) {
      if (event.type === 'review.withdrawn' && known.has(event.body.ofSeq)) {
        const { by, reason, ofSeq } = event.body;
        return kept.put(String(ofSeq), [], { at: event.at, by, reason, words: 'taken back' });
      }
      const written = writtenIn(event);
      if (written === null) return [];
      known.add(event.seq);
      return kept.put(String(event.seq), [draftOf(scope, written)], null);
    },
    reread(event, why) {
      const written = writtenIn(event);
      return written === null ? [] : kept.put(String(event.seq), [draftOf(scope, written)], why);
    },
  };
}
