import { useEffect, useRef } from 'react';
import { inTextField } from '../live/shortcuts';

/** Telephone layout: 1 at the top. */
const layout = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'Delete'];
const names: Record<string, string> = { '.': 'point', Delete: 'delete' };

function keyOf(event: KeyboardEvent): string | null {
  if (event.key === 'Backspace' || event.key === 'Delete') return 'Delete';
  return /^[\d.,]$/.test(event.key) ? event.key : null;
}

/** Keys for one number. The keyboard's digits do the same as the keys on the glass. */
export function Keypad({ onKey, withPoint = true }: { onKey: (key: string) => void; withPoint?: boolean }) {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const down = (event: KeyboardEvent) => {
      const key = keyOf(event);
      if (key === null || event.ctrlKey || event.altKey || event.metaKey || inTextField(event.target)) return;
      event.preventDefault();
      if (!event.repeat) latest.current(key);
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, []);
  return (
    <div className="keys">
      {layout.map((key) =>
        key === '.' && !withPoint ? (
          <span key={key} />
        ) : (
          <button
            key={key}
            type="button"
            aria-label={names[key] ?? key}
            className={key === 'Delete' ? 'word' : ''}
            data-testid={`keypad-${names[key] ?? key}`}
            onClick={() => onKey(key)}
          >
            {key === '.' ? <span className="point" /> : key}
          </button>
        ),
      )}
    </div>
  );
}
