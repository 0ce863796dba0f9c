import type { Session } from '../../shared/session/state';
import { resultWords } from '../../shared/words/outcome-words';
import { useNow } from '../live/store';
import { clockTime } from '../live/words';
import { OutcomeForm } from '../parts/outcome-form';

/** The patient's answers within the session: the same form as at any other time, kept in this session's log. */
export function QuestionnaireForm({ session }: { session: Session }) {
  const now = useNow();
  const { phase, patient, order, recovery } = session;
  if (now === null || phase === 'closed') return null;
  return (
    <>
      <p className="lab" data-testid="questionnaires-here">
        {recovery.questionnaires
          .map(({ instrument, answers, at }) => `${resultWords(instrument, answers)} at ${clockTime(at)}`)
          .join(' · ') || 'none entered in this session'}
      </p>
      <OutcomeForm
        patientId={patient.patientId}
        sessions={[]}
        open={{ sessionNumber: order.sessionNumber, phase }}
        planned={null}
        at={now.at}
        onKept={() => undefined}
      />
    </>
  );
}
