import type { ReactNode } from 'react';
import { rateCorners } from '../../shared/course/dose-curve';
import type { GivenSession } from '../../shared/course/page';
import type { CourseScales } from '../../shared/course/scales';
import { dayWords } from '../live/words';
import {
  bandPath,
  beyondPath,
  cuffPath,
  doubtPath,
  type Frame,
  HEIGHT,
  stepPath,
  WIDTH,
  xOf,
  yOf,
} from './paths';

function Lane({ name, children }: { name: string; children: ReactNode }) {
  return (
    <svg
      className={`lane ${name}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

/** So many minutes make one point of a band: more can not be told apart in a picture this small. */
const TOGETHER = 3;

function Rule({ frame, value, kind = 'grid' }: { frame: Frame; value: number; kind?: 'grid' | 'limit' }) {
  return <path className={kind} d={`M0 ${yOf(frame, value)}H${WIDTH}`} />;
}

function Start({ frame }: { frame: Frame }) {
  return <path className="grid" d={`M${xOf(frame, 0)} 0V${HEIGHT}`} />;
}

/** One session in small: dose rate, pressure with heart rate, SpO2; on the scales of the whole course. */
export function MiniSession(props: {
  readonly session: GivenSession;
  readonly scales: CourseScales;
  readonly place: number;
  onOpen(sessionId: string): void;
}) {
  const { session, scales, place, onOpen } = props;
  const { sessionId, startedAt, facts } = session;
  const { course, dose } = facts;
  const { envelope, order, spo2 } = course;
  const corners = rateCorners(dose, startedAt, order.dosingWeightKg);
  const x = scales.minute;
  const [rate, pressure, saturation] = [scales.rate, scales.pressure, scales.spo2].map((y) => ({ x, y }));
  if (rate === undefined || pressure === undefined || saturation === undefined) return null;
  const day = dayWords(startedAt);
  return (
    <button
      type="button"
      className={place < 0 ? 'mini' : `mini at-${place}`}
      data-testid="course-mini"
      data-session={sessionId}
      aria-label={`No. ${order.sessionNumber} ${day.slice(0, 6)}, session of ${day}: open its review`}
      onClick={() => onOpen(sessionId)}
    >
      <span className="mini-head">
        <b>
          <span>No. </span>
          {order.sessionNumber}
        </b>{' '}
        <small>{day.slice(0, 6)}</small>
      </span>
      <Lane name="rate">
        <Start frame={rate} />
        <path className="dose-area" d={`${stepPath(corners, rate)}Z`} />
        <path className="dose" d={stepPath(corners, rate)} />
        <path className="doubt" d={doubtPath(corners, rate)} />
        <path className="beyond" d={beyondPath(corners, rate)} />
      </Lane>
      <Lane name="pressure">
        <Start frame={pressure} />
        <Rule frame={pressure} value={100} />
        {course.pressure.cautionOver !== null && (
          <Rule frame={pressure} value={course.pressure.cautionOver} kind="limit" />
        )}
        <path className="nibp" d={cuffPath(envelope.nibp, pressure)} />
        <path
          className="hr"
          d={bandPath(envelope.hrLow, envelope.hrHigh, envelope.from, pressure, TOGETHER)}
        />
      </Lane>
      <Lane name="spo2">
        <Start frame={saturation} />
        {spo2.cautionBelow !== null && <Rule frame={saturation} value={spo2.cautionBelow} kind="limit" />}
        <path
          className="spo2"
          d={bandPath(envelope.spo2Low, envelope.spo2High, envelope.from, saturation, TOGETHER)}
        />
      </Lane>
    </button>
  );
}
