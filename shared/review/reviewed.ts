import type { LoggedEvent } from '../session/events';

/**
 * Whether a session counts as reviewed after one more entry of its stream, for a list that can not fold each stream: a
 * signature makes it so, what breaks signatures ends it. `reviewOf` says the same and why; tampering only it finds.
 */
export function reviewedAfter(before: boolean, event: LoggedEvent): boolean {
  switch (event.type) {
    case 'review.signed':
      return true;
    case 'review.amended':
    case 'review.withdrawn':
      return false;
    case 'review.annotated':
      return before && event.body.annotation.kind === 'note';
    case 'review.commented':
      return before;
    default:
      return before && (event.type === 'pump.reading' || event.type === 'monitor.reading');
  }
}
