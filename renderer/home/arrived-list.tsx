import { useEffect, useState } from 'react';
import type { AskOutput } from '../../shared/ipc/contract';
import { mayDo } from '../../shared/record/permissions';
import { useLive } from '../live/store';
import { counted } from '../live/words';
import { ReasonedAct } from './reasoned-act';

export type Waiting = AskOutput<'arrivedElsewhere'>;
type Listed = Waiting['orders'][number];

/** What came from the clinic's server and waits for a person; empty until it is known. */
export function useArrived(changes: number): Waiting {
  const comings = useLive((view) => view.comings);
  const [waiting, setWaiting] = useState<Waiting>({ orders: [], patients: [] });
  // biome-ignore lint/correctness/useExhaustiveDependencies: something that came is what makes the list old
  useEffect(() => {
    let gone = false;
    window.bridge.ask('arrivedElsewhere', {}).then(
      (found) => !gone && setWaiting(found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [comings, changes]);
  return waiting;
}

function TakeOff({ listed, onDone }: { listed: Listed; onDone: () => void }) {
  const { server, serverId } = listed.from;
  return (
    <ReasonedAct
      testid="unlist"
      words="Take it off the list"
      hint="it stays in the log"
      reasonName="What became of it"
      leaveWords="Leave it on the list"
      run={(reason, pin) => window.bridge.ask('unlistOrder', { server, serverId, reason, pin })}
      onDone={onDone}
      onLeave={onDone}
    />
  );
}

/** Orders of the clinic's system that nobody can give as they came, and patients who were not taken over. */
export function ArrivedList({ waiting, onChanged }: { waiting: Waiting; onChanged: () => void }) {
  const operator = useLive((view) => view.state?.operator ?? null);
  const [open, setOpen] = useState<string | null>(null);
  const { orders, patients } = waiting;
  if (orders.length === 0 && patients.length === 0) return null;
  const signs = operator !== null && mayDo(operator.role, 'order');
  const counts = [
    ...(orders.length === 0 ? [] : [counted(orders.length, 'order', 'orders')]),
    ...(patients.length === 0 ? [] : [counted(patients.length, 'patient', 'patients')]),
  ];
  return (
    <section
      className="panel arrived"
      data-testid="arrived"
      aria-label="From the clinic’s server, waiting for a person"
    >
      <h2 className="h2">
        From the clinic’s system <span className="lab">{counts.join(', ')} to look at</span>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse only a focused text can be scrolled */}
      <div className="scroll arrived-rows" tabIndex={0}>
        {patients.map(({ serverId, words }) => (
          <p key={serverId} className="arrived-row" data-testid={`refused-patient-${serverId}`}>
            <b>Patient not taken over.</b> {words}
          </p>
        ))}
        {orders.map((listed) => (
          <div
            key={listed.from.serverId}
            className="arrived-row"
            data-testid={`listed-${listed.from.serverId}`}
          >
            <div className="row">
              <span className="grow">
                <b>{listed.patientName ?? 'Patient not known here'}</b>: {listed.drug}, {listed.text}
                <span className="cap block">
                  {listed.requester === null ? '' : `by ${listed.requester}; `}to be written and signed here,
                  because {listed.why}
                </span>
              </span>
              {signs && open !== listed.from.serverId && (
                <button
                  type="button"
                  className="btn outline low"
                  data-testid={`unlist-open-${listed.from.serverId}`}
                  onClick={() => setOpen(listed.from.serverId)}
                >
                  Done with it
                </button>
              )}
            </div>
            {open === listed.from.serverId && (
              <TakeOff
                listed={listed}
                onDone={() => {
                  setOpen(null);
                  onChanged();
                }}
              />
            )}
          </div>
        ))}
      </div>
    </section>
  );
}
