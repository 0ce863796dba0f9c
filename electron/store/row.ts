import type { EventDraft, EventType, LoggedEvent } from '../../shared/session/events';
import { eventBodies, eventVersion } from '../../shared/session/events';
import { epochMs, monoMs } from '../../shared/time/clock';
import type { Names } from './names';
import { EventNotValid } from './not-kept';
import { EventNotReadable } from './not-readable';
import { decodeReading, encodeReading } from './reading-body';
import { isEventType, upgradeBody } from './upgrade';

/** A row of the log as SQLite gives it. */
export type EventRow = {
  readonly seq: number;
  readonly session_no: number;
  readonly run_no: number;
  readonly at_ms: number;
  readonly mono_ms: number;
  readonly type: string;
  readonly version: number;
  readonly body: string;
};

function issues(type: EventType, body: unknown): string | null {
  const checked = eventBodies[type].safeParse(body);
  if (checked.success) return null;
  return checked.error.issues
    .map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`)
    .join('; ');
}

/** The text of a body, checked against the shape of its kind. */
export function encodeBody(draft: EventDraft): string {
  const problem = issues(draft.type, draft.body);
  if (problem !== null) throw new EventNotValid(draft.type, problem);
  if (draft.type === 'pump.reading' || draft.type === 'monitor.reading') return encodeReading(draft);
  return JSON.stringify(draft.body);
}

function decodeBody(row: EventRow, type: EventType): unknown {
  const stored: unknown = JSON.parse(row.body);
  const isReading = type === 'pump.reading' || type === 'monitor.reading';
  // A tuple is checked field by field as it is taken apart; a second check would double the time of a long graph.
  if (isReading && Array.isArray(stored) && row.version === eventVersion[type])
    return decodeReading(type, stored);
  const body = upgradeBody(type, row, isReading ? decodeReading(type, stored) : stored);
  const problem = issues(type, body);
  if (problem !== null) throw new Error(problem);
  return body;
}

/** A row as the event that it was, brought to today's version and checked. */
export function decodeRow(row: EventRow, { nameOf }: Pick<Names, 'nameOf'>): LoggedEvent {
  const { type } = row;
  if (!isEventType(type)) throw new EventNotReadable(row, 'this kind of event is not known');
  try {
    return {
      type,
      body: decodeBody(row, type),
      seq: row.seq,
      sessionId: nameOf(row.session_no),
      runId: nameOf(row.run_no),
      at: epochMs(row.at_ms),
      mono: monoMs(row.mono_ms),
      version: eventVersion[type],
    } as LoggedEvent;
  } catch (error) {
    throw new EventNotReadable(row, error instanceof Error ? error.message : String(error));
  }
}
