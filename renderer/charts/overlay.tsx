import { type PointerEvent, useRef } from 'react';
import type { Flag, View } from '../../shared/timeline/lane';
import { unitPixels } from './palette';
import { stagger } from './stagger';
import { panned, zoomed } from './window';

export type OverlayProps = {
  readonly view: View;
  readonly span: { readonly left: number; readonly width: number };
  readonly bottom: number;
  readonly flags: readonly Flag[];
  readonly cursor: number | null;
  readonly nowText: string;
  readonly onCursor: ((t: number) => void) | undefined;
  readonly onFlag: ((flag: Flag) => void) | undefined;
  readonly onView: ((view: { from: number; to: number }) => void) | undefined;
};

/** What hangs over all lanes at once: flags on stems, the now-line, the cursor; and what a pointer does there. */
export function Overlay(props: OverlayProps) {
  const { view, span, bottom, cursor, nowText } = props;
  const drag = useRef<{ x: number; view: View; moved: boolean } | null>(null);
  const unit = unitPixels();
  const xOf = (t: number) => span.left + ((t - view.from) / (view.to - view.from)) * span.width;
  const tOf = (x: number) => view.from + ((x - span.left) / span.width) * (view.to - view.from);
  const inView = (t: number) => t >= view.from && t <= view.to;
  const local = (event: { clientX: number; currentTarget: Element }) =>
    event.clientX - event.currentTarget.getBoundingClientRect().left;

  const down = (event: PointerEvent<HTMLDivElement>) => {
    drag.current = { x: local(event), view, moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
    if (!props.onView) point(event);
  };
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const t = tOf(local(event));
    if (inView(t)) props.onCursor?.(t);
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const start = drag.current;
    if (!start) return;
    const shift = local(event) - start.x;
    if (!props.onView) return point(event);
    if (Math.abs(shift) > 6) start.moved = true;
    if (start.moved) props.onView(panned(start.view, -shift / span.width));
  };
  const up = (event: PointerEvent<HTMLDivElement>) => {
    if (props.onView && drag.current && !drag.current.moved) point(event);
    drag.current = null;
  };
  const placed = stagger(
    props.flags.filter((flag) => inView(flag.t)),
    {
      x: (flag) => xOf(flag.t),
      width: (flag) => (flag.text.length * 7.2 + 18) * unit,
      first: (flag) => flag.tone !== 'plain',
      rows: 2,
      edge: span.left + span.width,
    },
  );
  return (
    <div
      className="lane-over"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={() => {
        drag.current = null;
      }}
      onWheel={(event) => props.onView?.(zoomed(view, tOf(local(event)), event.deltaY > 0 ? 1.25 : 0.8))}
    >
      {placed.map(({ flag, x, row, side }) => (
        <div
          key={flag.key}
          className={`flag ${flag.tone} row-${row ?? 'none'} hangs-${side}`}
          style={{ left: x, bottom }}
        >
          {row !== null && (
            <button
              type="button"
              tabIndex={-1}
              onPointerDown={(event) => event.stopPropagation()}
              onClick={() => (props.onFlag ? props.onFlag(flag) : props.onCursor?.(flag.t))}
            >
              {flag.text}
            </button>
          )}
        </div>
      ))}
      {view.now !== null && inView(view.now) && (
        <div className="now-line" style={{ left: xOf(view.now), bottom }}>
          <span>{nowText}</span>
        </div>
      )}
      {cursor !== null && inView(cursor) && (
        <div className="cursor-line" style={{ left: xOf(cursor), bottom }} />
      )}
    </div>
  );
}
