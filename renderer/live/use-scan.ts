import { useEffect, useRef } from 'react';
import { ScanKeys } from './scan-keys';

type Held = { readonly field: HTMLInputElement; readonly value: string };

/** Puts back what stood in a field before a scanner typed into it, as if a hand had. */
function putBack({ field, value }: Held): void {
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/**
 * A scanner that types is heard wherever the focus is: its keys press no button, and a field in which they appeared
 * gets back what stood there.
 */
export function useScan(onScan: (text: string) => void): void {
  const latest = useRef(onScan);
  latest.current = onScan;
  useEffect(() => {
    const keys = new ScanKeys();
    let held: Held | null = null;
    const down = (event: KeyboardEvent) => {
      const field = event.target instanceof HTMLInputElement ? event.target : null;
      const before = field === null ? null : { field, value: field.value };
      const scan = keys.press({ key: event.key, ctrl: event.ctrlKey }, event.timeStamp);
      if (keys.isFresh && scan === null && event.key.length === 1) held = before;
      if (scan === null) {
        if (keys.isBurst && field === null && (event.key === ' ' || event.key === 'Enter'))
          event.preventDefault();
        return;
      }
      event.preventDefault();
      event.stopImmediatePropagation();
      if (held !== null) putBack(held);
      held = null;
      latest.current(scan);
    };
    window.addEventListener('keydown', down, true);
    return () => window.removeEventListener('keydown', down, true);
  }, []);
}
