import { memo, useEffect } from 'react';
import { AlarmTestScreen } from './alarm-test/alarm-test-screen';
import { BedsideScreen } from './bedside/bedside-screen';
import { CourseRoom } from './course-room';
import { HomeScreen } from './home/home-screen';
import { LedgerScreen } from './ledger/ledger-screen';
import { LibraryScreen } from './library/library-screen';
import { connect } from './live/connect';
import { useFreshAfterLock, useLockKey } from './live/lock';
import { usePainted } from './live/painted';
import { useRoute, whichScreen } from './live/route';
import { useLive } from './live/store';
import { useTouched } from './live/touched';
import { OutcomesScreen } from './outcomes/outcomes-screen';
import { OverridesScreen } from './overrides/overrides-screen';
import { CloseRefused } from './parts/close-refused';
import { NotLive } from './parts/not-live';
import { usePauseKeys } from './parts/pause-keys';
import { StartingScreen } from './parts/starting-screen';
import { PeopleScreen } from './people/people-screen';
import { PrestartScreen } from './prestart/prestart-screen';
import { RecoveryScreen } from './recovery/recovery-screen';
import { ReviewRoom } from './review-room';
import { SetupScreen } from './setup/setup-screen';
import { FirstRunScreen } from './signin/first-run-screen';
import { SignInScreen } from './signin/sign-in-screen';
import { useAlarmSound } from './sound/use-alarm-sound';
import { SyncScreen } from './sync/sync-screen';
import { SyncSetupScreen } from './sync-setup/sync-setup-screen';
import { TemplatesScreen } from './templates/templates-screen';
import { TurnedScreen } from './turned/turned-screen';

/** Apart from the clock of the alarm sound: a screen is made anew when what it shows changes, not four times a second. */
const Screen = memo(function Screen() {
  const { screen } = useRoute();
  const state = useLive((view) => view.state);
  const firstRun = useLive((view) => view.facts?.firstRun ?? null);
  switch (whichScreen(screen, state, firstRun)) {
    case 'starting':
      return <StartingScreen />;
    case 'first-run':
      return <FirstRunScreen />;
    case 'sign-in':
      return <SignInScreen />;
    case 'home':
      return <HomeScreen />;
    case 'setup':
      return <SetupScreen />;
    case 'templates':
      return <TemplatesScreen />;
    case 'review':
      return <ReviewRoom />;
    case 'course':
      return <CourseRoom />;
    case 'library':
      return <LibraryScreen />;
    case 'overrides':
      return <OverridesScreen />;
    case 'ledger':
      return <LedgerScreen />;
    case 'people':
      return <PeopleScreen />;
    case 'sync-setup':
      return <SyncSetupScreen />;
    case 'sync':
      return <SyncScreen />;
    case 'outcomes':
      return <OutcomesScreen />;
    case 'turned':
      return <TurnedScreen />;
    case 'alarm-test':
      return <AlarmTestScreen />;
    case 'prestart':
      return <PrestartScreen />;
    case 'recovery':
      return <RecoveryScreen key={screen} />;
    case 'bedside':
      return <BedsideScreen />;
  }
});

/** The window: one screen, and over all of them the stop by keyboard, the alarm sound and the "not live" veil. */
export function App() {
  useEffect(() => connect(window.bridge), []);
  usePauseKeys();
  useTouched();
  useLockKey();
  useFreshAfterLock();
  useAlarmSound();
  usePainted();
  return (
    <>
      <Screen />
      <NotLive />
      <CloseRefused />
    </>
  );
}
