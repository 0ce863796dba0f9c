import type { CSSProperties } from 'react';
import { formatIn } from '../../shared/units/format';
import { lengthWords } from '../live/words';
import type { CourseModel } from './course-model';
import { MiniSession } from './mini-session';
import type { Picked } from './pick';
import './small-multiples.css';

/** More than so many are drawn smaller, so that all of them are in sight. */
const MANY = 6;
/** As many as one row takes then. */
const MOST = 10;
/** A single one does not grow over the whole width. */
const FEW = 4;

/** Every session in small, side by side on the same scales, the newest last. */
export function SmallMultiples(props: {
  readonly model: CourseModel;
  readonly picked: Picked;
  onOpen(sessionId: string): void;
}) {
  const { model, picked, onOpen } = props;
  const { scales, given } = model;
  const { rate, pressure, spo2, minute } = scales;
  return (
    <section className="panel multiples" data-testid="course-multiples">
      <header>
        <h2>Each session, same scales</h2>
        <span className="key">
          <span className="k key-dose">rate 0 to {formatIn(rate.max, 'mg/kg/h')} mg/kg/h</span>
          <span className="k key-nibp">
            NIBP {pressure.min} to {pressure.max} mmHg
          </span>
          <span className="k key-hr">HR, same numbers, /min</span>
          <span className="k key-spo2">
            SpO₂ {spo2.min} to {spo2.max} %
          </span>
          <span>{lengthWords(minute.max)} from the start</span>
        </span>
      </header>
      <div
        className={given.length > MANY ? 'minis many' : 'minis'}
        style={{ '--abreast': Math.max(FEW, Math.min(MOST, given.length)) } as CSSProperties}
      >
        {given.map((session) => (
          <MiniSession
            key={session.sessionId}
            session={session}
            scales={scales}
            place={picked.indexOf(session.sessionId)}
            onOpen={onOpen}
          />
        ))}
        {given.length === 0 && <p className="empty">No session gave anything yet.</p>}
      </div>
    </section>
  );
}
