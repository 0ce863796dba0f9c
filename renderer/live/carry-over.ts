import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { CarryOver } from '../../shared/ipc/session-detail';

/** What the patient of a session was given before it: asked once; null while it is not here, `failed` if it never came. */
export type Carried = CarryOver | 'failed' | null;

const store = createStore<{ readonly sessionId: string; readonly carried: Carried }>()(() => ({
  sessionId: '',
  carried: null,
}));

async function ask(sessionId: string): Promise<void> {
  store.setState({ sessionId, carried: null });
  let carried: Carried = 'failed';
  try {
    carried = await window.bridge.ask('carryOver', { sessionId });
  } catch (failure) {
    console.error('What the patient was given before could not be read', failure);
  }
  if (store.getState().sessionId === sessionId) store.setState({ carried });
}

/** Asks for it when the session is another one than last time; null: there is no session. */
export function useCarried(sessionId: string | null): Carried {
  const known = useStore(store);
  useEffect(() => {
    if (sessionId !== null && store.getState().sessionId !== sessionId) void ask(sessionId);
  }, [sessionId]);
  return known.sessionId === sessionId ? known.carried : null;
}
