import { goTo } from '../live/route';
import { RoomFrame } from '../parts/room-frame';
import { SelfTestFailures, SelfTestLine } from '../parts/self-test';
import { SignInForm } from '../parts/sign-in-form';
import './signin.css';

/** Nobody is signed in and no session is open. */
export function SignInScreen() {
  return (
    <RoomFrame
      actions={
        <p className="panel not-cleared">Not a cleared medical device. Use only as its keeper allows.</p>
      }
    >
      <section className="panel sign-in-panel" data-testid="sign-in-screen">
        <div className="door-head">
          <h1 className="h2">Sign in</h1>
          <SelfTestLine />
        </div>
        <SelfTestFailures />
        <SignInForm onDone={() => goTo('home')} />
      </section>
    </RoomFrame>
  );
}
