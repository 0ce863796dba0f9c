import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';

/** Lays its children over one lane of the chart, between the chart's gutter and its right edge. */
export function LaneLayer(props: {
  lane: string;
  within: RefObject<HTMLElement | null>;
  children: ReactNode;
}) {
  const { lane, within, children } = props;
  const [element, setElement] = useState<Element | null>(null);
  // After the layout: only then is the chart's own element known to its parent.
  useEffect(() => {
    setElement(within.current?.querySelector(`[data-lane="${lane}"]`) ?? null);
  }, [lane, within]);
  return element && createPortal(<div className={`lane-layer ${lane}`}>{children}</div>, element);
}
