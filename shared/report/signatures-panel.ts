import { type BrokenWhy, type ReviewSignature, reviewOf } from '../review/fold';
import { brokenWords, correctionWords } from '../review/words';
import type { LoggedEvent } from '../session/events';
import { signatureBroken } from '../session/recovery/signature';
import type { Session } from '../session/state';
import { counted } from '../words/phrases';
import type { Line, Panel } from './document';
import { momentWords } from './times';

/** How many comments and corrections the page shows; all of them stand among the entries. */
const SHOWN = 3;

const line = (label: string, text: string, tone: Line['tone'] = 'plain'): Line => ({ label, text, tone });
const why = (broken: readonly BrokenWhy[]): string =>
  broken.map((one) => brokenWords(one, momentWords)).join('; ');

/** The signature of the discharge: printed name, date and time, meaning, and whether it holds (SR-155, SR-156). */
function discharge(session: Session, after: readonly BrokenWhy[]): Line {
  const { signature } = session.recovery;
  if (signature === null) return line('Discharge', 'not signed');
  const { by, at, content } = signature;
  const broken = [signatureBroken(session), why(after)].filter((one) => one !== null && one !== '');
  const signed = `${by.name}, ${by.role}, ${momentWords(at)}, approved`;
  return broken.length === 0
    ? line(
        'Discharge',
        `${signed}; ${counted(content.entries, 'entry', 'entries')} to no. ${content.toSeq}. HOLDS`,
      )
    : line('Discharge', `${signed}. BROKEN: ${broken.join('; ')}`, 'warn');
}

function review({ by, at, meaning, statement, broken }: ReviewSignature): Line {
  const signed = `${by.name}, ${by.role}, ${momentWords(at)}, ${meaning}: ${statement}`;
  return broken.length === 0
    ? line('Review', `${signed} HOLDS`)
    : line('Review', `${signed} BROKEN: ${why(broken)}`, 'warn');
}

/** Who signed what, when, with which meaning, and whether it still holds; what was said and put right afterwards. */
export function signaturesPanel(events: readonly LoggedEvent[], session: Session): Panel {
  const { signatures, discharge: after, comments, amended } = reviewOf(events);
  const corrections = amended.flatMap((one) => one.corrections).sort((a, b) => a.seq - b.seq);
  const more = (count: number) =>
    count > SHOWN ? [line('', `and ${count - SHOWN} more, see the entries`)] : [];
  return {
    title: 'Signatures and review',
    lines: [
      discharge(session, after ?? []),
      ...(signatures.length === 0 ? [line('Review', 'not signed')] : signatures.map(review)),
      ...comments
        .slice(0, SHOWN)
        .map(({ by, at, text }) => line('Comment', `${by.name}, ${momentWords(at)}: ${text}`)),
      ...more(comments.length),
      ...corrections
        .slice(0, SHOWN)
        .map((one) =>
          line(
            'Corrected',
            `${correctionWords(one, momentWords)}, entry ${one.ofSeq}, by ${one.by.name}: ${one.reason}`,
          ),
        ),
      ...more(corrections.length),
    ],
  };
}
