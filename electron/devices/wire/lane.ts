import type { Clock, Instant } from '../../../shared/time/clock';

/** One request and how its answer is recognised. `name` is what its answer is called by. */
export type Question<M, A> = {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** How long to wait for the answer, clock time; use `patience`. */
  readonly waitMs: number;
  /** The answer if the message is one, null for anything else: name *and* values are compared (H4). */
  readonly answer: (message: M) => A | null;
  /** Asked right before the first byte leaves; false: it is not sent any more. */
  readonly stillWanted?: () => boolean;
  /** Called in the tick in which the first byte leaves, before it does. */
  readonly onSending?: () => void;
};

/** How a question ended. `overtaken`: something urgent was written first. `unsent`: provably never left. */
export type Ending<A> =
  | { readonly kind: 'answered'; readonly answer: A; readonly instant: Instant }
  | { readonly kind: 'unanswered' }
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'unsent' };

/** One request in flight at a time; what must not wait goes first. */
export interface Lane<M> {
  /** Asks when all earlier questions have ended. */
  ask<A>(question: Question<M, A>): Promise<Ending<A>>;
  /** Writes in this very tick, whatever is outstanding; the outstanding question ends as `overtaken`. */
  askFirst<A>(question: Question<M, A>): Promise<Ending<A>>;
  /** A valid message arrived. True if it answered the question in flight. */
  hear(message: M, name: string, instant: Instant): boolean;
  /**
   * How many answers of this name may still come from questions that ended without one. The first answers of this
   * name may be theirs (H4): whoever needs to know what holds *now* asks that many times more.
   */
  owed(name: string): number;
  /** The connection is gone: waiting questions were never sent, the one in flight was never answered. */
  end(): void;
}

/** An answer that has not come within this time will not come, clock ms (pumps.md 2.3: 4000 ms is the pump's own limit). */
const OWED_MS = 4000;

type Waiting<M> = {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly waitMs: number;
  readonly stillWanted: () => boolean;
  readonly onSending: () => void;
  readonly settle: (kind: 'unanswered' | 'overtaken' | 'unsent') => void;
  readonly offer: (message: M, instant: Instant) => boolean;
};

/** A lane over `write`, which must put the bytes on their way in the same tick. All times from `clock`. */
export function openLane<M>(clock: Clock, write: (bytes: Uint8Array) => Promise<void>): Lane<M> {
  const queue: Waiting<M>[] = [];
  /** Answers that never came, by name, and until when they still may. */
  const owed = new Map<string, number[]>();
  let inFlight: { readonly waiting: Waiting<M>; readonly cancel: () => void } | null = null;
  let over = false;

  const stillOwed = (name: string): number[] =>
    (owed.get(name) ?? []).filter((until) => until > clock.now().mono);

  function owes(name: string): void {
    owed.set(name, [...stillOwed(name), clock.now().mono + OWED_MS]);
  }

  function finish(kind: 'unanswered' | 'overtaken'): void {
    const current = inFlight;
    if (current === null) return;
    inFlight = null;
    current.cancel();
    owes(current.waiting.name);
    current.waiting.settle(kind);
  }

  function send(waiting: Waiting<M>): void {
    if (!waiting.stillWanted()) {
      waiting.settle('unsent');
      next();
      return;
    }
    // The waiter is in place before the first byte leaves: an answer can not come too early.
    const cancel = clock.after(waiting.waitMs, () => {
      finish('unanswered');
      next();
    });
    const flight = { waiting, cancel };
    inFlight = flight;
    waiting.onSending();
    write(waiting.bytes).catch(() => {
      // Some of it may have left: that is not knowing, not "no".
      if (inFlight !== flight) return;
      finish('unanswered');
      next();
    });
  }

  function next(): void {
    while (inFlight === null && !over) {
      const waiting = queue.shift();
      if (waiting === undefined) return;
      send(waiting);
    }
  }

  function prepare<A>(question: Question<M, A>, resolve: (ending: Ending<A>) => void): Waiting<M> {
    return {
      name: question.name,
      bytes: question.bytes,
      waitMs: question.waitMs,
      stillWanted: question.stillWanted ?? (() => true),
      onSending: question.onSending ?? (() => {}),
      settle: (kind) => resolve({ kind }),
      offer: (message, instant) => {
        const answer = question.answer(message);
        if (answer === null) return false;
        resolve({ kind: 'answered', answer, instant });
        return true;
      },
    };
  }

  return {
    ask: (question) =>
      new Promise((resolve) => {
        const waiting = prepare(question, resolve);
        if (over) {
          waiting.settle('unsent');
          return;
        }
        queue.push(waiting);
        next();
      }),
    askFirst: (question) =>
      new Promise((resolve) => {
        const waiting = prepare(question, resolve);
        if (over) {
          waiting.settle('unsent');
          return;
        }
        finish('overtaken');
        send(waiting);
      }),
    hear(message, name, instant) {
      const current = inFlight;
      const debts = stillOwed(name);
      const answered = current?.waiting.offer(message, instant) ?? false;
      // Every message of this name pays one debt, the oldest first, whoever it was meant for.
      if (debts.length > 0) owed.set(name, debts.slice(1));
      if (!answered || current === null) return false;
      // It paid the older debt: the answer to the question itself is what may still come now.
      if (debts.length > 0) owes(name);
      current.cancel();
      inFlight = null;
      next();
      return true;
    },
    owed: (name) => stillOwed(name).length,
    end() {
      if (over) return;
      over = true;
      finish('unanswered');
      for (const waiting of queue.splice(0)) waiting.settle('unsent');
    },
  };
}
