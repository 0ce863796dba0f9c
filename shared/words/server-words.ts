import type { EventBody, LoggedEvent } from '../session/events';

type ServerEvent = Extract<
  LoggedEvent,
  { type: 'clinic-server.set' | 'clinic-server.key' | 'clinic-server.decided' }
>;

function changeWords({ what, from, to }: EventBody<'clinic-server.set'>['changes'][number]): string {
  const was = from === null ? '' : ` (was ${from})`;
  return to === null ? `no ${what} any more${was}` : `${what} is ${to}${was}`;
}

/** One entry about the way to the clinic's server, as one short sentence without its time. */
export function serverWords(event: ServerEvent): string {
  const by = event.body.by.name;
  if (event.type === 'clinic-server.set') {
    return `Clinic’s server set by ${by}: ${event.body.changes.map(changeWords).join(', ')}`;
  }
  if (event.type === 'clinic-server.decided') {
    const { kind, key, reason } = event.body;
    return event.body.what === 'retried'
      ? `Sent to the clinic’s server once more by ${by}: ${kind} ${key}`
      : `Not sent to the clinic’s server, decided by ${by}: ${kind} ${key}, because ${reason}`;
  }
  const { keyId, what } = event.body;
  const key = `Key ${keyId} for the clinic’s server`;
  switch (what) {
    case 'made':
      return `${key} made by ${by}`;
    case 'used':
      return `${key} in use from now on, by ${by}`;
    case 'removed':
      return `${key} removed by ${by}`;
    case 'opened':
      return `${key} opened with its passphrase by ${by}`;
    case 'not-opened':
      return `${key} not opened: wrong passphrase typed by ${by}`;
  }
}
