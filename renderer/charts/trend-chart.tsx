import { useLayoutEffect, useRef, useState } from 'react';
import { type Trend, thresholdsShown } from '../../shared/outcomes/trend';
import { pointWords, scoreWords, thresholdWords, valueWords } from '../../shared/outcomes/words';
import type { EpochMs } from '../../shared/time/clock';
import { type TrendGeometry, trendGeometry } from './trend-geometry';
import './trend-chart.css';

type Day = (at: EpochMs) => string;

type Layer = { readonly trend: Trend; readonly geometry: TrendGeometry; readonly unitPx: number };

/** The size of the box it is in, px; nothing is drawn before it is known. */
function useBox() {
  const ref = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState<{ width: number; height: number; unitPx: number } | null>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const read = () => {
      const { width, height } = element.getBoundingClientRect();
      // A tenth of the root's size: what the design calls a unit.
      const unitPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 10;
      setBox((old) => (old?.width === width && old.height === height ? old : { width, height, unitPx }));
    };
    read();
    const observer = new ResizeObserver(read);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, box };
}

function Ground({ geometry, unitPx }: Omit<Layer, 'trend'>) {
  const { plot, bands, ticks, y, sessions } = geometry;
  const width = plot.right - plot.left;
  return (
    <g>
      {bands.map(({ words, top, bottom }, at) => (
        <g key={words}>
          <rect
            className={at % 2 === 0 ? 'band' : 'band odd'}
            x={plot.left}
            y={top}
            width={width}
            height={bottom - top}
          />
          {bottom - top >= 15 * unitPx && (
            <text className="band-name" x={plot.left + 5} y={bottom - 4 * unitPx}>
              {words}
            </text>
          )}
        </g>
      ))}
      {sessions.map(({ x, number, named }) => (
        <g key={x}>
          <line className="session" x1={x} x2={x} y1={plot.bottom} y2={plot.bottom + 5 * unitPx} />
          {named && (
            <text x={x} y={plot.bottom + 18 * unitPx} textAnchor="middle">
              {number}
            </text>
          )}
        </g>
      ))}
      {ticks.map((tick) => (
        <text key={tick} x={plot.left - 6} y={y(tick) + 4 * unitPx} textAnchor="end">
          {tick}
        </text>
      ))}
      <rect className="frame" x={plot.left} y={plot.top} width={width} height={plot.bottom - plot.top} />
    </g>
  );
}

/** Names of lines at the right edge, pushed apart from below so that none covers another. */
function Lines({ trend, geometry, unitPx }: Layer) {
  const { plot, y } = geometry;
  const { instrument, baseline } = trend;
  const lines = [
    ...(baseline === null
      ? []
      : [
          {
            kind: 'baseline',
            at: y(baseline.score),
            words: `baseline ${scoreWords(instrument, baseline.score)}`,
          },
        ]),
    ...thresholdsShown(trend).map((one) => ({
      kind: 'threshold',
      at: y(one.score),
      words: thresholdWords(instrument, one),
    })),
  ].sort((one, other) => other.at - one.at);
  let free = plot.bottom + 4 * unitPx;
  return (
    <g>
      {lines.map(({ kind, at, words }) => {
        const named = Math.min(at + 4 * unitPx, free);
        free = named - 16 * unitPx;
        return (
          <g key={words}>
            <line className={kind} x1={plot.left} x2={plot.right} y1={at} y2={at} />
            <text x={plot.right + 6} y={named}>
              {words}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function Points({ trend, geometry, unitPx, day }: Layer & { day: Day }) {
  const { instrument } = trend;
  const { points, plot, y } = geometry;
  const whole = points.filter(({ point }) => point.score !== null);
  return (
    <g>
      <polyline className="course" points={whole.map(({ x, y: at }) => `${x},${at}`).join(' ')} />
      {points.map(({ point, x, y: at, dateRow }) => {
        const asked = /at [1-9]/.test(point.suicide ?? '');
        const open = point.score === null;
        const value = valueWords(instrument, point);
        // Long words at the first days would run into the figures of the scale.
        const anchor = asked && x - plot.left < 60 * unitPx ? 'start' : 'middle';
        return (
          <g
            key={point.outcome.outcomeId}
            data-testid={`trend-point-${instrument.id}`}
            data-complete={!open}
            data-score={point.score ?? ''}
          >
            <title>{`${day(point.at)}: ${pointWords(instrument, point)}`}</title>
            {open && (
              <line className="reach" x1={x} x2={x} y1={y(point.bounds.most)} y2={y(point.bounds.least)} />
            )}
            <circle className={open ? 'point hollow' : 'point'} cx={x} cy={at} r={5 * unitPx} />
            {asked && <circle className="suicide" cx={x} cy={at} r={9 * unitPx} />}
            <text
              className={asked ? 'value suicide-words' : 'value'}
              x={anchor === 'start' ? x - 9 * unitPx : x}
              y={at - plot.top < 6 * unitPx ? at + 22 * unitPx : at - 12 * unitPx}
              textAnchor={anchor}
            >
              {asked ? `${value} · ${point.suicide?.replace(' at ', ': ')}` : value}
            </text>
            {dateRow !== null && (
              <text x={x} y={plot.bottom + (36 + dateRow * 16) * unitPx} textAnchor="middle">
                {day(point.at)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/**
 * One instrument over time: bands behind, session days as ticks with their numbers below, baseline dotted, the rules'
 * scores dashed, each point with its value and day, incomplete ones hollow with the span they can still come to, and a
 * ring around answers about suicidal thoughts. `day` names a day in a few letters; `span` puts several on one axis.
 */
export function TrendChart(props: {
  readonly trend: Trend;
  readonly day: Day;
  readonly span?: { readonly from: EpochMs; readonly to: EpochMs };
}) {
  const { trend, day } = props;
  const { ref, box } = useBox();
  const geometry = box === null ? null : trendGeometry(trend, box, props.span ?? null);
  const { instrument, latest } = trend;
  const summary =
    latest === null ? 'nothing complete' : `latest ${day(latest.at)}: ${pointWords(instrument, latest)}`;
  return (
    <div className="trend-chart" ref={ref} data-testid={`trend-${instrument.id}`}>
      {box !== null && geometry !== null && (
        <svg
          width={box.width}
          height={box.height}
          role="img"
          aria-label={`${instrument.name} over time, ${summary}`}
        >
          <Ground geometry={geometry} unitPx={box.unitPx} />
          <Lines trend={trend} geometry={geometry} unitPx={box.unitPx} />
          <Points trend={trend} geometry={geometry} unitPx={box.unitPx} day={day} />
          {trend.points.length === 0 && (
            <text
              className="empty"
              x={(geometry.plot.left + geometry.plot.right) / 2}
              y={(geometry.plot.top + geometry.plot.bottom) / 2}
              textAnchor="middle"
            >
              Not answered yet
            </text>
          )}
          {trend.sessions.length > 0 && (
            <text x={geometry.plot.right + 6} y={geometry.plot.bottom + 18 * box.unitPx}>
              sessions
            </text>
          )}
        </svg>
      )}
    </div>
  );
}
