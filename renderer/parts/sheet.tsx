import { type ReactNode, useEffect, useRef } from 'react';
import { closeSheet } from '../live/route';

const EMPTY_CLOSES_MS = 120_000;

export type SheetProps = {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly testid: string;
  /** Nothing typed yet: it closes by itself after two minutes, and by Esc. */
  readonly empty: boolean;
  readonly children: ReactNode;
  readonly foot: ReactNode;
};

/** Covers the graph and the actions between PAUSE and the observation set; never a value, an alarm or PAUSE. */
export function Sheet({ title, aside, testid, empty, children, foot }: SheetProps) {
  const touched = useRef(performance.now());
  useEffect(() => {
    if (!empty) return;
    const touch = () => {
      touched.current = performance.now();
    };
    const key = (event: KeyboardEvent) => event.key === 'Escape' && closeSheet();
    const timer = setInterval(() => {
      if (performance.now() - touched.current > EMPTY_CLOSES_MS) closeSheet();
    }, 1_000);
    window.addEventListener('pointerdown', touch);
    window.addEventListener('keydown', key);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pointerdown', touch);
      window.removeEventListener('keydown', key);
    };
  }, [empty]);
  return (
    <section className="sheet" data-testid={testid} aria-label={title}>
      <header className="sheet-head">
        <h2 className="h2">{title}</h2>
        {aside && <span className="lab">{aside}</span>}
      </header>
      {children}
      <div className="sheet-foot">{foot}</div>
    </section>
  );
}

/** The way out of a sheet that keeps nothing; it says what stays as it is. `said` goes to the screen below. */
export function LeaveSheet({ children, said = null }: { children: ReactNode; said?: string | null }) {
  return (
    <button type="button" className="btn outline" data-testid="sheet-close" onClick={() => closeSheet(said)}>
      {children}
    </button>
  );
}

/** Why something was refused, each reason on its line. */
export function Refusals({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <ul className="refusals" data-testid="refusals">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}
