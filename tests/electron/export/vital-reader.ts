import { gunzipSync } from 'node:zlib';

/** What stands in a vital file, read by its published description and nothing of the code that wrote it. */
export type VitalFile = {
  readonly zoneBiasMin: number;
  readonly from: number;
  readonly to: number;
  readonly devices: ReadonlyMap<number, { readonly type: string; readonly name: string }>;
  readonly tracks: readonly {
    readonly id: number;
    readonly kind: number;
    readonly name: string;
    readonly unit: string;
    readonly monitorType: number;
    readonly deviceId: number;
    readonly records: { readonly t: number; readonly value: number | string }[];
  }[];
  readonly order: readonly number[];
};

export function readVital(file: Uint8Array): VitalFile {
  if (Buffer.from(file.subarray(0, 3)).toString('hex') !== '1f8b08') throw new Error('not gzip');
  const bytes = gunzipSync(file);
  let at = 0;
  const take = (size: number): number => {
    at += size;
    if (at > bytes.length) throw new Error('the file ends within a field');
    return at - size;
  };
  const u8 = () => bytes.readUInt8(take(1));
  const u16 = () => bytes.readUInt16LE(take(2));
  const u32 = () => bytes.readUInt32LE(take(4));
  const f32 = () => bytes.readFloatLE(take(4));
  const f64 = () => bytes.readDoubleLE(take(8));
  const text = () => {
    const length = u32();
    const start = take(length);
    return bytes.toString('utf8', start, start + length);
  };
  if (bytes.toString('latin1', take(4), 4) !== 'VITA') throw new Error('no sign');
  if (u32() !== 3) throw new Error('another version');
  const body = u16() + 10;
  const zoneBiasMin = bytes.readInt16LE(take(2));
  take(8);
  const [from, to] = [f64(), f64()];
  at = body;
  const devices = new Map<number, { type: string; name: string }>();
  const tracks = new Map<number, VitalFile['tracks'][number]>();
  const order: number[] = [];
  while (at < bytes.length) {
    const type = u8();
    const length = u32();
    const end = at + length;
    if (type === 9) {
      devices.set(u32(), { type: text(), name: text() });
      // Its port.
      text();
    } else if (type === 0) {
      const [id, kind, format, name, unit] = [u16(), u8(), u8(), text(), text()];
      if (kind === 2 && format !== 2) throw new Error('numerics are doubles');
      f32();
      f32();
      u32();
      f32();
      if (f64() !== 1 || f64() !== 0) throw new Error('values are written as they are');
      tracks.set(id, { id, kind, name, unit, monitorType: u8(), deviceId: u32(), records: [] });
    } else if (type === 1) {
      if (u16() !== 10) throw new Error('time and track are ten bytes');
      const t = f64();
      const track = tracks.get(u16());
      if (track === undefined) throw new Error('a record of no track');
      if (track.kind === 5) u32();
      track.records.push({ t, value: track.kind === 5 ? text() : f64() });
    } else if (type === 6) {
      if (u8() !== 5) throw new Error('another command');
      for (let left = u16(); left > 0; left -= 1) order.push(u16());
    } else throw new Error(`a packet of type ${type}`);
    if (at !== end) throw new Error(`a packet of type ${type} is ${end - at} bytes longer than what it says`);
  }
  return { zoneBiasMin, from, to, devices, tracks: [...tracks.values()], order };
}
