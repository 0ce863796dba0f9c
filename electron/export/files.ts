import {
  closeSync,
  createWriteStream,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Pieces are gathered into writes of about this size. */
const CHUNK = 1 << 16;

function partOf(file: string): string {
  mkdirSync(path.dirname(path.resolve(file)), { recursive: true, mode: 0o700 });
  return `${file}.part`;
}

/** Writes a text piece by piece; the file has its name only when it is whole. */
export function writeText(file: string, pieces: Iterable<string>): void {
  const part = partOf(file);
  const descriptor = openSync(part, 'w', 0o600);
  try {
    let waiting = '';
    for (const piece of pieces) {
      waiting += piece;
      if (waiting.length < CHUNK) continue;
      writeSync(descriptor, waiting);
      waiting = '';
    }
    writeSync(descriptor, waiting);
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
  renameSync(part, file);
}

/** Writes bytes as they are. */
export function writeBytes(file: string, bytes: Uint8Array): void {
  const part = partOf(file);
  const descriptor = openSync(part, 'w', 0o600);
  try {
    writeSync(descriptor, bytes);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(part, file);
}

/** Writes pieces through gzip, as they come. */
export async function writeGzip(file: string, pieces: Iterable<Uint8Array>): Promise<void> {
  const part = partOf(file);
  try {
    await pipeline(Readable.from(gathered(pieces)), createGzip(), createWriteStream(part, { mode: 0o600 }));
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  renameSync(part, file);
}

function* gathered(pieces: Iterable<Uint8Array>): Iterable<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size < CHUNK) continue;
    yield Buffer.concat(waiting);
    [waiting, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(waiting);
}
