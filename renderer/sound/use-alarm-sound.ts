import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { AlarmPriority } from '../../shared/alarms/alarm';
import { soundingPriority } from '../../shared/alarms/sounding';
import { monoMs } from '../../shared/time/clock';
import { liveStore, useLive, useNow } from '../live/store';
import type { Loudness } from './pattern';
import { type SoundStanding, Speaker, type Tried } from './speaker';

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

let opened: Speaker | null = null;

/** How loud alarms are by the clinic's rules: those of the open session, else those of now. */
function loudness(): Loudness {
  const { state, facts } = liveStore.getState();
  return (state?.session?.policy ?? facts?.policy)?.alarms.sound ?? AT_ONCE_FULL;
}
/** Before anything is known of the clinic nobody set a floor. */
const AT_ONCE_FULL: Loudness = { floor: 1, usual: 1, riseSeconds: 1, fullAfterSeconds: 1 };

/** One burst for the alarm test. */
export async function testSound(priority: AlarmPriority): Promise<Tried> {
  return (await opened?.test(priority)) ?? 'silent';
}

/** Sounds the highest alarm that is there and not paused. A screen that is not live sounds too. */
export function useAlarmSound(): void {
  const alarms = useLive((view) => view.state?.alarms);
  const soundPause = useLive((view) => view.state?.soundPause ?? null);
  const sessionId = useLive(({ state }) =>
    state?.session?.phase === 'preparing' ? state.session.sessionId : null,
  );
  const now = useNow();
  const speaker = useRef<Speaker | null>(null);
  useEffect(() => {
    const made = new Speaker(tell, loudness);
    speaker.current = made;
    opened = made;
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
      opened = null;
    };
  }, []);
  const wanted = soundingPriority(alarms ?? [], soundPause, now?.mono ?? monoMs(0));
  const priority = now !== null && !now.live && wanted !== 'high' ? 'medium' : wanted;
  useEffect(() => speaker.current?.sound(priority), [priority]);
  // Each session finds out for itself whether it can be heard (SR-118).
  useEffect(() => {
    if (sessionId === null) return;
    void speaker.current?.check().then((found) => {
      tell(found);
      window.bridge.tell('soundChecked', found);
    });
  }, [sessionId]);
}
