import { type Attribute, find, narrowText, readAttributes, wideText, writeAttributes } from './attributes';
import { ByteReader } from './byte-reader';
import { ByteWriter } from './byte-writer';
import { toHex } from './hex';
import { attributeId, objectClass, operation } from './nomenclature';
import { command, encodeRemoteOperation } from './remote-operation';
import { type Ticks, ticks } from './time';

/** The monitor presents itself. Until it has the result of this event it answers no poll (monitors.md 2.4). */
export type MdsCreateEvent = {
  readonly kind: 'mds-create-event';
  readonly invokeId: number;
  readonly at: Ticks;
  readonly attributes: readonly Attribute[];
};

/** What the monitor says about itself, in the MDS create event or in an MDS poll. */
export type MonitorFacts = {
  readonly manufacturer: string | null;
  readonly model: string | null;
  /** Hexadecimal; in the create event of the real session, so known from the first message on. */
  readonly systemId: string | null;
  /** From the production specification, which only the MDS poll gives. */
  readonly serialNumber: string | null;
  readonly software: string | null;
  readonly bedLabel: string | null;
};

/** Reads the body of a confirmed event (monitors.md 2.7); null when it is another event. */
export function readMdsCreate(invokeId: number, body: ByteReader): MdsCreateEvent | null {
  body.bytes(6);
  const at = ticks(body.u32());
  const eventType = body.u16();
  const inside = body.counted();
  if (eventType !== operation.mdsCreate) return null;
  inside.bytes(6);
  const attributes = readAttributes(inside);
  inside.finish();
  body.finish();
  return { kind: 'mds-create-event', invokeId, at, attributes };
}

/** The MDS create event as the monitor sends it. */
export function encodeMdsCreate(event: MdsCreateEvent): Uint8Array {
  const inside = writeAttributes(new ByteWriter().u16(objectClass.mds).u16(0).u16(0), event.attributes);
  const body = new ByteWriter().u16(objectClass.mds).u16(0).u16(0).u32(event.at).u16(operation.mdsCreate);
  body.counted(inside.done());
  const { invokeId } = event;
  return encodeRemoteOperation({
    kind: 'invoke',
    invokeId,
    command: command.confirmedEvent,
    body: body.done(),
  });
}

/** The answer the monitor waits for, 28 bytes (monitors.md 2.7). */
export function encodeMdsCreateResult(invokeId: number): Uint8Array {
  const body = new ByteWriter()
    .u16(objectClass.mds)
    .u16(0)
    .u16(0)
    .u32(0)
    .u16(operation.mdsCreate)
    .u16(0)
    .done();
  return encodeRemoteOperation({
    kind: 'result',
    invokeId,
    command: command.confirmedEvent,
    body,
    part: 'whole',
    count: 0,
  });
}

/** What an attribute list says about the monitor; null for what it does not say. */
export function monitorFacts(attributes: readonly Attribute[]): MonitorFacts {
  const system = find(attributes, attributeId.systemId);
  const model = find(attributes, attributeId.systemModel);
  const bed = find(attributes, attributeId.bedLabel);
  const specification = find(attributes, attributeId.productionSpecification);
  const names = model === null ? null : new ByteReader(model);
  const entries = specification === null ? [] : readSpecification(new ByteReader(specification));
  const entry = (type: number): string | null => entries.find((one) => one.type === type)?.text ?? null;
  return {
    manufacturer: names === null ? null : narrowText(names),
    model: names === null ? null : narrowText(names),
    systemId: system === null ? null : readSystemId(new ByteReader(system)),
    serialNumber: entry(SERIAL_NUMBER),
    software: entry(SOFTWARE_REVISION),
    bedLabel: bed === null ? null : wideText(bed),
  };
}

/** Types of entries of the production specification, as they stand in the real capture. */
const SERIAL_NUMBER = 0x0001;
const SOFTWARE_REVISION = 0x0004;

function readSpecification(reader: ByteReader): { type: number; text: string }[] {
  return reader.list((item) => {
    const type = item.u16();
    item.u16();
    return { type, text: narrowText(item) };
  });
}

/** Attribute 092D from serial number and software revision, as the simulator sends it. */
export function encodeSpecification(serialNumber: string, software: string): Uint8Array {
  const entries: [number, string][] = [
    [SERIAL_NUMBER, serialNumber],
    [SOFTWARE_REVISION, software],
  ];
  return new ByteWriter()
    .list(entries, (writer, [type, text]) => {
      const letters = Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);
      writer.u16(type).u16(0x0008).counted(letters);
    })
    .done();
}

function readSystemId(reader: ByteReader): string {
  const inside = reader.counted();
  return toHex(inside.bytes(inside.remaining)).toUpperCase();
}
