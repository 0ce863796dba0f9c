import type { Bridge } from '../shared/ipc/contract';

declare global {
  interface Window {
    /** Put there by the preload: the whole conversation with the main process. */
    readonly bridge: Bridge;
    /** Only when the page was opened with `?probe=1`: what the alarm sound path is putting out. */
    soundProbe?: { level(): number; bursts(): number; state(): string };
  }
}
