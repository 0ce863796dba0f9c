import { type Remark, remarksIn } from '../review/fold';
import type { LoggedEvent } from '../session/events';
import type { Correcting } from './scope';

/** A stretch in which a monitor's number was not the patient. */
export type Artefact = {
  readonly code: string;
  readonly fromAt: number;
  readonly toAt: number;
  readonly text: string;
  readonly by: Remark['by'];
};

export type Artefacts = {
  /** What an entry says of artefacts; null: nothing. */
  take(event: LoggedEvent): Correcting | null;
  readonly standing: () => readonly Artefact[];
};

/** What reviewers called artefacts, and took back. */
export function artefacts(): Artefacts {
  const said: LoggedEvent[] = [];
  return {
    take(event) {
      if (event.type === 'review.annotated' && event.body.annotation.kind === 'artefact') {
        said.push(event);
        const { by, annotation } = event.body;
        return { at: event.at, by, reason: annotation.text, words: `${annotation.sign} was an artefact` };
      }
      if (event.type === 'review.withdrawn' && said.some(({ seq }) => seq === event.body.ofSeq)) {
        said.push(event);
        const { by, reason } = event.body;
        return { at: event.at, by, reason, words: 'it was no artefact' };
      }
      return null;
    },
    standing: () =>
      remarksIn(said).flatMap(({ annotation, momentAt, withdrawn, by }) =>
        annotation.kind === 'artefact' && withdrawn === null
          ? [{ code: annotation.sign, fromAt: momentAt, toAt: annotation.toAt, text: annotation.text, by }]
          : [],
      ),
  };
}
