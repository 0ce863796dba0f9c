import { useEffect, useState } from 'react';
import type { PreparedInLedger } from '../../shared/ledger/fold';
import { traceable } from '../../shared/ledger/traceable';
import type { Session } from '../../shared/session/state';
import { formatIn } from '../../shared/units/format';
import { clockTime } from '../live/words';
import { CheckLine } from './check-line';
import { Refusals } from './sheet';

/** Syringes of the ledger that this one may be; null while they are being read. */
function useTraceable(session: Session, opened: boolean): readonly PreparedInLedger[] | null {
  const [found, setFound] = useState<readonly PreparedInLedger[] | null>(null);
  const { syringe, sessionId } = session;
  useEffect(() => {
    if (!opened || syringe === null) return;
    let gone = false;
    window.bridge.ask('ledger', {}).then(
      (view) => !gone && setFound(traceable(view.ledger.syringes, syringe, sessionId)),
      () => !gone && setFound([]),
    );
    return () => {
      gone = true;
    };
  }, [opened, syringe, sessionId]);
  return found;
}

/** Which syringe of the controlled-substance ledger is in the pump. Not saying it is possible, and is flagged there. */
export function LedgerLine(props: {
  session: Session;
  masked: boolean;
  opened: boolean;
  onTouch: () => void;
  onDone: () => void;
}) {
  const { session, masked, opened, onTouch, onDone } = props;
  const found = useTraceable(session, opened);
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const traced = session.ledger.loads.at(-1)?.syringeId ?? null;
  const required = session.policy.ledger.tracing === 'required';
  const trace = async (syringeId: string) => {
    const answer = await window.bridge
      .ask('traceSyringe', { syringeId })
      .catch((failure: unknown) => ({ kind: 'refused' as const, reasons: [String(failure)] }));
    setReasons(answer.kind === 'refused' ? answer.reasons : []);
    if (answer.kind === 'done') onDone();
  };
  if (session.syringe === null) return null;
  return (
    <div data-testid="ledger-line">
      <CheckLine
        words="Syringe in the drug ledger"
        below={
          traced !== null
            ? `syringe ${traced} of the ledger`
            : required
              ? 'open, touch to say which'
              : 'not said: the ledger will flag it'
        }
        done={traced !== null}
        testid="check-ledger"
        disabled={masked}
        opened={opened}
        onTouch={onTouch}
      />
      {opened && !masked && (
        <div className="check-form">
          {found?.length === 0 && (
            <p className="lab">
              No open syringe of the ledger has this drug and concentration. Enter it in the drug ledger.
            </p>
          )}
          {found?.map((one) => (
            <button
              key={one.id}
              type="button"
              className="btn low"
              data-testid={`trace-${one.id}`}
              onClick={() => void trace(one.id)}
            >
              {one.id}: {formatIn(one.volumeMl, 'mL')} mL, prepared {clockTime(one.preparedAt)} by{' '}
              {one.by.name}
            </button>
          ))}
          <Refusals reasons={reasons} />
        </div>
      )}
    </div>
  );
}
