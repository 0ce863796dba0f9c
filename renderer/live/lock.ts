import { useEffect } from 'react';
import { goTo, routeStore } from './route';
import { useShortcuts } from './shortcuts';
import { liveStore, useLive } from './store';

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

/** Whoever comes next begins at the session, not where the one before left off. */
export function useFreshAfterLock(): void {
  const locked = useLive((view) => view.state !== null && view.state.operator === null);
  useEffect(() => {
    if (locked && routeStore.getState().screen !== 'session') goTo('session');
  }, [locked]);
}
