import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { soundingPriority } from '../../shared/alarms/sounding';
import { monoMs } from '../../shared/time/clock';
import { useLive, useNow } from '../live/store';
import { type SoundStanding, Speaker } from './speaker';

/** Whether alarms can be heard, as this window found out; null: not tried yet. */
export const soundStore = createStore<{ readonly standing: SoundStanding | null }>()(() => ({
  standing: null,
}));

export function useSoundStanding(): SoundStanding | null {
  return useStore(soundStore, (held) => held.standing);
}

function tell(standing: SoundStanding): void {
  const before = soundStore.getState().standing;
  if (before?.working === standing.working && before.reason === standing.reason) return;
  soundStore.setState({ standing });
  window.bridge.tell('sound', standing);
}

/** Sounds the highest alarm that is there and not paused. A screen that is not live sounds too. */
export function useAlarmSound(): void {
  const alarms = useLive((view) => view.state?.alarms);
  const soundPause = useLive((view) => view.state?.soundPause ?? null);
  const now = useNow();
  const speaker = useRef<Speaker | null>(null);
  useEffect(() => {
    const made = new Speaker(tell);
    speaker.current = made;
    made.open();
    if (new URLSearchParams(window.location.search).get('probe') === '1') {
      window.soundProbe = {
        level: () => made.level(),
        bursts: () => made.bursts(),
        state: () => made.state(),
      };
    }
    return () => {
      made.close();
      speaker.current = null;
    };
  }, []);
  const wanted = soundingPriority(alarms ?? [], soundPause, now?.mono ?? monoMs(0));
  const priority = now !== null && !now.live && wanted !== 'high' ? 'medium' : wanted;
  useEffect(() => speaker.current?.sound(priority), [priority]);
}
