import type { ReactNode } from 'react';
import type { PlanEntry } from '../../shared/ipc/asks/orders';
import type { Session } from '../../shared/session/state';
import { withUnit } from '../../shared/units/format';
import { ageInYears, clockTime, counted, lengthWords, sexWords } from '../live/words';
import { stepsWords } from '../parts/banner';
import { OrderOrigin } from './order-origin';

const phaseWords: Record<Session['phase'], string> = {
  preparing: 'Before start',
  infusing: 'Infusing',
  paused: 'Paused',
  recovery: 'Recovery',
  closed: 'Closed',
};

function StateCell({ entry, session }: { entry: PlanEntry; session: Session | null }) {
  if (entry.state === 'done') return <b>Done</b>;
  if (entry.state === 'open') {
    const here = session !== null && session.order.orderId === entry.order.orderId;
    return (
      <>
        <b>{here ? phaseWords[session.phase] : 'Open'}</b>
        <div className="cap">{here ? 'live on this workstation' : 'on the record here'}</div>
      </>
    );
  }
  if (entry.withdrawn !== null) {
    return (
      <>
        <b>Withdrawn</b>
        <div className="cap">
          {entry.withdrawn.reason} ·{' '}
          {entry.withdrawn.by === null ? 'on the clinic’s server' : `by ${entry.withdrawn.by.name}`},{' '}
          {clockTime(entry.withdrawn.at)}
        </div>
      </>
    );
  }
  if (entry.order.signedBy === null) return <span className="tag soft">Order not signed</span>;
  return (
    <>
      <b>Expected</b>
      <div className="cap">signed by {entry.order.signedBy.name}</div>
    </>
  );
}

function Row(props: {
  entry: PlanEntry;
  session: Session | null;
  chosen: boolean;
  at: number;
  onChosen: () => void;
}) {
  const { patient, order } = props.entry;
  return (
    <button
      type="button"
      className={`work-row ${props.entry.state}${props.chosen ? ' chosen' : ''}`}
      data-testid={`planned-${order.orderId}`}
      aria-pressed={props.chosen}
      onClick={props.onChosen}
    >
      <span className="time">{clockTime(order.plannedFor)}</span>
      <span>
        <b>{patient.name}</b>
        <span className="cap block">
          {ageInYears(patient.birthDate, props.at)} y · {sexWords(patient.sex)} · {patient.mrn} · session{' '}
          {order.sessionNumber} of {order.sessionsPlanned}
        </span>
      </span>
      <span>
        {stepsWords(order)}, {lengthWords(order.durationMin)}
        <span className="cap block">
          {order.drug}, {withUnit(order.totalMg, 'mg')} at {withUnit(order.concentrationMgPerMl, 'mg/mL')}
        </span>
      </span>
      <span>{order.room}</span>
      <span>
        <StateCell entry={props.entry} session={props.session} />
      </span>
      <OrderOrigin entry={props.entry} />
    </button>
  );
}

/** The planned sessions in the order of their time. */
export function Worklist(props: {
  planned: readonly PlanEntry[] | null;
  /** Why the list is not shown to this person. */
  refusal: string | null;
  chosen: string | null;
  onChosen: (orderId: string) => void;
  at: number;
  session: Session | null;
  /** What can be done with the chosen one, below the list. */
  children?: ReactNode;
}) {
  const { planned, refusal, chosen, onChosen, at, session } = props;
  const sorted = [...(planned ?? [])].sort((a, b) => a.order.plannedFor - b.order.plannedFor);
  const today = new Date(at).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return (
    <section className="panel worklist" data-testid="worklist">
      <header className="sheet-head">
        <h1 className="h2">Today, {today}</h1>
        <span className="lab">
          {counted(sorted.length, 'session', 'sessions')} · orders kept on this workstation
        </span>
      </header>
      <div className="work-row head cap" aria-hidden="true">
        <span>Start</span>
        <span>Patient</span>
        <span>Order</span>
        <span>Room</span>
        <span>State</span>
      </div>
      <div className="scroll work-rows">
        {refusal !== null && <p className="lab">{refusal}</p>}
        {planned === null && refusal === null && <p className="lab">Reading the list</p>}
        {planned?.length === 0 && (
          <p className="lab">No session is planned. A physician adds a patient and signs an order first.</p>
        )}
        {sorted.map((entry) => (
          <Row
            key={entry.order.orderId}
            entry={entry}
            session={session}
            chosen={entry.order.orderId === chosen}
            at={at}
            onChosen={() => onChosen(entry.order.orderId)}
          />
        ))}
      </div>
      {props.children}
    </section>
  );
}
