import type { SyncStatus } from '../../shared/sync/status';
import type { EpochMs } from '../../shared/time/clock';
import { formatNumber } from '../../shared/units/format';
import { clockSeconds, counted } from '../live/words';
import { lastingWords } from '../parts/sync-words';
import { laneWords } from './lane-words';

type On = Extract<SyncStatus, { kind: 'on' }>;

function linkWords({ link }: On, at: EpochMs): { readonly what: string; readonly why: string } {
  switch (link.kind) {
    case 'online':
      return { what: 'Online', why: `for ${lastingWords(link.since, at)}` };
    case 'offline':
      return { what: `Offline for ${lastingWords(link.since, at)}`, why: link.reason };
    case 'not-known':
      return { what: 'Not heard yet', why: 'since this program began' };
  }
}

const SKEW_WORTH_SAYING_MS = 5_000;

function skewWords(skewMs: number | null): string {
  if (skewMs === null) return 'not known';
  const seconds = formatNumber(Math.abs(skewMs) / 1_000, 1);
  return Math.abs(skewMs) < SKEW_WORTH_SAYING_MS
    ? `agrees within ${seconds} s`
    : `${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} this workstation’s. No time in the record is changed by it.`;
}

const oldWords = (ageMs: number, lasting: string): string => (ageMs < 60_000 ? 'just now' : `${lasting} old`);

/** How the way to the server stands, and what waits on it, by what is sent first. */
export function LanesPanel({ status, at, onLook }: { status: On; at: EpochMs; onLook(): void }) {
  const { what, why } = linkWords(status, at);
  const { waiting, lastSentAt, lastPulledAt, lanes, skewMs } = status;
  const lookNow = () => void window.bridge.ask('controlSync', { kind: 'look-now' }).then(onLook, onLook);
  return (
    <section className="panel sync-part-panel" aria-label="Standing">
      <h1>Clinic’s server</h1>
      <p className="sync-link" data-testid="sync-link">
        <b>{what}</b>
        <small>{why}</small>
      </p>
      <dl>
        <dt>Waiting</dt>
        <dd data-testid="sync-waiting">
          {waiting === 0 ? 'nothing, all is sent' : counted(waiting, 'record', 'records')}
        </dd>
        <dt>Last sent</dt>
        <dd>{lastSentAt === null ? 'nothing yet' : clockSeconds(lastSentAt)}</dd>
        <dt>Last asked what is new</dt>
        <dd>{lastPulledAt === null ? 'not yet' : clockSeconds(lastPulledAt)}</dd>
        <dt>Server’s clock</dt>
        <dd>{skewWords(skewMs)}</dd>
      </dl>
      <button type="button" className="btn" data-testid="sync-look-now" onClick={lookNow}>
        Try now
        <small>it goes on by itself too</small>
      </button>
      <table className="sync-lanes" data-testid="sync-lanes">
        <thead>
          <tr>
            <th scope="col">Sent in this order</th>
            <th scope="col">Waiting</th>
            <th scope="col">Oldest</th>
          </tr>
        </thead>
        <tbody>
          {lanes.map(({ lane, waiting: ofLane, oldestAt, stopped }) => (
            <tr key={lane}>
              <th scope="row">
                {laneWords[lane]}
                {stopped !== null && <small className="sync-stopped">! stopped: {stopped}</small>}
              </th>
              <td>{ofLane}</td>
              <td>{oldestAt === null ? '' : oldWords(at - oldestAt, lastingWords(oldestAt, at))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
