import { useShortcuts } from './shortcuts';
import { liveStore } from './store';

/** Locks the workstation: whoever is signed in is out; values, alarms and PAUSE stay. */
export function lock(): Promise<unknown> {
  return window.bridge.ask('signOut', {});
}

/** `L` locks, on every screen. */
export function useLockKey(): void {
  useShortcuts({
    l: () => {
      if (liveStore.getState().state?.operator != null) void lock();
    },
  });
}
