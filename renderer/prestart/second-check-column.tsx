import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import type { Now } from '../live/store';
import { clockTime } from '../live/words';
import { ControlCard, DeviceCard } from '../parts/device-cards';
import { SecondCheck } from '../parts/second-check';

/** The independent second check: what was typed blind, compared by the console. */
export function SecondCheckColumn(props: {
  state: BedsideState;
  session: Session;
  now: Now;
  typing: boolean;
  onTyping: (typing: boolean) => void;
}) {
  const { state, session, now, typing } = props;
  const { doubleCheck } = session;
  return (
    <section
      className={typing ? 'panel second-column typing' : 'panel second-column'}
      data-testid="second-check"
      data-standing={doubleCheck.kind}
    >
      <header className="sheet-head">
        <h2 className="h2">Second check</h2>
        <span className="lab">
          {doubleCheck.kind === 'agreed'
            ? `${doubleCheck.second.name} ${clockTime(doubleCheck.at)}`
            : blockedBy(state, 'double-check', now.mono)}
        </span>
      </header>
      <div className="scroll">
        <DeviceCard state={state} now={now} />
        {state.pump.control !== 'pump' && <ControlCard state={state} now={now} />}
        <SecondCheck {...props} />
      </div>
    </section>
  );
}
