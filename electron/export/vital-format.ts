/**
 * VitalDB's file of vital signs, from its published description (vitaldb.net, "Vital File Format", version 3): a header
 * and packets, little-endian, without padding, all of it gzip'ed by whoever writes the file. Strings are UTF-8 behind a
 * length of four bytes; times are seconds since 1970 in UTC as doubles.
 */
export type VitalDevice = { readonly id: number; readonly type: string; readonly name: string };

/** Monitor types that its readers know a parameter by; 0: none of them. */
export const monitorType = {
  none: 0,
  ECG_HR: 2,
  PLETH_HR: 9,
  PLETH_SPO2: 10,
  RESP_RR: 12,
  CO2_CONC: 15,
  NIBP_SBP: 16,
  NIBP_DBP: 17,
  NIBP_MBP: 18,
  BT: 19,
  DRUG1_CE: 31,
  FLUID_RATE: 45,
  FLUID_TOTAL: 46,
} as const;
export type MonitorType = (typeof monitorType)[keyof typeof monitorType];

export const trackKind = { numeric: 2, text: 5 } as const;

export type VitalTrack = {
  readonly id: number;
  readonly kind: (typeof trackKind)[keyof typeof trackKind];
  readonly name: string;
  readonly unit: string;
  /** The scale that a viewer begins with. */
  readonly least: number;
  readonly most: number;
  /** ARGB. */
  readonly colour: number;
  readonly monitorType: MonitorType;
  readonly deviceId: number;
};

export type VitalRecord = { readonly trackId: number; readonly t: number; readonly value: number | string };

const FORMAT_VERSION = 3;
const HEADER_BYTES = 26;
const packet = { track: 0, record: 1, command: 6, device: 9 } as const;
const SET_ORDER = 5;
/** Numerics are kept as 64-bit floats, so that what is read back is what was written. */
const DOUBLE = 2;
const utf8 = new TextEncoder();

/** Grows as it is written to. */
function writer() {
  let bytes = new Uint8Array(64);
  let view = new DataView(bytes.buffer);
  let length = 0;
  const room = (more: number) => {
    if (length + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more));
    larger.set(bytes);
    [bytes, view] = [larger, new DataView(larger.buffer)];
  };
  const put = (size: number, write: (at: number) => void) => {
    room(size);
    write(length);
    length += size;
    return all;
  };
  const all = {
    u8: (value: number) => put(1, (at) => view.setUint8(at, value)),
    u16: (value: number) => put(2, (at) => view.setUint16(at, value, true)),
    i16: (value: number) => put(2, (at) => view.setInt16(at, value, true)),
    u32: (value: number) => put(4, (at) => view.setUint32(at, value, true)),
    f32: (value: number) => put(4, (at) => view.setFloat32(at, value, true)),
    f64: (value: number) => put(8, (at) => view.setFloat64(at, value, true)),
    raw: (more: Uint8Array) => put(more.length, (at) => bytes.set(more, at)),
    text(value: string) {
      const encoded = utf8.encode(value);
      return all.u32(encoded.length).raw(encoded);
    },
    done: () => bytes.slice(0, length),
  };
  return all;
}

function packed(kind: number, body: Uint8Array): Uint8Array {
  return writer().u8(kind).u32(body.length).raw(body).done();
}

/** `zoneBiasMin`: universal time less local time, minutes. `from` and `to`: the first and last moment in the file. */
export function vitalHeader(zoneBiasMin: number, from: number, to: number): Uint8Array {
  return writer()
    .raw(utf8.encode('VITA'))
    .u32(FORMAT_VERSION)
    .u16(HEADER_BYTES)
    .i16(zoneBiasMin)
    .u32(0)
    .u32(0)
    .f64(from)
    .f64(to)
    .done();
}

export function deviceBytes({ id, type, name }: VitalDevice): Uint8Array {
  return packed(packet.device, writer().u32(id).text(type).text(name).text('').done());
}

export function trackBytes(track: VitalTrack): Uint8Array {
  const { id, kind, name, unit, least, most, colour, monitorType: type, deviceId } = track;
  const body = writer()
    .u16(id)
    .u8(kind)
    .u8(kind === trackKind.numeric ? DOUBLE : 0);
  body.text(name).text(unit).f32(least).f32(most).u32(colour).f32(0).f64(1).f64(0).u8(type).u32(deviceId);
  return packed(packet.track, body.done());
}

export function recordBytes({ trackId, t, value }: VitalRecord): Uint8Array {
  const body = writer().u16(10).f64(t).u16(trackId);
  if (typeof value === 'number') body.f64(value);
  else body.u32(0).text(value);
  return packed(packet.record, body.done());
}

/** In which order a viewer lists the tracks. */
export function orderBytes(trackIds: readonly number[]): Uint8Array {
  const body = writer().u8(SET_ORDER).u16(trackIds.length);
  for (const id of trackIds) body.u16(id);
  return packed(packet.command, body.done());
}
