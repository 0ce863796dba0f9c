import { type KeyboardEvent, type UIEvent, useRef, useState } from 'react';
import type { PlacesCursor } from '../../shared/finding/places';
import type { PatientLine } from '../../shared/finding/query';
import type { SessionSummary } from '../../shared/ipc/session-detail';
import { counted } from '../live/words';
import { ListFilters } from './list-filters';
import { type ListWish, queryOf, wishWords } from './list-wish';
import { PatientRows } from './patient-rows';
import { SessionRow } from './session-row';
import { type Page, usePages } from './use-pages';

/** Moves the focus from the search to the rows and between them; Enter on a row opens it, as on any button. */
function walk(event: KeyboardEvent<HTMLElement>, list: HTMLElement | null): void {
  const way = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  const inField = event.target instanceof HTMLElement && event.target.closest('.list-filters') !== null;
  if (way === 0 || list === null || inField) return;
  const stops = [
    ...list.querySelectorAll<HTMLElement>('input[type=search], button.list-row, button.further'),
  ];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.min(stops.length - 1, Math.max(0, at + way))]?.focus();
  event.preventDefault();
}

type Line = { readonly session: SessionSummary } | { readonly patient: PatientLine };

async function read(wish: ListWish, after: PlacesCursor | null, limit: number): Promise<Page<Line>> {
  if (wish.of === 'patients') {
    const { search, marks } = wish;
    const toReview = marks.includes('to-review');
    const found = await window.bridge.ask('findPatients', { search, toReview, after, limit });
    const total = after === null && found.after === null ? found.patients.length : null;
    return { lines: found.patients.map((patient) => ({ patient })), after: found.after, total };
  }
  const found = await window.bridge.ask('findSessions', { ...queryOf(wish), after, limit });
  return { lines: found.sessions.map((session) => ({ session })), after: found.after, total: found.total };
}

const NEAR_THE_END_PX = 600;

/** How many there are, or, where nobody counted, how many are in sight. */
function countWords(total: number | null, shown: number, of: ListWish['of']): string {
  const [one, many] = of === 'sessions' ? ['session', 'sessions'] : ['patient', 'patients'];
  if (total !== null) return counted(total, one, many);
  return `more than ${counted(shown, one, many)}`;
}

function noneWords(wish: ListWish): string {
  const words = wishWords(wish);
  if (wish.of === 'patients') {
    return words === ''
      ? 'No patient had a session in this record yet.'
      : wish.search.trim() === ''
        ? 'No patient has a session that is not reviewed.'
        : `No patient has every word of “${wish.search.trim()}” in the name or MRN.`;
  }
  return words === '' ? 'No session is in this record yet.' : `There is no session ${words}.`;
}

/** Sessions and patients of all rooms whose records are here, found by name, MRN, date, drug, and what happened. */
export function SessionList(props: {
  wish: ListWish;
  onWish(wish: ListWish): void;
  onOpen(sessionId: string): void;
  onCourse?: ((patientId: string) => void) | undefined;
  onLeave(): void;
}) {
  const { wish, onWish, onCourse } = props;
  const [now] = useState(() => Date.now());
  const box = useRef<HTMLElement>(null);
  const pages = usePages(JSON.stringify(wish), (after, limit) => read(wish, after, limit));
  const { lines, total, after, standing } = pages;
  const sessions = lines.flatMap((line) => ('session' in line ? [line.session] : []));
  const patients = lines.flatMap((line) => ('patient' in line ? [line.patient] : []));
  const scrolled = ({ currentTarget: at }: UIEvent<HTMLElement>) => {
    if (at.scrollHeight - at.scrollTop - at.clientHeight < NEAR_THE_END_PX) pages.more();
  };
  const side = (of: ListWish['of'], words: string) => (
    <button
      type="button"
      aria-pressed={wish.of === of}
      data-testid={`review-of-${of}`}
      onClick={() => onWish({ ...wish, of, patient: null })}
    >
      {words}
    </button>
  );
  return (
    <section
      role="application"
      aria-label="Sessions and patients. Arrow keys move between the lines."
      className="review-list"
      data-testid="review-list"
      ref={box}
      onKeyDown={(event) => walk(event, box.current)}
    >
      <header className="panel list-head">
        <h1>Review</h1>
        <span className="sides">
          {side('sessions', 'Sessions')}
          {side('patients', 'Patients')}
        </span>
        <label className="search">
          <span>{wish.of === 'sessions' ? 'Find by name, MRN, date or drug' : 'Find by name or MRN'}</span>
          <input
            type="search"
            data-testid="review-search"
            value={wish.search}
            placeholder={wish.of === 'sessions' ? 'TEST 0417 12 Mar ketamine' : 'TEST 0417'}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onWish({ ...wish, search: event.target.value })}
          />
        </label>
        <span className="quiet" aria-live="polite" data-testid="review-count">
          {standing === 'here' && countWords(total, lines.length, wish.of)}
        </span>
        <button type="button" className="plain" onClick={pages.readAgain}>
          Read again
        </button>
        <button type="button" className="plain" onClick={props.onLeave} data-testid="review-leave">
          Leave review
        </button>
      </header>
      {wish.of === 'sessions' ? (
        <ListFilters wish={wish} now={now} onWish={onWish} />
      ) : (
        <fieldset className="panel list-filters" aria-label="Filters">
          <button
            type="button"
            className="chip"
            aria-pressed={wish.marks.includes('to-review')}
            data-testid="review-filter-to-review"
            onClick={() => onWish({ ...wish, marks: wish.marks.includes('to-review') ? [] : ['to-review'] })}
          >
            Not reviewed
          </button>
        </fieldset>
      )}
      <div className="panel rows" onScroll={scrolled}>
        {wish.of === 'sessions' ? (
          <div className="list-row heads" aria-hidden="true">
            <span>Patient</span>
            <span>When</span>
            <span>Drug, room</span>
            <span>State</span>
            <span>What happened</span>
            <span className="right">Given</span>
            <span className="right">Length</span>
            <span className="right">Alarms</span>
          </div>
        ) : (
          <div className="patient-row heads" aria-hidden="true">
            <div className="list-row">
              <span>Patient</span>
              <span>Sessions</span>
              <span>Last one</span>
              <span>Review</span>
            </div>
          </div>
        )}
        {sessions.map((summary) => (
          <SessionRow key={summary.sessionId} summary={summary} onOpen={props.onOpen} />
        ))}
        <PatientRows
          patients={patients}
          onCourse={onCourse}
          onSessions={({ patientId, name }) =>
            onWish({ ...wish, of: 'sessions', search: '', marks: [], patient: { patientId, name } })
          }
        />
        {after !== null && (
          <button type="button" className="further" data-testid="review-more" onClick={pages.more}>
            Show more
          </button>
        )}
        {standing === 'waiting' && <p className="empty">Reading the record</p>}
        {standing === 'failed' && <p className="empty">The record cannot be read: {pages.failure}</p>}
        {standing === 'here' && lines.length === 0 && <p className="empty">{noneWords(wish)}</p>}
      </div>
    </section>
  );
}
