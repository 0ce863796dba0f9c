import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { between, moveBy, type Stretch, zoomAt } from './view-window';

export type DragMode = 'zoom' | 'pan';

/** A pointer that moved less than this has pointed, not dragged; CSS pixels. */
const DRAG_FROM_PX = 6;

type Drag = { readonly x: number; readonly view: Stretch; readonly mode: DragMode; moved: boolean };

/**
 * What a pointer does on the lanes: a click or a touch sets the cursor, a drag zooms into what it covers or moves the
 * view (the mode, or Shift), the wheel zooms about the pointer and with Shift moves.
 */
export function GraphPointer(props: {
  view: Stretch;
  whole: Stretch;
  mode: DragMode;
  onView(view: Stretch): void;
  onPoint(t: number): void;
}) {
  const { view, whole, mode, onView, onPoint } = props;
  const drag = useRef<Drag | null>(null);
  const [covered, setCovered] = useState<{ left: number; width: number } | null>(null);
  const place = (event: { clientX: number; currentTarget: Element }) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = Math.min(box.width, Math.max(0, event.clientX - box.left));
    return { x, width: Math.max(1, box.width) };
  };
  const timeAt = (x: number, width: number, of: Stretch) => of.from + (x / width) * (of.to - of.from);
  const down = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button > 1) return;
    const turned = event.shiftKey || event.button === 1;
    const other = mode === 'zoom' ? 'pan' : 'zoom';
    drag.current = { x: place(event).x, view, mode: turned ? other : mode, moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const start = drag.current;
    if (!start) return;
    const { x, width } = place(event);
    if (Math.abs(x - start.x) >= DRAG_FROM_PX) start.moved = true;
    if (!start.moved) return;
    if (start.mode === 'pan') onView(moveBy(start.view, whole, (start.x - x) / width));
    else setCovered({ left: Math.min(x, start.x), width: Math.abs(x - start.x) });
  };
  const up = (event: PointerEvent<HTMLDivElement>) => {
    const start = drag.current;
    drag.current = null;
    setCovered(null);
    if (!start) return;
    const { x, width } = place(event);
    if (!start.moved) onPoint(timeAt(x, width, view));
    else if (start.mode === 'zoom')
      onView(between(timeAt(start.x, width, start.view), timeAt(x, width, start.view), whole));
  };
  const wheel = (event: WheelEvent, over: Element) => {
    const { x, width } = place({ clientX: event.clientX, currentTarget: over });
    const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
    if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY))
      return onView(moveBy(view, whole, sideways > 0 ? 0.12 : -0.12));
    onView(zoomAt(view, whole, timeAt(x, width, view), event.deltaY > 0 ? 1.25 : 0.8));
  };
  const latest = useRef(wheel);
  latest.current = wheel;
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const over = layer.current;
    // Not React's own listener: that one can not keep the wheel from scrolling what is around the graph as well.
    const turn = (event: WheelEvent) => {
      event.preventDefault();
      if (over) latest.current(event, over);
    };
    over?.addEventListener('wheel', turn, { passive: false });
    return () => over?.removeEventListener('wheel', turn);
  }, []);
  return (
    <div
      ref={layer}
      className={`graph-pointer ${mode}`}
      data-testid="review-pointer"
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={() => {
        drag.current = null;
        setCovered(null);
      }}
    >
      {covered && <div className="covered" style={{ left: covered.left, width: covered.width }} />}
    </div>
  );
}
