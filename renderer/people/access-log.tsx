import { useCallback, useEffect, useState } from 'react';
import type { LoggedEvent } from '../../shared/session/events';
import { type AccessEvent, accessWords } from '../../shared/words/access-words';
import { failureWords } from '../live/failure-words';
import { clockSeconds, dateWords } from '../live/words';

const types: ReadonlySet<string> = new Set<AccessEvent['type']>([
  'operator.signed-in',
  'operator.signed-out',
  'operator.refused',
  'operator.handed-over',
  'operator.broke-glass',
  'glass.seen',
  'person.changed',
  'record.viewed',
]);
const isAccess = (event: LoggedEvent): event is AccessEvent => types.has(event.type);

/** The day of an instant in the workstation's own time, as a calendar date. */
function dayOf(at: number): string {
  const day = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return dateWords(`${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`);
}

function Entry({ event, seen, onSeen }: { event: AccessEvent; seen: boolean; onSeen: () => void }) {
  const glass = event.type === 'operator.broke-glass';
  return (
    <div
      className={glass && !seen ? 'people-entry glass' : 'people-entry'}
      data-testid={glass ? 'glass-entry' : 'access-entry'}
    >
      <div className="cap">
        {dayOf(event.at)}, {clockSeconds(event.at)}
      </div>
      {accessWords(event)}
      {glass && !seen && (
        <button type="button" className="btn low" data-testid="glass-seen" onClick={onSeen}>
          Mark this emergency access as read
        </button>
      )}
      {glass && seen && <div className="cap">read by an administrator</div>}
    </div>
  );
}

/** Who came in, who was not let in, who looked at what; emergency accesses that nobody has read come first. */
export function AccessLog({ turn }: { turn: number }) {
  const [events, setEvents] = useState<readonly AccessEvent[]>([]);
  const [failed, setFailed] = useState<string | null>(null);
  const read = useCallback(() => {
    window.bridge.ask('accessLog', {}).then(
      (found) => {
        setEvents(found.filter(isAccess));
        setFailed(null);
      },
      (failure) => setFailed(failureWords(failure)),
    );
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is what makes the list old
  useEffect(read, [read, turn]);
  const seen = new Set(events.flatMap((event) => (event.type === 'glass.seen' ? [event.body.glassSeq] : [])));
  const unread = (event: AccessEvent) => event.type === 'operator.broke-glass' && !seen.has(event.seq);
  const sorted = [...events.filter(unread), ...events.filter((event) => !unread(event))];
  const mark = (glassSeq: number) =>
    void window.bridge
      .ask('glassSeen', { glassSeq })
      .then(read, (failure) => setFailed(failureWords(failure)));
  return (
    <section className="panel people-panel">
      <h2 className="h2">Who came in</h2>
      {failed !== null && <p className="field-reason">{failed}</p>}
      <div className="scroll people-entries" data-testid="access-log">
        {sorted.map((event) => (
          <Entry key={event.seq} event={event} seen={seen.has(event.seq)} onSeen={() => mark(event.seq)} />
        ))}
      </div>
    </section>
  );
}
