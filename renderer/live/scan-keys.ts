import { GROUP_SEPARATOR } from '../../shared/barcode/gs1';
import { SCANNER_GAP_MS } from './shortcuts';

/** Shorter than any wristband or label; two quick keys of a hand are never this many. */
const SHORTEST_SCAN = 6;

export type ScanKey = { readonly key: string; readonly ctrl: boolean };

/** Gathers keys that come too fast for a hand; Enter or Tab ends them. */
export class ScanKeys {
  #text = '';
  #lastMs = Number.NEGATIVE_INFINITY;

  /** Whether keys are coming faster than a hand types: none of them may press a button. */
  isBurst = false;

  /** The scan, when this key ends one; null otherwise. */
  press({ key, ctrl }: ScanKey, atMs: number): string | null {
    const close = atMs - this.#lastMs < SCANNER_GAP_MS;
    this.isBurst = close && this.#text.length > 0;
    if (key === 'Shift' || key === 'Control' || key === 'Alt') return null;
    this.#lastMs = atMs;
    if (key === 'Enter' || key === 'Tab') {
      const scanned = close && this.#text.length >= SHORTEST_SCAN ? this.#text : null;
      this.#text = '';
      return scanned;
    }
    // A wedge types FNC1 as the control character of the group separator.
    const typed = ctrl && key === ']' ? GROUP_SEPARATOR : key;
    if (typed.length !== 1 || (ctrl && typed !== GROUP_SEPARATOR)) {
      this.#text = '';
      return null;
    }
    this.#text = close ? this.#text + typed : typed;
    return null;
  }

  /** The next key is the first of whatever comes. */
  get isFresh(): boolean {
    return this.#text.length <= 1;
  }
}
