import type { ReactNode } from 'react';
import './cards.css';

/** What stands on every screen of a session until somebody deals with it: what it is, what it means, and the one way on. */
export function StandingCard(props: {
  readonly testid: string;
  /** Where it stands, as a class: over the graph, above a room, over the checks. */
  readonly place: string;
  readonly title: string;
  readonly children: ReactNode;
  /** Null: nobody is signed in, and there is only the reading. */
  readonly way: { readonly words: string; readonly testid: string; readonly go: () => void } | null;
}) {
  const { testid, place, title, children, way } = props;
  return (
    <div className={`card strong ${place}`} data-testid={testid}>
      <div className="grow">
        <b>{title}</b> <span className="lab">{children}</span>
      </div>
      {way !== null && (
        <button type="button" className="btn outline low" data-testid={way.testid} onClick={way.go}>
          {way.words}
        </button>
      )}
    </div>
  );
}
