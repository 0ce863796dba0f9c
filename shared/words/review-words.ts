import { fieldTitle } from '../review/amendable';
import { numericName, valueWords } from '../review/words';
import type { LoggedEvent } from '../session/events';
import { clockTime, counted } from './phrases';

type ReviewEvent = Extract<LoggedEvent, { type: `review.${string}` }>;

/** One entry of the review as a sentence, without its time. */
export function reviewWords({ type, body }: ReviewEvent): string {
  const { name, role } = body.by;
  switch (type) {
    case 'review.commented':
      return `Comment by ${name}: ${body.text}`;
    case 'review.annotated': {
      const { annotation, momentAt } = body;
      const at = clockTime(momentAt);
      if (annotation.kind === 'note') return `Note at ${at} by ${name}: ${annotation.text}`;
      return annotation.kind === 'late-entry'
        ? `Late entry about ${at} by ${name}: ${annotation.text}`
        : `${numericName(annotation.sign)} ${at} to ${clockTime(annotation.toAt)} marked as artefact by ${name}: ${annotation.text}`;
    }
    case 'review.withdrawn':
      return `Entry ${body.ofSeq} taken back by ${name}: ${body.reason}`;
    case 'review.amended': {
      const { field, was, now, reason, ofSeq } = body;
      const change = `${valueWords(body, was, clockTime)} to ${valueWords(body, now, clockTime)}`;
      return `${fieldTitle(field)} of entry ${ofSeq} corrected by ${name}: ${change}; ${reason}`;
    }
    case 'review.signed': {
      const { meaning, statement, content } = body;
      const stands = `${counted(content.entries, 'entry', 'entries')} to no. ${content.toSeq}`;
      return `Review signed by ${name}, ${role}, ${meaning}: ${statement} Stands under ${stands}`;
    }
  }
}
