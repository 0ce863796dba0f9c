import { useEffect, useRef } from 'react';

/** Two keys closer than this were typed by a scanner or a badge reader, not by a person. */
export const SCANNER_GAP_MS = 50;

/** Lets a single key through only when no other key came shortly before or after it. */
export class LoneKey {
  #lastMs = Number.NEGATIVE_INFINITY;
  #waiting: { key: string; cancel: () => void } | null = null;
  readonly #later: (run: () => void) => () => void;

  constructor(later: (run: () => void) => () => void) {
    this.#later = later;
  }

  press(key: string, atMs: number, act: (key: string) => void): void {
    const close = atMs - this.#lastMs < SCANNER_GAP_MS;
    this.#lastMs = atMs;
    this.#waiting?.cancel();
    this.#waiting = null;
    if (close) return;
    const cancel = this.#later(() => {
      this.#waiting = null;
      act(key);
    });
    this.#waiting = { key, cancel };
  }
}

const later = (run: () => void): (() => void) => {
  const timer = setTimeout(run, SCANNER_GAP_MS);
  return () => clearTimeout(timer);
};

/** Whether letters typed now belong to a text field. */
export function inTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}

/** Single-letter shortcuts. None of them can start, resume or raise anything. */
export function useShortcuts(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const lone = new LoneKey(later);
    const down = (event: KeyboardEvent) => {
      if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || inTextField(event.target)) return;
      lone.press(event.key.toLowerCase(), performance.now(), (key) => latest.current[key]?.());
    };
    window.addEventListener('keydown', down);
    return () => window.removeEventListener('keydown', down);
  }, []);
}
