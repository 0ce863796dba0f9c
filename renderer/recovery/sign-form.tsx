import { useState } from 'react';
import { blockedBy } from '../../shared/session/blocked';
import { signatureBroken } from '../../shared/session/recovery/signature';
import type { BedsideState, Session } from '../../shared/session/state';
import { deliveredMg, deliveredMl, infusingMs } from '../../shared/session/view';
import { formatDuration, formatIn } from '../../shared/units/format';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { PhysicianAct } from '../parts/physician-act';
import { noSecondPerson, secondPersonOf } from '../parts/second-person';
import { SignatureBlock } from '../parts/signature-block';

function rangeWords(low: number, high: number, unit: 'mg' | 'mL'): string {
  const [from, to] = [formatIn(low, unit), formatIn(high, unit)];
  return from === to ? `${to} ${unit}` : `${from} to ${to} ${unit}`;
}

/** What is signed, and the signature: name and PIN at this moment. */
export function SignForm({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const [physician, setPhysician] = useState(noSecondPerson);
  const submission = useSubmission();
  const { signature } = session.recovery;
  const dose = deliveredMg(session, now.mono);
  const volume = deliveredMl(session, now.mono);
  const witness = secondPersonOf(physician);
  const blocked =
    blockedBy(state, 'sign-discharge', now.mono) ?? (witness === undefined ? 'physician and PIN' : null);
  const sign = async () => {
    if (blocked !== null || witness === undefined) return;
    await submission.send({ kind: 'sign-discharge' }, witness);
    setPhysician(noSecondPerson);
  };
  return (
    <>
      <table className="sets">
        <tbody>
          <tr>
            <th scope="row">Patient</th>
            <td>
              {session.patient.name}, MRN {session.patient.mrn}
            </td>
          </tr>
          <tr>
            <th scope="row">Given</th>
            <td>
              {session.order.drug} {rangeWords(dose.lowMg, dose.highMg, 'mg')},{' '}
              {rangeWords(volume.low, volume.high, 'mL')}, by the pump’s account
            </td>
          </tr>
          <tr>
            <th scope="row">Infused</th>
            <td>
              {formatDuration(infusingMs(session, now.mono))}, {session.pauses} pauses
            </td>
          </tr>
          <tr>
            <th scope="row">Entries</th>
            <td>{session.recovery.charted.count}, each bound into the signature</td>
          </tr>
        </tbody>
      </table>
      {signature !== null && (
        <SignatureBlock
          name={signature.by.name}
          role={signature.by.role}
          at={signature.at}
          content={signature.content}
          broken={signatureBroken(session)}
        />
      )}
      <PhysicianAct
        {...{ physician, missing: blocked, pending: submission.pending, reasons: submission.reasons }}
        onPhysician={setPhysician}
        testid="sign-by"
        words="Sign: discharge approved"
        act="sign-discharge"
        hint="a later entry breaks the signature, and the screen says so"
        onAct={() => void sign()}
      />
    </>
  );
}
