import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, readSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';

/** 32 random bytes as hex: what stands in the key file. */
export type RecordKey = string & { readonly recordKey: never };

const PATTERN = /^[0-9a-f]{64}$/;
const SALT_BYTES = 16;

/** A new key from the system's random source. */
export function newKey(): RecordKey {
  return randomBytes(32).toString('hex') as RecordKey;
}

/** The key in the file, or null when the file holds something else. */
export function readKey(file: string): RecordKey | null {
  const text = readFileSync(file, 'utf8').trim();
  return PATTERN.test(text) ? (text as RecordKey) : null;
}

/** Makes new names in a folder outlive a power cut. Where the system can not (Windows), its own journal does. */
export function settleFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Writes the key so that after a power cut it is there whole or not at all. Readable by its owner only. */
export function writeKey(file: string, key: RecordKey): void {
  const half = `${file}.new`;
  const descriptor = openSync(half, 'w', 0o600);
  try {
    writeSync(descriptor, `${key}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(half, file);
  settleFolder(path.dirname(file));
}

/**
 * The salt that opens the file is made from the key, so that the first bytes of a record tell whether this key
 * belongs to it. Without that, a wrong key and a damaged record look the same to SQLite.
 */
function saltOf(key: RecordKey): Buffer {
  return createHmac('sha256', Buffer.from(key, 'hex')).update('record salt').digest().subarray(0, SALT_BYTES);
}

/** The key and its salt as SQLCipher takes them. */
export function cipherKey(key: RecordKey): string {
  return key + saltOf(key).toString('hex');
}

/** Whether the record was begun with this key. */
export function keyBelongsTo(recordFile: string, key: RecordKey): boolean {
  const first = Buffer.alloc(SALT_BYTES);
  const descriptor = openSync(recordFile, 'r');
  try {
    readSync(descriptor, first, 0, SALT_BYTES, 0);
  } finally {
    closeSync(descriptor);
  }
  return first.equals(saltOf(key));
}
