import { useEffect, useRef } from 'react';
import { SCANNER_GAP_MS } from './shortcuts';

const SHORTEST_BADGE = 6;

/** Gathers keys that come too fast for a hand; the terminator ends them. */
export class BadgeKeys {
  #text = '';
  #lastMs = Number.NEGATIVE_INFINITY;

  /** The badge, when this key ends one; null otherwise. */
  press(key: string, atMs: number): string | null {
    const close = atMs - this.#lastMs < SCANNER_GAP_MS;
    this.#lastMs = atMs;
    if (key === 'Shift') return null;
    if (key === 'Enter') {
      const scanned = close && this.#text.length >= SHORTEST_BADGE ? this.#text : null;
      this.#text = '';
      return scanned;
    }
    if (key.length !== 1) {
      this.#text = '';
      return null;
    }
    this.#text = close ? this.#text + key : key;
    return null;
  }
}

/** While `onBadge` is given, a badge reader that types is heard wherever the focus is, and its Enter presses nothing. */
export function useBadgeScan(onBadge: ((badge: string) => void) | null): void {
  const latest = useRef(onBadge);
  latest.current = onBadge;
  useEffect(() => {
    const keys = new BadgeKeys();
    const down = (event: KeyboardEvent) => {
      if (latest.current === null) return;
      const badge = keys.press(event.key, event.timeStamp);
      if (badge === null) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      latest.current(badge);
    };
    window.addEventListener('keydown', down, true);
    return () => window.removeEventListener('keydown', down, true);
  }, []);
}
