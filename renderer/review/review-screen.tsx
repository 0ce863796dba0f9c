import { useState } from 'react';
import '../theme/seated.css';
import './review.css';
import './review-events.css';
import './review-graph.css';
import './review-list.css';
import './sign-off.css';
import './export-menu.css';
import { type ListWish, wishForAll } from './list-wish';
import { OpenSession } from './open-session';
import { SessionList } from './session-list';

/**
 * The physician's review: the list of sessions, or one of them. Read-only; it has no way to a pump. Fills the box it
 * is put into.
 */
export function ReviewScreen(props: {
  onLeave(): void;
  /** To the whole course of the patient whose session is open, or who stands in the list. */
  onCourse(patientId: string): void;
  openSessionId?: string;
}) {
  // What was looked for stays while a session is open.
  const [wish, setWish] = useState<ListWish>(wishForAll);
  const [sessionId, setSessionId] = useState<string | null>(props.openSessionId ?? null);
  return (
    <div className="review" data-theme="review" data-testid="review-screen">
      {sessionId === null ? (
        <SessionList
          wish={wish}
          onWish={setWish}
          onOpen={setSessionId}
          onCourse={props.onCourse}
          onLeave={props.onLeave}
        />
      ) : (
        <OpenSession
          key={sessionId}
          sessionId={sessionId}
          onBack={() => setSessionId(null)}
          onLeave={props.onLeave}
          onCourse={props.onCourse}
        />
      )}
    </div>
  );
}
