import type { PlanEntry } from '../../shared/ipc/asks/orders';

/** Since when nobody could ask the clinic's server for this copy of an order; null: it is fresh, or only here. */
export function offlineCopyWords({ elsewhere }: PlanEntry): string | null {
  const hours = elsewhere?.offlineHours ?? null;
  if (hours === null) return null;
  return hours === 'not-known'
    ? 'offline copy, the server was not asked yet'
    : `offline copy, asked for ${hours} h ago`;
}

/** Where an order came from, how old the copy is and what speaks against it, in one line under its row. */
export function OrderOrigin({ entry }: { entry: PlanEntry }) {
  const { elsewhere, against, state } = entry;
  const planned = state === 'planned';
  const offline = planned ? offlineCopyWords(entry) : null;
  const [first] = against;
  if (elsewhere === null && first === undefined) return null;
  return (
    <span className="cap work-note" data-testid="order-origin">
      {elsewhere !== null &&
        (elsewhere.came ? 'order from the clinic’s server' : 'also on the clinic’s server')}
      {offline !== null && <b className="order-against"> · {offline}</b>}
      {first !== undefined && (
        <b className="order-against" data-testid="order-against">
          {elsewhere !== null && ' · '}can not be started: {first}
          {against.length > 1 && ` And ${against.length - 1} more.`}
        </b>
      )}
    </span>
  );
}
