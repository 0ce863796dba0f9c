import { useEffect } from 'react';
import { monoMs } from '../../shared/time/clock';
import { useLive } from './store';

/** Tells the main process, after the frame that showed it, which state and which reading are on the screen. */
export function usePainted(): void {
  const state = useLive((view) => view.state);
  useEffect(() => {
    if (state === null) return;
    const readings = [state.pump.reading?.mono ?? null, state.monitor.lastReadingMono].filter(
      (mono): mono is NonNullable<typeof mono> => mono !== null,
    );
    const newest = readings.length === 0 ? null : monoMs(Math.max(...readings));
    const channel = new MessageChannel();
    // The message is delivered after the frame's paint; the callback alone would run before it.
    channel.port1.onmessage = () => {
      window.bridge.tell('painted', { seq: state.seq, mono: newest });
      channel.port1.close();
    };
    requestAnimationFrame(() => channel.port2.postMessage(null));
  }, [state]);
}
