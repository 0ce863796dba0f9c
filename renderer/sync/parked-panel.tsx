import { useState } from 'react';
import type { Role } from '../../shared/record/people';
import { mayDo } from '../../shared/record/permissions';
import type { SyncControl } from '../../shared/sync/control';
import { kindWords } from '../../shared/sync/item-words';
import type { ParkedItem, SyncStatus } from '../../shared/sync/status';
import { failureWords } from '../live/failure-words';
import { goTo } from '../live/route';
import { clockSeconds, counted } from '../live/words';
import { Refusals } from '../parts/sheet';

type Props = {
  readonly status: Extract<SyncStatus, { kind: 'on' }>;
  readonly role: Role | null;
  onChanged(): void;
};

function NotSent({
  item,
  onDecide,
  onLeave,
}: {
  item: ParkedItem;
  onDecide(reason: string): void;
  onLeave(): void;
}) {
  const [reason, setReason] = useState('');
  const { holdsUp } = item;
  return (
    <form
      className="sync-why"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') onDecide(reason.trim());
      }}
    >
      <label>
        Why it is not sent
        <textarea
          value={reason}
          maxLength={500}
          rows={2}
          data-testid="sync-reason"
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <p>
        It stays in the record of this workstation.
        {holdsUp > 0 && ` ${counted(holdsUp, 'record', 'records')} that name it can not be sent either.`}
      </p>
      <div className="sync-ways">
        <button type="submit" className="btn" disabled={reason.trim() === ''} data-testid="sync-dismiss-hold">
          Keep it here only
        </button>
        <button type="button" className="btn" onClick={onLeave}>
          Leave it waiting
        </button>
      </div>
    </form>
  );
}

function Parked({
  item,
  may,
  onControl,
}: {
  item: ParkedItem;
  may: boolean;
  onControl(control: SyncControl): void;
}) {
  const [asked, setAsked] = useState(false);
  const { kind, key, since, reason, holdsUp, sessionId } = item;
  return (
    <li data-testid="sync-parked" data-key={key}>
      <b>{kindWords(kind)}</b>
      <small>
        refused {clockSeconds(since)}
        {holdsUp > 0 && `, ${counted(holdsUp, 'record waits', 'records wait')} for it`}
      </small>
      <p className="sync-reason">{reason}</p>
      {asked ? (
        <NotSent
          item={item}
          onDecide={(why) => onControl({ kind: 'dismiss', of: kind, key, reason: why })}
          onLeave={() => setAsked(false)}
        />
      ) : (
        <div className="sync-ways">
          {sessionId !== null && (
            <button
              type="button"
              className="btn"
              data-testid="sync-see"
              onClick={() => goTo('review', sessionId)}
            >
              See the session
            </button>
          )}
          <button
            type="button"
            className="btn"
            disabled={!may}
            data-testid="sync-retry"
            onClick={() => onControl({ kind: 'retry', of: kind, key })}
          >
            Send again
          </button>
          <button
            type="button"
            className="btn"
            disabled={!may}
            data-testid="sync-dismiss"
            onClick={() => setAsked(true)}
          >
            Do not send
          </button>
        </div>
      )}
    </li>
  );
}

/** What the server would not take, in its own words. Everything else goes on meanwhile. */
export function ParkedPanel({ status, role, onChanged }: Props) {
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const may = role !== null && mayDo(role, 'keep-server');
  const { parked } = status;
  const control = (asked: SyncControl) => {
    window.bridge.ask('controlSync', asked).then(
      (answer) => {
        setRefusals(answer.kind === 'refused' ? answer.reasons : []);
        onChanged();
      },
      (failure: unknown) => setRefusals([failureWords(failure)]),
    );
  };
  return (
    <section className="panel sync-part-panel" aria-label="Refused by the server">
      <h2>
        Refused by the server <small>{parked.length === 0 ? 'nothing' : parked.length}</small>
      </h2>
      <p className="sync-quiet">
        {parked.length === 0
          ? 'What the server refuses stands here with its reason, until somebody mends it or decides.'
          : `Nothing is lost: each is in the record of this workstation. Mend what the server names, here or there, then send again.${may ? '' : ' An administrator decides.'}`}
      </p>
      <Refusals reasons={refusals} />
      <ul className="sync-parked">
        {parked.map((item) => (
          <Parked key={`${item.kind} ${item.key}`} item={item} may={may} onControl={control} />
        ))}
      </ul>
    </section>
  );
}
