import { openQuestion } from '../../shared/session/elsewhere/rules';
import type { OrderQuestion } from '../../shared/session/elsewhere/slice';
import type { Session } from '../../shared/session/state';
import { goTo, openSheet } from '../live/route';
import { useLive } from '../live/store';
import { clockTime, counted } from '../live/words';
import { StandingCard } from './standing-card';

/** What stands on the card: what was said elsewhere, and what is to be done about it. */
export function questionWords(question: OrderQuestion): string {
  if (question.about === 'changed')
    return `ORDER CHANGED on the clinic’s server, ${counted(question.differences.length, 'difference', 'differences')}`;
  return question.status === 'entered-in-error'
    ? 'ORDER ENTERED IN ERROR, says the clinic’s server'
    : 'ORDER REVOKED on the clinic’s server';
}

/** A question that a person answered with a pause, and that only a physician ends. */
export function heldQuestion({ phase, elsewhere: { question } }: Session): OrderQuestion | null {
  const held = question?.decision === 'pause' || question?.decision === 'end';
  return held && (phase === 'paused' || phase === 'preparing') ? question : null;
}

const until: Record<Session['phase'], string> = {
  preparing: 'Nothing is started until somebody decides.',
  infusing: 'The infusion goes on as it began until somebody decides.',
  paused: 'Nothing is resumed until somebody decides.',
  recovery: 'What was given stays in the record.',
  closed: '',
};

/** The order of this session was changed or revoked elsewhere: said on every screen of the session until it is decided. */
export function ElsewhereCard({ place = '' }: { place?: string }) {
  const session = useLive((view) => view.state?.session ?? null);
  const operator = useLive((view) => view.state?.operator ?? null);
  if (session === null) return null;
  const open = openQuestion(session);
  const question = open ?? heldQuestion(session);
  if (question === null) return null;
  return (
    <StandingCard
      testid="elsewhere-card"
      place={place}
      title={questionWords(question)}
      way={
        operator === null
          ? null
          : {
              words: open === null ? 'Let it go on' : 'Read and decide',
              testid: 'elsewhere-decide',
              go: () => {
                goTo('session');
                openSheet('order-decision');
              },
            }
      }
    >
      {question.reason !== null && `Reason: ${question.reason}. `}
      {open === null
        ? 'Nothing is given until a physician lets it go on.'
        : `Heard at ${clockTime(question.at)}. ${until[session.phase]}`}
    </StandingCard>
  );
}
