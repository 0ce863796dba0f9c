import { useEffect } from 'react';

const AT_MOST_EVERY_MS = 5_000;

/** Tells the main process that somebody is there; it decides when nobody has been for too long. */
export function useTouched(): void {
  useEffect(() => {
    let lastMs = Number.NEGATIVE_INFINITY;
    const touched = () => {
      const nowMs = performance.now();
      if (nowMs - lastMs < AT_MOST_EVERY_MS) return;
      lastMs = nowMs;
      window.bridge.tell('touched', {});
    };
    window.addEventListener('pointerdown', touched, true);
    window.addEventListener('keydown', touched, true);
    return () => {
      window.removeEventListener('pointerdown', touched, true);
      window.removeEventListener('keydown', touched, true);
    };
  }, []);
}
