import { type Attribute, readAttributes, writeAttributes } from './attributes';
import { type ByteReader, MalformedMessage } from './byte-reader';
import { ByteWriter } from './byte-writer';
import { attributeId, objectClass, operation } from './nomenclature';
import { command, encodeRemoteOperation, type Part } from './remote-operation';
import { decodeWallTime, encodeWallTime, type MonitorWallMs, type Ticks, ticks } from './time';

/** One object of a poll result; its handle means something only together with its context. */
export type ObservedObject = {
  readonly context: number;
  readonly handle: number;
  readonly attributes: readonly Attribute[];
};

export type PollRequest = {
  readonly kind: 'poll-request';
  readonly invokeId: number;
  readonly pollNumber: number;
  readonly objectClass: number;
  readonly attributeGroup: number;
  /** Null: a single poll. */
  readonly duration: Ticks | null;
};

export type PollResult = {
  readonly kind: 'poll-result';
  readonly invokeId: number;
  readonly part: Part;
  readonly count: number;
  readonly pollNumber: number;
  /** Counts the result sets of an extended poll; null for a single poll. */
  readonly sequence: number | null;
  readonly at: Ticks;
  /** All FF on the real monitor, so null. */
  readonly wall: MonitorWallMs | null;
  readonly objectClass: number;
  readonly attributeGroup: number;
  readonly objects: readonly ObservedObject[];
};

const PARTITION = 0x0001;

function mdsObject(writer: ByteWriter): ByteWriter {
  return writer.u16(objectClass.mds).u16(0).u16(0);
}

/** A single poll (action 0C16) or an extended poll (action F13B) with its duration (monitors.md 2.7). */
export function encodePollRequest(request: PollRequest): Uint8Array {
  const inside = new ByteWriter()
    .u16(request.pollNumber)
    .u16(PARTITION)
    .u16(request.objectClass)
    .u16(request.attributeGroup);
  const { duration } = request;
  if (duration !== null) {
    const value = new ByteWriter().u32(duration).done();
    writeAttributes(inside, [{ id: attributeId.pollDuration, value }]);
  }
  const body = mdsObject(new ByteWriter()).u32(0);
  body.u16(duration === null ? operation.singlePoll : operation.extendedPoll).counted(inside.done());
  const { invokeId } = request;
  return encodeRemoteOperation({
    kind: 'invoke',
    invokeId,
    command: command.confirmedAction,
    body: body.done(),
  });
}

/** Reads the body of an invoked confirmed action; null when it is no poll. */
export function readPollRequest(invokeId: number, body: ByteReader): PollRequest | null {
  body.bytes(6);
  body.u32();
  const action = body.u16();
  const inside = body.counted();
  body.finish();
  if (action !== operation.singlePoll && action !== operation.extendedPoll) return null;
  const pollNumber = inside.u16();
  inside.u16();
  const target = { objectClass: inside.u16(), attributeGroup: inside.u16() };
  const durations = action === operation.extendedPoll ? readAttributes(inside) : [];
  inside.finish();
  const value = durations.find(({ id }) => id === attributeId.pollDuration)?.value;
  if (action === operation.extendedPoll && value?.length !== 4)
    throw new MalformedMessage('extended poll without duration');
  const duration =
    value === undefined ? null : ticks(new DataView(value.buffer, value.byteOffset).getUint32(0));
  return { kind: 'poll-request', invokeId, pollNumber, ...target, duration };
}

/** Reads the body of a poll's result (monitors.md 2.7); null when the action is no poll. */
export function readPollResult(
  frame: { readonly invokeId: number; readonly part: Part; readonly count: number },
  body: ByteReader,
): PollResult | null {
  body.bytes(6);
  const action = body.u16();
  const inside = body.counted();
  body.finish();
  if (action !== operation.singlePoll && action !== operation.extendedPoll) return null;
  const pollNumber = inside.u16();
  const sequence = action === operation.extendedPoll ? inside.u16() : null;
  const at = ticks(inside.u32());
  const wall = decodeWallTime(inside.bytes(8));
  inside.u16();
  const target = { objectClass: inside.u16(), attributeGroup: inside.u16() };
  const objects = inside
    .list((item) => {
      const context = item.u16();
      return item.list((one) => ({ context, handle: one.u16(), attributes: readAttributes(one) }));
    })
    .flat();
  inside.finish();
  const { invokeId, part, count } = frame;
  return { kind: 'poll-result', invokeId, part, count, pollNumber, sequence, at, wall, ...target, objects };
}

/** Writes a poll result, whole or a part of a linked series; objects of one context must be next to each other. */
export function encodePollResult(result: PollResult): Uint8Array {
  const contexts: { context: number; objects: ObservedObject[] }[] = [];
  for (const object of result.objects) {
    const last = contexts.at(-1);
    if (last?.context === object.context) last.objects.push(object);
    else contexts.push({ context: object.context, objects: [object] });
  }
  const inside = new ByteWriter().u16(result.pollNumber);
  if (result.sequence !== null) inside.u16(result.sequence);
  inside
    .u32(result.at)
    .bytes(encodeWallTime(result.wall))
    .u16(PARTITION)
    .u16(result.objectClass)
    .u16(result.attributeGroup)
    .list(contexts, (writer, { context, objects }) => {
      writer.u16(context).list(objects, (one, { handle, attributes }) => {
        writeAttributes(one.u16(handle), attributes);
      });
    });
  const body = mdsObject(new ByteWriter())
    .u16(result.sequence === null ? operation.singlePoll : operation.extendedPoll)
    .counted(inside.done())
    .done();
  const { invokeId, part, count } = result;
  return encodeRemoteOperation({
    kind: 'result',
    invokeId,
    command: command.confirmedAction,
    body,
    part,
    count,
  });
}
