import { type PointerEvent, useState } from 'react';
import type { GivenSession } from '../../shared/course/page';
import { lengthWords } from '../live/words';
import type { CourseModel } from './course-model';
import { type OverlayLane, overlayLanes } from './overlay-lanes';
import { type Frame, HEIGHT, minuteTicks, ticksOf, WIDTH, xOf, yOf } from './paths';

type Pair = readonly [GivenSession, GivenSession];

function LanePicture(props: { lane: OverlayLane; frame: Frame; pair: Pair; cursor: number | null }) {
  const { lane, frame, pair, cursor } = props;
  const [first, second] = pair;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {ticksOf(frame.y, 3).map((value) => (
        <path key={value} className="grid" d={`M0 ${yOf(frame, value)}H${WIDTH}`} />
      ))}
      {minuteTicks(frame.x).map((minute) => (
        <path
          key={minute}
          className={minute === 0 ? 'start' : 'grid'}
          d={`M${xOf(frame, minute)} 0V${HEIGHT}`}
        />
      ))}
      <path className="line at-0" data-testid={`overlay-${lane.key}-first`} d={lane.path(first, frame)} />
      <path className="line at-1" data-testid={`overlay-${lane.key}-second`} d={lane.path(second, frame)} />
      {cursor !== null && <path className="cursor" d={`M${xOf(frame, cursor)} 0V${HEIGHT}`} />}
    </svg>
  );
}

function LaneRow(props: { lane: OverlayLane; frame: Frame; pair: Pair; cursor: number | null }) {
  const { lane, frame, pair, cursor } = props;
  const [first, second] = pair;
  return (
    <div className="overlay-lane" data-testid={`overlay-lane-${lane.key}`}>
      <div className="overlay-title">
        <b>{lane.title}</b> <small>{lane.unit}</small>
      </div>
      <div className="overlay-axis" aria-hidden="true">
        {ticksOf(frame.y, 3).map((value) => (
          <span key={value} style={{ top: `clamp(0.7rem, ${yOf(frame, value)}%, 100% - 0.7rem)` }}>
            {value}
          </span>
        ))}
      </div>
      <div className="overlay-field">
        <LanePicture {...props} />
      </div>
      <div className="overlay-read" data-testid={`overlay-read-${lane.key}`}>
        <span className="at-0">{cursor === null ? '' : (lane.read(first, cursor) ?? '- -')}</span>
        <span className="at-1">{cursor === null ? '' : (lane.read(second, cursor) ?? '- -')}</span>
      </div>
    </div>
  );
}

/** Two sessions over each other, both from their start; where the pointer is, both are read. */
export function Overlay({ model, pair }: { model: CourseModel; pair: Pair }) {
  const [cursor, setCursor] = useState<number | null>(null);
  const { scales, predicted } = model;
  const longest = Math.max(...pair.map(({ facts }) => facts.course.lengthMin), 30);
  const x = { min: scales.minute.min, max: Math.ceil(longest / 15) * 15 };
  const lanes = overlayLanes(scales, predicted, model.modelName);
  const move = (event: PointerEvent<HTMLElement>) => {
    const field = event.currentTarget.querySelector('.overlay-field');
    if (field === null) return;
    const { left, width } = field.getBoundingClientRect();
    const share = (event.clientX - left) / width;
    setCursor(share < 0 || share > 1 ? null : x.min + share * (x.max - x.min));
  };
  const frameOf = (lane: OverlayLane): Frame => ({ x, y: lane.scale });
  return (
    <section
      className="panel overlay-lanes"
      data-testid="course-overlay"
      aria-label="Two sessions over each other"
      onPointerMove={move}
      onPointerLeave={() => setCursor(null)}
    >
      {lanes.map((lane) => (
        <LaneRow key={lane.key} lane={lane} frame={frameOf(lane)} pair={pair} cursor={cursor} />
      ))}
      <div className="overlay-minutes" aria-hidden="true">
        {minuteTicks(x).map((minute) => (
          <span key={minute} style={{ left: `${(xOf({ x, y: scales.rate }, minute) / WIDTH) * 100}%` }}>
            {minute === 0 ? 'start' : minute < 0 ? `−${-minute} min` : lengthWords(minute)}
          </span>
        ))}
      </div>
      <p className="overlay-cursor" aria-live="off">
        {cursor === null ? 'Point at the picture to read both.' : `${Math.round(cursor)} min from the start`}
      </p>
    </section>
  );
}
