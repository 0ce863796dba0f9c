import { memo, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import type { Lane, View } from '../../shared/timeline/lane';
import { AXIS } from './lane-frame';
import { shapeOf } from './lane-plot';
import { LanePlots } from './lane-plots';
import { unitPixels } from './palette';

/** A lane's name; where more is to be said about the lane, the name opens it. */
function Titles({ lane, onName }: { lane: Lane; onName: (() => void) | undefined }) {
  const names = lane.titles.map(({ text, unit, tint }) => (
    <span key={`${text} ${unit}`} style={{ color: `var(--${tint})` }}>
      {text} <small>{unit}</small>
    </span>
  ));
  const beside = lane.limits.flatMap(({ label, besideName }) =>
    besideName ? (
      <span key={label}>
        <small>{label}, dotted</small>
      </span>
    ) : (
      []
    ),
  );
  if (onName === undefined)
    return (
      <div className="lane-titles">
        {names}
        {beside}
      </div>
    );
  return (
    <button type="button" className="lane-titles" data-testid={`lane-name-${lane.key}`} onClick={onName}>
      {names}
    </button>
  );
}

const LaneBox = memo(function LaneBox(props: {
  readonly lane: Lane;
  readonly last: boolean;
  readonly onName: (() => void) | undefined;
  readonly over: ReactNode;
}) {
  const { lane, last, onName, over } = props;
  const foot = last ? AXIS * unitPixels() : 0;
  return (
    <div className="lane" data-lane={lane.key} style={{ flexGrow: lane.weight, flexBasis: foot }}>
      <div className="lane-host" />
      <Titles lane={lane} onName={onName} />
      {over !== undefined && <div className={`lane-layer ${lane.key}`}>{over}</div>}
    </div>
  );
});

/** The lanes above one another, their heights shared out by weight; the last one carries the time axis. */
export function LaneStack(props: {
  lanes: readonly Lane[];
  view: View;
  withFlags: boolean;
  onName: Readonly<Record<string, () => void>>;
  over: Readonly<Record<string, ReactNode>>;
}) {
  const { lanes, view, withFlags, onName, over } = props;
  const stack = useRef<HTMLDivElement>(null);
  const plots = useRef<LanePlots | null>(null);
  const latest = useRef({ lanes, view });
  latest.current = { lanes, view };
  const hosts = () => [...(stack.current?.querySelectorAll<HTMLElement>('.lane-host') ?? [])];
  const shapes = lanes.map(shapeOf).join(' ');
  const unit = unitPixels();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a plot is made again only when its shape or the unit changes
  useLayoutEffect(() => {
    plots.current ??= new LanePlots();
    plots.current.make(hosts(), latest.current.lanes, latest.current.view);
  }, [shapes, unit]);
  useLayoutEffect(
    () => () => {
      plots.current?.destroy();
      plots.current = null;
    },
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hosts are those of the lanes
  useEffect(() => plots.current?.update(hosts(), lanes, view), [lanes, view]);
  return (
    <div className={withFlags ? 'lane-stack flagged' : 'lane-stack'} ref={stack}>
      {lanes.map((lane, index) => (
        <LaneBox
          key={lane.key}
          lane={lane}
          last={index === lanes.length - 1}
          onName={onName[lane.key]}
          over={over[lane.key]}
        />
      ))}
    </div>
  );
}
