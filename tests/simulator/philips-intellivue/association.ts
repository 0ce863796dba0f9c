import {
  type Attribute,
  abortMessage,
  associationTimeoutMs,
  decodeMessage,
  encodeAssociationResponse,
  encodeMdsCreate,
  encodePollResult,
  encodeRemoteOperation,
  MalformedMessage,
  type Message,
  type ObservedObject,
  type Part,
  type PollProfile,
  type PollRequest,
  type PollResult,
  releaseResponse,
  TICKS_PER_MS,
  type Ticks,
} from '../../../electron/devices/philips-intellivue/codec';
import { encodeFrame, FrameParser } from '../../../electron/devices/philips-intellivue/frame';
import type { Cancel, Clock } from '../../../shared/time/clock';

/** One result set a second of a stream: 8192 ticks (monitors.md 2.7). */
export const STREAM_PERIOD_MS = 1024;
/** The real monitor took one to two seconds for an association and about one for a single poll, ms. */
export const ASSOCIATION_DELAY_MS = 800;
export const POLL_DELAY_MS = 300;

/** What the association asks the monitor for. */
export type MonitorContent = {
  readonly clock: Clock;
  readonly send: (frame: Uint8Array) => void;
  readonly say: (line: string) => void;
  readonly ticks: () => Ticks;
  readonly present: () => readonly Attribute[];
  /** Objects of a class; null: the monitor has no such class. */
  readonly objects: (objectClass: number, attributeGroup: number) => readonly ObservedObject[] | null;
};

type Stream = { readonly request: PollRequest; readonly ends: number; sequence: number };
type Stage = 'idle' | 'answering' | 'presenting' | 'open';

/** The monitor's side of the protocol: one association at a time, streams that end silently, a keep-alive time-out. */
export class MonitorAssociation {
  readonly #content: MonitorContent;
  readonly #timers = new Set<Cancel>();
  #parser = new FrameParser();
  #stage: Stage = 'idle';
  #profile: PollProfile | null = null;
  #streams: Stream[] = [];
  #waiting: PollRequest[] = [];
  #heardAt = 0;
  #messageLimit = 1456;

  constructor(content: MonitorContent) {
    this.#content = content;
    this.#timers.add(content.clock.every(STREAM_PERIOD_MS, () => this.#tick()));
  }

  get stage(): Stage {
    return this.#stage;
  }

  get streams(): number {
    return this.#streams.length;
  }

  /** Results larger than this are sent as linked parts; the MTU unless a test asks for less, bytes. */
  set messageLimit(bytes: number) {
    this.#messageLimit = bytes;
  }

  receive(bytes: Uint8Array): void {
    for (const found of this.#parser.push(bytes)) {
      if (found.kind !== 'frame') continue;
      this.#heardAt = this.#content.clock.now().mono;
      try {
        this.#handle(decodeMessage(found.userData));
      } catch (error) {
        if (!(error instanceof MalformedMessage)) throw error;
        this.#content.say('a malformed message from the host was ignored');
      }
    }
  }

