import type { Clock, Instant, MonoMs } from '../../../shared/time/clock';
import { patience } from '../../../shared/time/clock';
import type { DeviceReport, WireCounters } from '../driver';
import type { Ending } from '../wire/lane';
import { openLane } from '../wire/lane';
import type { Connection } from '../wire/link';
import type { Reply, Request } from './codec';
import { decodeReply, encodeRequest, REQUEST_NAMES } from './codec';
import type { Reject } from './frame';
import { encodeFrame, FrameStream } from './frame';

/** Reply wait, ms (pumps.md 2.3); with a faster clock never less than 500 ms real. */
const REPLY_MS = 500;
const REPLY_FLOOR_MS = 500;
/** This many rejected frames in a row are a fault of the link (H6). */
const REJECTS_IN_A_ROW = 3;

/** Recognises the answer to a request; null for everything else. */
export type Answer<A> = (reply: Reply) => A | null;

type Sending = { readonly stillWanted?: () => boolean; readonly onSending?: () => void };

/** Requests and answers over one connection. */
export interface Talk {
  /** Asks once. */
  ask<A>(request: Request, answer: Answer<A>, sending?: Sending): Promise<Ending<A>>;
  /** Asks, and once more if there was no answer: for questions that change nothing (pumps.md 2.3). */
  read<A>(request: Request, answer: Answer<A>): Promise<Ending<A>>;
  /**
   * Reads until the answer can only belong to a question asked after this call; `first` goes before what waits.
   * Null: not answered.
   */
  readNow<A>(request: Request, answer: Answer<A>, first?: boolean): Promise<A | null>;
  /** Writes in this tick, whatever is outstanding. */
  askFirst<A>(request: Request, answer: Answer<A>): Promise<Ending<A>>;
  bytes(chunk: Uint8Array, instant: Instant): void;
  end(): void;
  counters(): WireCounters;
  /** When the last valid frame came; the opening of the connection before that. */
  readonly lastHeard: MonoMs;
  /** The connection is gone: nothing can be asked any more. */
  readonly over: boolean;
}

/** Opens the conversation over a connection: frames found, rejects counted, one request in flight. */
export function openTalk(connection: Connection, clock: Clock, report: (report: DeviceReport) => void): Talk {
  const stream = new FrameStream();
  const rejected: Record<string, number> = {};
  const puzzling = new Set<string>();
  let framesAccepted = 0;
  let bytesReceived = 0;
  let bytesDiscarded = 0;
  let rejectsInARow = 0;
  let over = false;
  let lastHeard = clock.now().mono;
  const waitMs = patience(REPLY_MS, clock.factor, REPLY_FLOOR_MS);

  const lane = openLane<Reply>(clock, (bytes) => {
    // What is half received belongs to an older question and must not complete as the answer to this one (H4).
    for (const reject of stream.end()) discard(reject, clock.now());
    return connection.write(bytes);
  });

  function discard(reject: Reject, instant: Instant): void {
    rejected[reject.reason] = (rejected[reject.reason] ?? 0) + 1;
    bytesDiscarded += reject.bytes.length;
    if (reject.reason !== 'checksum' && reject.reason !== 'no-checksum') return;
    rejectsInARow += 1;
    if (rejectsInARow !== REJECTS_IN_A_ROW) return;
    const detail = `${REJECTS_IN_A_ROW} frames in a row failed their check`;
    report({ kind: 'fault', instant, fault: 'checksum', detail });
  }

  function take(payload: string, instant: Instant): void {
    framesAccepted += 1;
    rejectsInARow = 0;
    lastHeard = instant.mono;
    connection.heard();
    const reply = decodeReply(payload);
    const name = payload.split('^')[0] ?? '';
    const answered = lane.hear(reply, name, instant);
    if (answered || reply.kind !== 'other' || puzzling.has(name)) return;
    puzzling.add(name);
    const known = (REQUEST_NAMES as readonly string[]).includes(name);
    const detail = known ? `the answer to ${name} has a form that is not known` : `unknown frame ${name}`;
    report({ kind: 'fault', instant, fault: 'protocol', detail });
  }

  const questionOf = <A>(request: Request, answer: Answer<A>, sending: Sending = {}) => {
    const payload = encodeRequest(request);
    return { name: payload.split('^')[0] ?? '', bytes: encodeFrame(payload), waitMs, answer, ...sending };
  };

  const ask: Talk['ask'] = (request, answer, sending) => lane.ask(questionOf(request, answer, sending));
  const askFirst: Talk['askFirst'] = (request, answer) => lane.askFirst(questionOf(request, answer));

  return {
    ask,
    askFirst,
    async read(request, answer) {
      const ending = await ask(request, answer);
      return ending.kind === 'unanswered' || ending.kind === 'overtaken' ? ask(request, answer) : ending;
    },
    async readNow(request, answer, first = false) {
      const late = lane.owed(questionOf(request, answer).name);
      let answers = 0;
      for (let tries = 0; tries < late + 2; tries += 1) {
        const ending = await (first ? askFirst(request, answer) : ask(request, answer));
        if (ending.kind === 'unsent') return null;
        if (ending.kind !== 'answered') continue;
        answers += 1;
        if (answers > late) return ending.answer;
      }
      return null;
    },
    bytes(chunk, instant) {
      bytesReceived += chunk.length;
      for (const found of stream.push(chunk)) {
        if (found.kind === 'frame') take(found.payload, instant);
        else discard(found, instant);
      }
    },
    end() {
      over = true;
      lane.end();
    },
    counters: () => ({ framesAccepted, bytesReceived, bytesDiscarded, rejected: { ...rejected } }),
    get lastHeard() {
      return lastHeard;
    },
    get over() {
      return over;
    },
  };
}

/** The answer of kind `kind`, whatever its values. */
export function ofKind<K extends Reply['kind']>(kind: K): Answer<Extract<Reply, { kind: K }>> {
  return (reply) => (isKind(reply, kind) ? reply : null);
}

function isKind<K extends Reply['kind']>(reply: Reply, kind: K): reply is Extract<Reply, { kind: K }> {
  return reply.kind === kind;
}

/** The echo of an action: same name and no fields. */
export function echoOf(name: 'INF_START' | 'INF_STOP'): Answer<true> {
  return (reply) => (reply.kind === 'echo' && reply.name === name ? true : null);
}
