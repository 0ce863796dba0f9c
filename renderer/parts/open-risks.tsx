import { useEffect, useState } from 'react';
import type { RiskOfPatient } from '../../shared/ipc/asks/outcomes';
import { placeWords } from '../../shared/record/place';
import { clockTime, dayWords } from '../../shared/words/phrases';
import { useLive } from '../live/store';
import './cards.css';

/** Patients whose suicide risk no physician has answered; asked again whenever an entry about one comes. */
export function useOpenRisks(again: unknown = null): readonly RiskOfPatient[] {
  const [found, setFound] = useState<readonly RiskOfPatient[]>([]);
  const sessionKey = useLive((view) => {
    const session = view.state?.session ?? null;
    return `${session?.sessionId} ${session?.phase} ${session?.recovery.risk.length}`;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the session says of risk, and what the screen just did, make the list old
  useEffect(() => {
    let gone = false;
    window.bridge.ask('openRisks', {}).then(
      (risks) => !gone && setFound(risks),
      // Who may not read it has no patient before them.
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [sessionKey, again]);
  return found;
}

/** One line a patient, until a physician has recorded what was done. Nothing closes it but that. */
export function OpenRisks(props: {
  readonly risks: readonly RiskOfPatient[];
  readonly onOpen: (patientId: string) => void;
}) {
  return (
    <>
      {props.risks.map(({ patient, risk, answered }) => (
        <div key={patient.patientId} className="card strong" data-testid={`open-risk-${patient.mrn}`}>
          <div className="grow">
            <b>SUICIDE RISK OPEN: {patient.name}</b>{' '}
            <span className="lab">
              {risk.map(({ words }) => words).join('; ')}.{' '}
              {answered === null
                ? 'No physician has acted yet. Call one.'
                : `${answered.by.name} answered it on ${dayWords(answered.at)}, ${clockTime(answered.at)}, at ${placeWords(answered.place)}. A physician looks at that and records it here.`}
            </span>
          </div>
          <button
            type="button"
            className="btn outline low"
            data-testid={`open-risk-act-${patient.mrn}`}
            onClick={() => props.onOpen(patient.patientId)}
          >
            Record what was done
          </button>
        </div>
      ))}
    </>
  );
}
