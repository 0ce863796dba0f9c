import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { BedsideState } from '../../shared/session/state';
import { isWithPatient } from '../../shared/session/turned';

/** Parts of the way from the stop to the door that can be gone to by themselves, before the stop as well. */
export type RecoveryPart = 'questionnaires' | 'risk';
export type Screen =
  | 'session'
  | 'home'
  | 'setup'
  | 'templates'
  | 'review'
  | 'course'
  | 'library'
  | 'overrides'
  | 'ledger'
  | 'people'
  | 'sync-setup'
  | 'alarm-test'
  | 'outcomes'
  | 'sync'
  | 'recovery'
  | RecoveryPart;
export type SheetName =
  | 'alarms'
  | 'alarm-limits'
  | 'more'
  | 'change-rate'
  | 'resume-at'
  | 'bolus'
  | 'symptom'
  | 'note'
  | 'adjunct'
  | 'observation'
  | 'end'
  | 'next-syringe'
  | 'sign-in'
  | 'hand-over'
  | 'order-decision'
  | 'prediction';

export type Route = {
  readonly screen: Screen;
  readonly sheet: SheetName | null;
  readonly said: string | null;
  /** What the screen is opened on: a patient for the course, a session for the review; null: it begins at its list. */
  readonly subject: string | null;
};

/** Where the person in front of the screen is. Nothing about the session lives here. */
export const routeStore = createStore<Route>()(() => ({
  screen: 'session',
  sheet: null,
  said: null,
  subject: null,
}));

export const goTo = (screen: Screen, subject: string | null = null): void =>
  routeStore.setState({ screen, sheet: null, said: null, subject });
export const openSheet = (sheet: SheetName): void => routeStore.setState({ sheet, said: null });
/** Closes the sheet; `said` stays in the place of the sheet until the next touch (what was left unchanged). */
export const closeSheet = (said: string | null = null): void => routeStore.setState({ sheet: null, said });

export function useRoute(): Route {
  return useStore(routeStore);
}

export type Shown =
  | 'starting'
  | 'first-run'
  | 'sign-in'
  | 'home'
  | 'setup'
  | 'templates'
  | 'review'
  | 'course'
  | 'library'
  | 'overrides'
  | 'ledger'
  | 'people'
  | 'sync-setup'
  | 'alarm-test'
  | 'outcomes'
  | 'sync'
  | 'turned'
  | 'prestart'
  | 'recovery'
  | 'bedside';

/** From the moment in which a start is asked for drug may flow: then PAUSE and the answer of the pump are what counts. */
function sessionScreen({ session }: BedsideState): Shown {
  return session?.phase === 'preparing' && session.openCommand === null ? 'prestart' : 'bedside';
}

/** Which screen is shown. An open session never hides behind the sign-in: without an operator it is locked instead. */
export function whichScreen(screen: Screen, state: BedsideState | null, firstRun: boolean | null): Shown {
  if (state === null || firstRun === null) return 'starting';
  // Nothing else is reached from the patient's screen, whatever was open before.
  if (state.operator === null && isWithPatient(state)) return 'turned';
  const phase = state.session?.phase ?? 'closed';
  const open = phase !== 'closed';
  if (screen === 'session' && open) return sessionScreen(state);
  if (firstRun && !open) return 'first-run';
  if (state.operator === null) return open ? sessionScreen(state) : 'sign-in';
  switch (screen) {
    case 'session':
      return 'home';
    case 'recovery':
    case 'questionnaires':
    case 'risk':
      return open ? 'recovery' : 'home';
    default:
      return screen;
  }
}
