import { useEffect } from 'react';
import { inTextField } from '../live/shortcuts';
import { tellPause } from '../live/submit';

/** Space held this long pauses; a short press goes on doing what it does on a focused button. */
export const SPACE_HOLD_MS = 300;

/** PAUSE by keyboard, from anywhere, locked or not: Space held, or Pause/Break, which works in a text field too. */
export function usePauseKeys(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let fired = false;
    const down = (event: KeyboardEvent) => {
      if (event.key === 'Pause') {
        event.preventDefault();
        if (!event.repeat) tellPause();
        return;
      }
      if (event.code !== 'Space' || inTextField(event.target)) return;
      if (event.repeat) {
        event.preventDefault();
        return;
      }
      fired = false;
      timer = setTimeout(() => {
        fired = true;
        tellPause();
      }, SPACE_HOLD_MS);
    };
    const up = (event: KeyboardEvent) => {
      if (event.code !== 'Space') return;
      clearTimeout(timer);
      if (fired) event.preventDefault();
      fired = false;
    };
    const blur = () => clearTimeout(timer);
    window.addEventListener('keydown', down, true);
    window.addEventListener('keyup', up, true);
    window.addEventListener('blur', blur);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', down, true);
      window.removeEventListener('keyup', up, true);
      window.removeEventListener('blur', blur);
    };
  }, []);
}
