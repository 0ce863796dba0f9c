/** A message whose lengths or counts contradict each other. It is dropped whole and counted as `malformed`. */
export class MalformedMessage extends Error {}

/** Reads big-endian fields (monitors.md 2.2) and never past the end of what it was given. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  #step(size: number): number {
    if (size > this.remaining)
      throw new MalformedMessage(`needs ${size} bytes at ${this.#at}, ${this.remaining} left`);
    const at = this.#at;
    this.#at += size;
    return at;
  }

  u8(): number {
    return this.#view.getUint8(this.#step(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#step(2));
  }

  u32(): number {
    return this.#view.getUint32(this.#step(4));
  }

  bytes(size: number): Uint8Array {
    const at = this.#step(size);
    return this.#bytes.slice(at, at + size);
  }

  /** A reader of the next `size` bytes only. */
  part(size: number): ByteReader {
    return new ByteReader(this.bytes(size));
  }

  /** A part that is preceded by its own u16 length. */
  counted(): ByteReader {
    return this.part(this.u16());
  }

  /** A list in the protocol's form: u16 count, u16 length of all items, then the items, which must fill it exactly. */
  list<T>(item: (reader: ByteReader) => T): T[] {
    const count = this.u16();
    const inside = this.counted();
    const items: T[] = [];
    for (let index = 0; index < count; index += 1) items.push(item(inside));
    inside.finish();
    return items;
  }

  /** Everything must have been read: bytes that nobody claimed mean that a length was wrong. */
  finish(): void {
    if (this.remaining > 0) throw new MalformedMessage(`${this.remaining} bytes left over`);
  }
}
