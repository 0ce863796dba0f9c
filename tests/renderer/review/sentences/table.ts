import type { EventBody, EventType } from '../../../../shared/session/events';

/** A body of each type, and the sentence that it must become. */
export type Sentences = { [T in EventType]: readonly [EventBody<T>, string] };
