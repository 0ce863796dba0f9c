import { useState } from 'react';
import type { Turned } from '../../shared/outcomes/turn';
import { useLive } from '../live/store';
import { AlarmBar } from '../parts/alarm-bar';
import { PauseButton } from '../parts/pause-button';
import { SimulationMark } from '../parts/simulation-mark';
import { firstOpen, pagesOf } from './pages';
import { QuestionPage } from './question-page';
import { StaffPage } from './staff-page';
import './turned.css';

type Place = number | 'break' | 'end' | 'staff';

function Words(props: {
  readonly title: string;
  readonly words: string;
  readonly testid: string;
  readonly onQuestions: () => void;
  readonly onStaff: () => void;
}) {
  return (
    <>
      <div data-testid={props.testid}>
        <h1 className="asked">{props.title}</h1>
        <p className="asks">{props.words}</p>
      </div>
      <div className="turned-foot">
        <button type="button" className="btn" data-testid="turned-questions" onClick={props.onQuestions}>
          To the questions
        </button>
        <span />
        <button type="button" className="btn" data-testid="turned-staff" onClick={props.onStaff}>
          For the staff: take the screen back
        </button>
      </div>
    </>
  );
}

function Asked({ turned }: { turned: Turned }) {
  const pages = pagesOf(turned);
  const [place, setPlace] = useState<Place>(() => {
    const open = firstOpen(pages);
    return open < pages.length ? open : 'end';
  });
  const [from, setFrom] = useState(0);
  const open = pages.filter(({ answer }) => answer === null).length;
  const page = typeof place === 'number' ? pages[place] : undefined;
  if (typeof place === 'number' && page !== undefined)
    return (
      <QuestionPage
        key={place}
        turnId={turned.turnId}
        page={page}
        number={place + 1}
        of={pages.length}
        onBack={place === 0 ? null : () => setPlace(place - 1)}
        onNext={() => setPlace(place + 1 < pages.length ? place + 1 : 'end')}
        onPause={() => {
          setFrom(place);
          setPlace('break');
        }}
      />
    );
  const last = Math.max(0, pages.length - 1);
  if (place === 'staff') return <StaffPage turned={turned} onBack={() => setPlace(Math.min(from, last))} />;
  if (place === 'break')
    return (
      <Words
        title="Take your time."
        words="Your answers are kept. Go on when you like, or give the screen back."
        testid="turned-pause"
        onQuestions={() => setPlace(Math.min(from, last))}
        onStaff={() => setPlace('staff')}
      />
    );
  const firstLeft = pages.findIndex(({ answer }) => answer === null);
  return (
    <Words
      title="Thank you. Please hand the screen back."
      words={
        open === 0
          ? 'All questions are answered. You can still look at them again.'
          : `${open} of ${pages.length} are open. You can go back to them, or leave them open.`
      }
      testid="turned-end"
      onQuestions={() => setPlace(firstLeft < 0 ? 0 : firstLeft)}
      onStaff={() => {
        setFrom(firstLeft < 0 ? 0 : firstLeft);
        setPlace('staff');
      }}
    />
  );
}

/**
 * The screen in the patient's hands: questions, and nothing of anybody else. While a session is open, alarms stand above
 * and sound, and PAUSE stands below; without one there is neither drug nor alarm to reach.
 */
export function TurnedScreen() {
  const turned = useLive((view) => view.state?.turned ?? null);
  const session = useLive((view) => view.state?.session ?? null);
  const open = session !== null && session.phase !== 'closed';
  if (turned === null) return null;
  return (
    <main className="turned" data-testid="turned-screen">
      {open ? (
        // Seen and heard; to mark them as seen, or to pause the sound, is for the staff who take the screen back.
        <div inert data-testid="turned-alarms">
          <AlarmBar />
        </div>
      ) : (
        <div className="turned-top">
          <SimulationMark />
        </div>
      )}
      <div className="turned-work">
        <Asked key={turned.turnId} turned={turned} />
      </div>
      {open && (
        <div className="turned-bar">
          <PauseButton room={session.room} />
        </div>
      )}
    </main>
  );
}
