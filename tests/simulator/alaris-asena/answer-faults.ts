import type { Request } from '../../../electron/devices/alaris-asena/codec';
import type { FaultDescription, Json } from '../device';
import { UnknownFault } from '../device';

/** Faults of the answer to one named request, so that a test can cut the wire at one step of a command. */
export const answerFaultDescriptions: readonly FaultDescription[] = [
  { name: 'lose-answer', argument: 'NAME', what: 'the next answer to this request gets lost, once' },
  { name: 'mute-at', argument: 'NAME', what: 'from the answer to this request on nothing is answered' },
  { name: 'deaf-at', argument: 'NAME', what: 'from this request on nothing is heard any more' },
  { name: 'mute-after', argument: 'NAME', what: 'this request is answered, and then nothing more' },
];

/** What a request is called in these faults: the pump's own name; where that only sets a value, our word for it. */
function nameOf(request: Request | null): string | null {
  if (request === null) return null;
  return 'name' in request ? request.name : request.kind;
}

/** Decides which answers reach the wire. The pump does what it was told in any case. */
export class AnswerFaults {
  #armed: { readonly fault: string; readonly name: string } | null = null;
  #mute = false;
  #deaf = false;

  /** False: no fault of that name. */
  fault(name: string, argument: Json): boolean {
    if (!answerFaultDescriptions.some((one) => one.name === name)) return false;
    if (typeof argument !== 'string' || argument === '') throw new UnknownFault(`${name}: needs a request`);
    this.#armed = { fault: name, name: argument };
    return true;
  }

  /** Whether `request` is heard at all. */
  hears(request: Request | null): boolean {
    if (this.#armed?.fault === 'deaf-at' && this.#armed.name === nameOf(request)) this.#deaf = true;
    return !this.#deaf;
  }

  /** Whether the answer to `request` goes out. */
  passes(request: Request | null): boolean {
    if (this.#mute) return false;
    if (this.#armed === null || this.#armed.name !== nameOf(request)) return true;
    const { fault } = this.#armed;
    this.#armed = null;
    this.#mute = fault !== 'lose-answer';
    return fault === 'mute-after';
  }

  clear(): void {
    this.#armed = null;
    this.#mute = false;
    this.#deaf = false;
  }
}
