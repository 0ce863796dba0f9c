/** Writes big-endian fields (monitors.md 2.2). Each call returns the writer, so that a message reads as one line. */
export class ByteWriter {
  readonly #bytes: number[] = [];

  u8(value: number): this {
    this.#bytes.push(value & 0xff);
    return this;
  }

  u16(value: number): this {
    return this.u8(value >>> 8).u8(value);
  }

  u32(value: number): this {
    return this.u16(value >>> 16).u16(value);
  }

  bytes(value: Uint8Array): this {
    for (const byte of value) this.#bytes.push(byte);
    return this;
  }

  /** u16 length, then the content. */
  counted(content: Uint8Array): this {
    return this.u16(content.length).bytes(content);
  }

  /** u16 count, u16 length of all items, then the items; an empty list still has both. */
  list<T>(items: readonly T[], item: (writer: ByteWriter, value: T) => void): this {
    const inside = new ByteWriter();
    for (const value of items) item(inside, value);
    return this.u16(items.length).counted(inside.done());
  }

  done(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}
