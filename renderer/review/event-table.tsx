import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { AmendedEntry } from '../../shared/review/fold';
import type { LoggedEvent } from '../../shared/session/events';
import type { Timed } from '../../shared/timeline/timed-events';
import type { EventContext } from '../../shared/words/event-context';
import { entriesWords, eventWords } from '../../shared/words/event-words';
import { clockSeconds } from '../live/words';
import { CorrectedMark } from './entry-history';
import { type EventFilter, eventFilters } from './event-filters';
import { nextEntry } from './graph-keys';
import type { Picked } from './open-session';

function tone(event: LoggedEvent): string {
  if (event.type === 'alarm.raised') return event.body.alarm.priority;
  if (event.type === 'alarm.escalated') return event.body.priority;
  return event.type === 'command.uncertain' ? 'unknown' : '';
}

/** Everything but the readings, in plain words; an entry leads to its place on the graph. */
export function EventTable(props: {
  /** The entries that the filter lets through. */
  entries: readonly Timed[];
  filter: EventFilter;
  onFilter(filter: EventFilter): void;
  context: EventContext;
  picked: Picked | null;
  onPick(picked: Picked): void;
  /** Values that were put right, by the entry that they stand in. */
  amended?: readonly AmendedEntry[];
  /** What stands under the entry that is marked. */
  more?: (event: LoggedEvent, t: number) => ReactNode;
}) {
  const { entries, filter, onFilter, context, picked, onPick, amended = [], more } = props;
  const list = useRef<HTMLOListElement>(null);
  const shown = useMemo(
    () => entries.map((entry) => ({ ...entry, words: eventWords(entry.event, context) })),
    [entries, context],
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
        {([-1, 1] as const).map((way) => {
          const next = nextEntry(entries, picked, way);
          return (
            <button
              key={way}
              type="button"
              className="plain"
              data-testid={way === 1 ? 'review-next' : 'review-previous'}
              disabled={next === null}
              onClick={() => next !== null && onPick(next)}
            >
              {way === 1 ? 'Next' : 'Previous'}
            </button>
          );
        })}
      </div>
      <fieldset className="filters">
        <legend>Show</legend>
        {eventFilters.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            aria-pressed={filter === key}
            data-filter={key}
            onClick={() => onFilter(key)}
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
