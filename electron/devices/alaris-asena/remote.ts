import type { PumpControl } from '../../../shared/readings/pump';
import type { Clock } from '../../../shared/time/clock';
import type { DeviceReport } from '../driver';
import { remoteKey } from './frame';
import type { RemoteName } from './requests';
import type { Answer, Talk } from './talk';

/** The grant of remote control on one connection (pumps.md 2.2 steps 4 and 6; H11, H12). */
export interface Remote {
  readonly state: PumpControl;
  /** Claims control of the pump with this serial number; anything but `PERMIT` is a refusal. */
  take(): Promise<void>;
  /** Renews the grant. False: it was refused (then it is withdrawn) or nobody answered. */
  refresh(): Promise<boolean>;
  /** Gives control back; both shapes of the reply are fine, and so is none. */
  giveBack(detail: string): Promise<void>;
  /** Control is lost for a reason seen elsewhere; only `take` can bring it back. */
  lose(detail: string): void;
  /** Reports the state as it is now. */
  tell(detail: string): void;
}

/** Opens the grant for the pump `serialNumber`; nothing is claimed before `take`. */
export function openRemote(
  talk: Talk,
  serialNumber: string,
  clock: Clock,
  report: (report: DeviceReport) => void,
): Remote {
  let state: PumpControl = 'pump';
  let taking = false;

  function tell(detail: string): void {
    report({ kind: 'control', instant: clock.now(), control: state, detail });
  }

  function become(next: PumpControl, detail: string): void {
    state = next;
    tell(detail);
  }

  const grantOf =
    (name: RemoteName): Answer<'granted' | 'refused'> =>
    (reply) => {
      if (reply.kind !== 'remote' || reply.name !== name) return null;
      return reply.state === 'ENABLED' && reply.answer === 'PERMIT' ? 'granted' : 'refused';
    };

  const claim = (name: RemoteName) =>
    talk.read({ kind: 'claim', name, key: remoteKey(serialNumber) }, grantOf(name));

  async function release(name: RemoteName): Promise<boolean> {
    const ending = await talk.read({ kind: 'give-back', name }, (reply) =>
      reply.kind === 'remote' && reply.name === name && reply.state === 'DISABLED' ? true : null,
    );
    return ending.kind === 'answered';
  }

  return {
    get state() {
      return state;
    },
    tell,
    async take() {
      if (taking) return;
      if (state === 'console') {
        tell('remote control is held already');
        return;
      }
      taking = true;
      const control = await claim('REMOTE_CTRL');
      taking = false;
      if (control.kind !== 'answered') {
        become('refused', 'the pump did not answer the request for remote control: observe only');
        return;
      }
      if (control.answer !== 'granted') {
        become('refused', 'the pump refused remote control: observe only');
        return;
      }
      state = 'console';
      const settings = await claim('REMOTE_CFG');
      // Something may have taken it away meanwhile.
      if (state !== 'console') return;
      const whole = settings.kind === 'answered' && settings.answer === 'granted';
      tell(whole ? 'remote control granted' : 'remote control granted; remote configuration was not');
    },
    async refresh() {
      if (state !== 'console') return false;
      const ending = await claim('REMOTE_CTRL');
      if (state !== 'console' || ending.kind !== 'answered') return false;
      if (ending.answer === 'granted') return true;
      become('withdrawn', 'the pump withdrew remote control: operate it at the pump, or take control again');
      return false;
    },
    async giveBack(detail) {
      if (state !== 'console') return;
      state = 'pump';
      const heard = (await release('REMOTE_CTRL')) && (await release('REMOTE_CFG'));
      tell(heard ? detail : `${detail}; the pump did not answer`);
    },
    lose(detail) {
      if (state === 'console') become('withdrawn', detail);
    },
  };
}
