import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import 'uplot/dist/uPlot.min.css';
import './lane-chart.css';
import { readAt } from '../../shared/timeline/columns';
import type { Flag, Lane, View } from '../../shared/timeline/lane';
import { AXIS, GUTTER } from './lane-frame';
import { LaneStack } from './lane-stack';
import { Overlay } from './overlay';
import { unitPixels } from './palette';
import { ReadOut } from './read-out';

export type LaneChartProps = {
  readonly lanes: readonly Lane[];
  readonly view: View;
  readonly flags?: readonly Flag[];
  /** Where the cursor stands, seconds since the epoch; null: none. */
  readonly cursor?: number | null;
  readonly onCursor?: (t: number) => void;
  readonly onFlag?: (flag: Flag) => void;
  /** Given: the wheel zooms about the pointer and a drag pans. The bedside gives none; there now stays in view. */
  readonly onView?: (view: { from: number; to: number }) => void;
  /** What the name of a lane opens, by the lane's key. */
  readonly onName?: Readonly<Record<string, () => void>>;
  /** The words on the now-line, usually the clock. */
  readonly nowText?: string;
  /** False when the caller shows `readAt` itself. */
  readonly readOut?: boolean;
  /** What is laid over a lane between its gutter and its right edge, by the lane's key. */
  readonly over?: Readonly<Record<string, ReactNode>>;
  readonly children?: ReactNode;
};

/** Lanes with one time axis, event flags above, a now-line and a cursor across all of them. */
export function LaneChart(props: LaneChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    setWidth(element.clientWidth);
    return () => observer.disconnect();
  }, []);
  const unit = unitPixels();
  const left = GUTTER * unit;
  const span = { left, width: Math.max(1, width - left - 2 * unit) };
  const { lanes, view, cursor = null, readOut = true } = props;
  return (
    <div className="lane-chart" ref={frame}>
      <LaneStack
        lanes={lanes}
        view={view}
        withFlags={(props.flags?.length ?? 0) > 0}
        onName={props.onName ?? {}}
        over={props.over ?? {}}
      />
      <Overlay
        view={view}
        span={span}
        bottom={AXIS * unit}
        flags={props.flags ?? []}
        cursor={cursor}
        nowText={props.nowText ?? ''}
        onCursor={props.onCursor}
        onFlag={props.onFlag}
        onView={props.onView}
      />
      {readOut && cursor !== null && <ReadOut at={cursor} readings={readAt(lanes, cursor)} />}
      {props.children}
    </div>
  );
}
