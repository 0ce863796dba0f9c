import { type KeyboardEvent, useRef, useState } from 'react';
import type { SessionSummary } from '../../shared/ipc/contract';
import { useAnswer } from '../live/use-answer';
import { counted } from '../live/words';
import { SessionRow } from './session-row';

/** Latest first, whatever order the answer came in. */
export function newestFirst(sessions: readonly SessionSummary[]): SessionSummary[] {
  return [...sessions].sort((a, b) => b.openedAt - a.openedAt);
}

/** Moves the focus from the search to the rows and between them; Enter on a row opens it, as on any button. */
function walk(event: KeyboardEvent<HTMLElement>, list: HTMLElement | null): void {
  const way = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (way === 0 || list === null) return;
  const stops = [...list.querySelectorAll<HTMLElement>('input[type=search], button.row')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.min(stops.length - 1, Math.max(0, at + way))]?.focus();
  event.preventDefault();
}

/** All sessions of this workstation's record, found by name, MRN, date or drug. */
export function SessionList(props: { onOpen(sessionId: string): void; onLeave(): void }) {
  const [search, setSearch] = useState('');
  const [answered, askAgain] = useAnswer('sessions', { search });
  const box = useRef<HTMLElement>(null);
  const sessions = answered.kind === 'here' ? newestFirst(answered.value) : [];
  return (
    <section
      role="application"
      aria-label="Sessions. Arrow keys move between them."
      className="review-list"
      data-testid="review-list"
      ref={box}
      onKeyDown={(event) => walk(event, box.current)}
    >
      <header className="panel list-head">
        <h1>Review</h1>
        <label className="search">
          <span>Find by name, MRN, date or drug</span>
          <input
            type="search"
            data-testid="review-search"
            value={search}
            placeholder="TEST 0417 12 Mar ketamine"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
        <span className="quiet" aria-live="polite">
          {answered.kind === 'here' && counted(sessions.length, 'session', 'sessions')}
        </span>
        <button type="button" className="plain" onClick={askAgain}>
          Read again
        </button>
        <button type="button" className="plain" onClick={props.onLeave} data-testid="review-leave">
          Leave review
        </button>
      </header>
      <div className="panel rows">
        <div className="list-row heads" aria-hidden="true">
          <span>Patient</span>
          <span>When</span>
          <span>Drug, room</span>
          <span>State</span>
          <span className="right">Given</span>
          <span className="right">Length</span>
          <span className="right">Alarms</span>
        </div>
        {sessions.map((summary) => (
          <SessionRow key={summary.sessionId} summary={summary} onOpen={props.onOpen} />
        ))}
        {answered.kind === 'waiting' && <p className="empty">Reading the record</p>}
        {answered.kind === 'failed' && <p className="empty">The record cannot be read: {answered.words}</p>}
        {answered.kind === 'here' && sessions.length === 0 && (
          <p className="empty">
            {search.trim() === ''
              ? 'No session is in this record yet.'
              : `No session has every word of “${search.trim()}” in its name, MRN, date or drug.`}
          </p>
        )}
      </div>
    </section>
  );
}
