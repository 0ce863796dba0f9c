import { sessionByte } from './association';
import { ByteReader, MalformedMessage } from './byte-reader';
import { ByteWriter } from './byte-writer';

/** Commands of a remote operation (monitors.md 2.6). */
export const command = {
  event: 0,
  confirmedEvent: 1,
  get: 3,
  set: 4,
  confirmedSet: 5,
  confirmedAction: 7,
} as const;

/** Where a result stands in a linked series; `whole` is the result itself, empty when it closes a series. */
export type Part = 'whole' | 'first' | 'middle' | 'last';

export type RemoteOperation =
  | {
      readonly kind: 'invoke';
      readonly invokeId: number;
      readonly command: number;
      readonly body: Uint8Array;
    }
  | {
      readonly kind: 'result';
      readonly invokeId: number;
      readonly command: number;
      readonly body: Uint8Array;
      readonly part: Part;
      /** Number of this part in its series, from 1; 0 for a whole result. */
      readonly count: number;
    }
  | { readonly kind: 'error'; readonly invokeId: number; readonly error: number };

const INVOKE = 1;
const RESULT = 2;
const ERROR = 3;
const LINKED_RESULT = 5;
const PRESENTATION_CONTEXT = 0x0002;
const parts: readonly (Part | undefined)[] = [undefined, 'first', 'middle', 'last'];

/** Reads `E1 00 00 02 | type | length | ...` (monitors.md 2.3, 2.6). */
export function readRemoteOperation(message: Uint8Array): RemoteOperation {
  const reader = new ByteReader(message);
  if (reader.u8() !== sessionByte.transfer || reader.u8() !== 0 || reader.u16() !== PRESENTATION_CONTEXT)
    throw new MalformedMessage('not a data message of this session');
  const type = reader.u16();
  const content = reader.counted();
  reader.finish();
  if (type === ERROR) return readError(content);
  let part: Part = 'whole';
  let count = 0;
  if (type === LINKED_RESULT) {
    const state = parts[content.u8()];
    if (state === undefined) throw new MalformedMessage('unknown linked state');
    part = state;
    count = content.u8();
  } else if (type !== INVOKE && type !== RESULT) throw new MalformedMessage(`operation type ${type}`);
  const invokeId = content.u16();
  const commandCode = content.u16();
  const inside = content.counted();
  content.finish();
  const body = inside.bytes(inside.remaining);
  if (type === INVOKE) return { kind: 'invoke', invokeId, command: commandCode, body };
  return { kind: 'result', invokeId, command: commandCode, body, part, count };
}

function readError(content: ByteReader): RemoteOperation {
  const invokeId = content.u16();
  const error = content.u16();
  content.counted();
  return { kind: 'error', invokeId, error };
}

/** Writes one remote operation as a complete PDU. */
export function encodeRemoteOperation(operation: RemoteOperation): Uint8Array {
  const content = new ByteWriter();
  if (operation.kind === 'error') {
    content.u16(operation.invokeId).u16(operation.error).u16(0);
    return wrap(ERROR, content);
  }
  const linked = operation.kind === 'result' && operation.part !== 'whole';
  if (linked) content.u8(parts.indexOf(operation.part)).u8(operation.count);
  content.u16(operation.invokeId).u16(operation.command).counted(operation.body);
  return wrap(operation.kind === 'invoke' ? INVOKE : linked ? LINKED_RESULT : RESULT, content);
}

function wrap(type: number, content: ByteWriter): Uint8Array {
  const head = new ByteWriter().u8(sessionByte.transfer).u8(0).u16(PRESENTATION_CONTEXT).u16(type);
  return head.counted(content.done()).done();
}
