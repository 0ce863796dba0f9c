import { useLayoutEffect, useRef } from 'react';
import { cellsOf, columnGroups, columns } from '../../shared/course/cells';
import type { CourseSession, GivenSession } from '../../shared/course/page';
import { dayWords } from '../live/words';
import type { CourseModel } from './course-model';
import type { Picked } from './pick';
import './session-table.css';

type Props = {
  readonly model: CourseModel;
  readonly picked: Picked;
  onPick(sessionId: string): void;
  onOpen(sessionId: string): void;
};

const isGiven = (session: CourseSession): session is GivenSession =>
  session.startedAt !== null && session.facts !== null;

function absentWords({ closedAt, startedAt, facts }: CourseSession): string {
  if (closedAt === null) return 'open now: its numbers come when it is closed';
  if (facts === null) return 'being read from the log';
  return startedAt === null ? 'never started' : '';
}

function Row({ session, model, picked, onPick, onOpen }: Props & { session: CourseSession }) {
  const { sessionId, openedAt, simulation, place: from } = session;
  const given = isGiven(session) ? session : null;
  const order = session.facts?.course.order ?? null;
  const place = picked.indexOf(sessionId);
  const cells = given === null ? null : cellsOf(given, model.predicted.get(sessionId));
  return (
    <tr data-testid="course-row" data-session={sessionId} className={place < 0 ? '' : 'picked'}>
      <td>
        <button
          type="button"
          className={place < 0 ? 'pick' : `pick at-${place}`}
          data-testid={`course-pick-${sessionId}`}
          aria-pressed={place >= 0}
          aria-label={`Compare session of ${dayWords(openedAt)}`}
          disabled={given === null}
          onClick={() => onPick(sessionId)}
        >
          {place < 0 ? '' : place === 0 ? '1' : '2'}
        </button>
      </td>
      <th scope="row">
        <button
          type="button"
          className="open"
          data-testid={`course-open-${sessionId}`}
          onClick={() => onOpen(sessionId)}
        >
          <b>{order === null ? 'Session' : `No. ${order.sessionNumber}`}</b>
          {simulation && <em className="sim">SIM</em>}
          <small>
            {dayWords(openedAt)}
            {from !== undefined && ` · ${from.room}`}
          </small>
        </button>
      </th>
      {cells === null ? (
        <td colSpan={columns.length} className="absent">
          {absentWords(session)}
        </td>
      ) : (
        columns.map(({ key }) => {
          const { main, note, mark, more } = cells[key];
          return (
            <td
              key={key}
              className={mark ? `c-${key} marked` : `c-${key}`}
              data-testid={`course-${key}`}
              title={more}
            >
              <b>
                {mark && <span className="bang">! </span>}
                {main}
              </b>
              {note !== '' && <small>{note}</small>}
            </td>
          );
        })
      )}
    </tr>
  );
}

/** The sessions below each other, the newest at the foot: time runs as in the pictures, and one column is one trend. */
export function SessionTable(props: Props) {
  const { sessions, predicted } = props.model;
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a predicted value that comes later makes its row higher
  useLayoutEffect(() => {
    if (box.current !== null && sessions.length > 0) box.current.scrollTop = box.current.scrollHeight;
  }, [sessions.length, predicted.size]);
  return (
    <div className="panel course-table" data-testid="course-table" ref={box}>
      <table>
        <thead>
          <tr className="groups">
            <td colSpan={2} />
            {columnGroups.map(({ group, columns: those }) => (
              <th key={group} scope="colgroup" colSpan={those.length}>
                {group}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col">
              <span className="unseen">Compare</span>
            </th>
            <th scope="col">Session</th>
            {columns.map(({ key, title, unit }) => (
              <th key={key} scope="col">
                {title}
                <small>{unit}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => (
            <Row key={session.sessionId} {...props} session={session} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