  /** Ends the association from this side; `abort`: and says so, otherwise it is just gone, as after a reboot. */
  end(how: 'abort' | 'silently'): void {
    if (how === 'abort' && this.#stage !== 'idle') this.#send(abortMessage);
    this.#stage = 'idle';
    this.#streams = [];
    this.#waiting = [];
    this.#parser = new FrameParser();
  }

  stop(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  #handle(message: Message): void {
    switch (message.kind) {
      case 'association-request':
        if (this.#stage === 'idle') this.#associate(message.profile);
        return;
      case 'release-request':
        if (this.#stage === 'idle') return;
        this.end('silently');
        this.#send(releaseResponse);
        this.#content.say('association released by the host');
        return;
      case 'abort':
        this.end('silently');
        return;
      case 'mds-create-result':
        if (this.#stage !== 'presenting') return;
        this.#stage = 'open';
        for (const request of this.#waiting.splice(0)) this.#poll(request);
        return;
      case 'poll-request':
        if (this.#stage === 'open') this.#poll(message);
        else if (this.#stage === 'presenting') this.#waiting.push(message);
        return;
      case 'other-operation':
        if (this.#stage === 'open') this.#refuse(message.invokeId, 9);
        return;
      default:
    }
  }

  #associate(asked: PollProfile): void {
    this.#stage = 'answering';
    this.#later(ASSOCIATION_DELAY_MS, () => {
      if (this.#stage !== 'answering') return;
      this.#profile = {
        ...asked,
        maxReceiveBytes: 1456,
        maxTransmitBytes: Math.min(asked.maxReceiveBytes, 1456),
      };
      this.#stage = 'presenting';
      this.#send(encodeAssociationResponse(this.#profile));
      const at = this.#content.ticks();
      const attributes = this.#content.present();
      this.#send(encodeMdsCreate({ kind: 'mds-create-event', invokeId: 1, at, attributes }));
      this.#content.say('associated with a host');
    });
  }

  #poll(request: PollRequest): void {
    if (this.#content.objects(request.objectClass, request.attributeGroup) === null) {
      this.#refuse(request.invokeId, 0);
      return;
    }
    if (request.duration !== null) {
      const ends = this.#content.clock.now().mono + request.duration / TICKS_PER_MS;
      this.#streams.push({ request, ends, sequence: 0 });
      return;
    }
    this.#later(POLL_DELAY_MS, () => {
      if (this.#stage === 'open') this.#answer(request, null);
    });
  }

  #refuse(invokeId: number, error: number): void {
    this.#send(encodeRemoteOperation({ kind: 'error', invokeId, error }));
  }

  #tick(): void {
    const now = this.#content.clock.now().mono;
    if (this.#profile !== null && this.#stage === 'open') {
      if (now - this.#heardAt >= associationTimeoutMs(this.#profile.minPollPeriod)) {
        this.end('abort');
        this.#content.say('association ended: nothing heard from the host');
        return;
      }
    }
    this.#streams = this.#streams.filter((stream) => now <= stream.ends);
    for (const stream of this.#streams) {
      this.#answer(stream.request, stream.sequence);
      stream.sequence = (stream.sequence + 1) & 0xffff;
    }
  }

  #answer(request: PollRequest, sequence: number | null): void {
    const { invokeId, pollNumber, objectClass, attributeGroup } = request;
    const objects = this.#content.objects(objectClass, attributeGroup);
    if (objects === null) return;
    const empty: PollResult = {
      kind: 'poll-result',
      invokeId,
      part: 'whole',
      count: 0,
      pollNumber,
      sequence,
      at: this.#content.ticks(),
      wall: null,
      objectClass,
      attributeGroup,
      objects: [],
    };
    for (const part of inParts({ ...empty, objects }, this.#messageLimit)) this.#send(encodePollResult(part));
  }

  #send(userData: Uint8Array): void {
    this.#content.send(encodeFrame(userData));
  }

  #later(ms: number, run: () => void): void {
    const cancel = this.#content.clock.after(ms, () => {
      this.#timers.delete(cancel);
      run();
    });
    this.#timers.add(cancel);
  }
}

/** A result as one message, or as linked parts that each fit, closed by an empty RORS (monitors.md 2.6). */
export function inParts(result: PollResult, limitBytes: number): PollResult[] {
  if (encodePollResult(result).length <= limitBytes) return [result];
  const groups: ObservedObject[][] = [[]];
  for (const object of result.objects) {
    const last = groups.at(-1) ?? [];
    const tooLong =
      encodePollResult({ ...result, part: 'first', objects: [...last, object] }).length > limitBytes;
    if (last.length > 0 && tooLong) groups.push([object]);
    else last.push(object);
  }
  const parts = groups.map((objects, index): PollResult => {
    const part: Part = index === groups.length - 1 ? 'last' : index === 0 ? 'first' : 'middle';
    return { ...result, part, count: index + 1, objects };
  });
  return [...parts, { ...result, objects: [] }];
}
