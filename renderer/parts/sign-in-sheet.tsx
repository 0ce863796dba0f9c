import { useEffect } from 'react';
import { closeSheet, openSheet } from '../live/route';
import { useLive } from '../live/store';
import { LeaveSheet, Sheet } from './sheet';
import { SignInForm } from './sign-in-form';

/** Signing in without leaving the session's screen. Another nurse than the session's is asked whether they take over. */
export function SignInSheet() {
  const operator = useLive((view) => view.state?.operator ?? null);
  const responsible = useLive((view) => view.state?.session?.responsible ?? null);
  useEffect(() => {
    if (operator === null) return;
    if (operator.role === 'nurse' && responsible !== null && responsible.personId !== operator.personId) {
      openSheet('hand-over');
    } else closeSheet();
  }, [operator, responsible]);
  return (
    <Sheet title="Sign in" testid="sheet-sign-in" empty foot={<LeaveSheet>Stay locked</LeaveSheet>}>
      <SignInForm onDone={() => undefined} />
    </Sheet>
  );
}
