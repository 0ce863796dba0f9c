import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

// Off until somebody asks for it: there is no agreed rate of equilibration.
const store = createStore<{ readonly shown: boolean }>()(() => ({ shown: false }));

/** Whether the effect site is drawn, and what turns it on and off. */
export function useEffectSite(): { readonly shown: boolean; turn(): void } {
  const shown = useStore(store, (held) => held.shown);
  return { shown, turn: () => store.setState({ shown: !shown }) };
}
