import { useEffect, useLayoutEffect, useRef } from 'react';
import type { Lane, View } from '../../shared/timeline/lane';
import { AXIS, LanePlot, shapeOf } from './lane-plot';
import { unitPixels } from './palette';

/** A lane's name; where more is to be said about the lane, the name opens it. */
function Titles({ lane, onName }: { lane: Lane; onName: (() => void) | undefined }) {
  const names = lane.titles.map(({ text, unit, tint }) => (
    <span key={text} style={{ color: `var(--${tint})` }}>
      {text} <small>{unit}</small>
    </span>
  ));
  if (onName === undefined) return <div className="lane-titles">{names}</div>;
  return (
    <button type="button" className="lane-titles" data-testid={`lane-name-${lane.key}`} onClick={onName}>
      {names}
    </button>
  );
}

type LaneBoxProps = {
  readonly lane: Lane;
  readonly view: View;
  readonly last: boolean;
  readonly onName: (() => void) | undefined;
};

function LaneBox({ lane, view, last, onName }: LaneBoxProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<LanePlot | null>(null);
  const latest = useRef({ lane, view });
  latest.current = { lane, view };
  const shape = shapeOf(lane);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a plot is made again only when its shape changes
  useLayoutEffect(() => {
    const element = host.current;
    if (!element) return;
    const made = new LanePlot(element, latest.current.lane, latest.current.view, { last });
    plot.current = made;
    const observer = new ResizeObserver(() => made.resize(element.clientWidth, element.clientHeight));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [shape, last]);
  useEffect(() => plot.current?.update(lane, view), [lane, view]);
  const foot = last ? AXIS * unitPixels() : 0;
  return (
    <div className="lane" data-lane={lane.key} style={{ flexGrow: lane.weight, flexBasis: foot }}>
      <div className="lane-host" ref={host} />
      <Titles lane={lane} onName={onName} />
    </div>
  );
}

/** The lanes above one another, their heights shared out by weight; the last one carries the time axis. */
export function LaneStack(props: {
  lanes: readonly Lane[];
  view: View;
  withFlags: boolean;
  onName: Readonly<Record<string, () => void>>;
}) {
  const { lanes, view, withFlags, onName } = props;
  return (
    <div className={withFlags ? 'lane-stack flagged' : 'lane-stack'}>
      {lanes.map((lane, index) => (
        <LaneBox
          key={lane.key}
          lane={lane}
          view={view}
          last={index === lanes.length - 1}
          onName={onName[lane.key]}
        />
      ))}
    </div>
  );
}
