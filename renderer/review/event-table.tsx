import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { AmendedEntry } from '../../shared/review/fold';
import type { LoggedEvent } from '../../shared/session/events';
import type { Timed } from '../../shared/timeline/timed-events';
import type { EventContext } from '../../shared/words/event-context';
import { entriesWords, eventWords } from '../../shared/words/event-words';
import { clockSeconds } from '../live/words';
import { CorrectedMark } from './entry-history';
import { type EventFilter, eventFilters, filtered } from './event-filters';
import type { Picked } from './open-session';

function tone(event: LoggedEvent): string {
  if (event.type === 'alarm.raised') return event.body.alarm.priority;
  if (event.type === 'alarm.escalated') return event.body.priority;
  return event.type === 'command.uncertain' ? 'unknown' : '';
}

/** Everything but the readings, in plain words; an entry leads to its place on the graph. */
export function EventTable(props: {
  log: readonly Timed[];
  context: EventContext;
  picked: Picked | null;
  onPick(picked: Picked): void;
  /** Values that were put right, by the entry that they stand in. */
  amended?: readonly AmendedEntry[];
  /** What stands under the entry that is marked. */
  more?: (event: LoggedEvent, t: number) => ReactNode;
}) {
  const { log, context, picked, onPick, amended = [], more } = props;
  const [filter, setFilter] = useState<EventFilter>('all');
  const list = useRef<HTMLOListElement>(null);
  const shown = useMemo(
    () => filtered(log, filter).map((entry) => ({ ...entry, words: eventWords(entry.event, context) })),
    [log, filter, context],
  );
  const marked = picked?.seq ?? null;
  useEffect(() => {
    if (marked === null) return;
    list.current
      ?.querySelector(`[data-seq="${marked}"]`)
      ?.closest('li')
      ?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  return (
    <div className="panel events" data-testid="review-events">
      <div className="events-head">
        <h2>Events</h2>
        <small>{entriesWords(shown.length)}</small>
      </div>
      <fieldset className="filters">
        <legend>Show</legend>
        {eventFilters.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            aria-pressed={filter === key}
            data-filter={key}
            onClick={() => setFilter(key)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <ol ref={list}>
        {shown.map(({ event, t, words }) => (
          <li key={event.seq}>
            <button
              type="button"
              data-seq={event.seq}
              data-type={event.type}
              className={marked === event.seq ? 'log-entry marked' : 'log-entry'}
              onClick={() => onPick({ t, seq: event.seq })}
            >
              <time>{clockSeconds(event.at)}</time>
              <span className={`tone ${tone(event)}`} aria-hidden="true" />
              <span>
                {words}
                <CorrectedMark amended={amended.filter(({ ofSeq }) => ofSeq === event.seq)} />
              </span>
            </button>
            {marked === event.seq && more?.(event, t)}
          </li>
        ))}
        {shown.length === 0 && <li className="empty">No entry of this kind.</li>}
      </ol>
    </div>
  );
}
