import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState } from '../../shared/session/state';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { Refusals } from './sheet';
import './cards.css';

/** Why a device at the cable is not taken for this session's; null when it is. */
function otherDevice(state: BedsideState, role: 'pump' | 'monitor'): 'device' | 'patient' | null {
  const { identity, acceptedSerial, link } = state[role];
  if (link.kind !== 'up' || identity === null) return null;
  if (acceptedSerial !== null && identity.serialNumber !== acceptedSerial) return 'device';
  return role === 'monitor' && !state.monitor.trusted ? 'patient' : null;
}

/** Another device than the one this session was opened with stands at the cable, or it shows another patient. */
export function DeviceCard({ state, now }: { state: BedsideState; now: Now }) {
  const submission = useSubmission();
  const device = (['pump', 'monitor'] as const).find((role) => otherDevice(state, role) !== null);
  if (device === undefined) return null;
  const patient = otherDevice(state, device) === 'patient';
  const { identity, acceptedSerial } = state[device];
  const blocked = blockedBy(state, 'accept-device', now.mono);
  return (
    <div className="card" data-testid="device-card">
      <div className="grow">
        <b>
          {patient
            ? `The monitor ${identity?.serialNumber} was reconnected or shows another patient`
            : `Another ${device} is at the cable: ${identity?.model} ${identity?.serialNumber}`}
        </b>
        <div className="lab">
          {patient
            ? 'Read the name on the monitor. Until then its values are not taken.'
            : `This session began with ${acceptedSerial}. Read the number on the device.`}
        </div>
        <Refusals reasons={submission.reasons} />
      </div>
      <button
        type="button"
        className={blocked === null ? 'btn outline low' : 'btn low blocked'}
        data-testid={`accept-device-${device}`}
        onClick={() => blocked === null && void submission.send({ kind: 'accept-device', device })}
      >
        {patient ? 'It shows this patient' : `It is ${identity?.serialNumber}`}
        {blocked !== null && <small>{blocked}</small>}
      </button>
    </div>
  );
}

/** The pump's controls are held by the pump itself. */
export function ControlCard({ state, now }: { state: BedsideState; now: Now }) {
  const submission = useSubmission();
  const { control, controlDetail, link } = state.pump;
  if (link.kind !== 'up' || (control !== 'refused' && control !== 'withdrawn' && control !== 'pump'))
    return null;
  const blocked = blockedBy(state, 'take-control', now.mono);
  return (
    <div className="card" data-testid="control-card">
      <div className="grow">
        <b>The pump holds its own controls</b>
        <div className="lab">{controlDetail || 'Changes are made at the pump. PAUSE is still sent.'}</div>
        <Refusals reasons={submission.reasons} />
      </div>
      <button
        type="button"
        className={blocked === null ? 'btn outline low' : 'btn low blocked'}
        data-testid="take-control"
        onClick={() => blocked === null && void submission.send({ kind: 'take-control' })}
      >
        Take control
        {blocked !== null && <small>{blocked}</small>}
      </button>
    </div>
  );
}
