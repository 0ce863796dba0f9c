import { closeSheet } from '../live/route';
import { Sheet } from './sheet';
import { SignInForm } from './sign-in-form';

/** Signing in without leaving the session's screen. */
export function SignInSheet() {
  return (
    <Sheet
      title="Sign in"
      testid="sheet-sign-in"
      empty
      foot={
        <button type="button" className="btn outline" data-testid="sheet-close" onClick={() => closeSheet()}>
          Stay locked
        </button>
      }
    >
      <SignInForm onDone={() => closeSheet()} />
    </Sheet>
  );
}
