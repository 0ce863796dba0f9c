import { gunzipSync, gzipSync } from 'node:zlib';
import { type RecordPart, recordPartSchema } from '../../../shared/sync/record-part';

/** A part that unpacks to more than this is none of ours: 3,000 entries take under a megabyte. */
const MOST_BYTES = 64 * 1024 * 1024;

/** A part as it travels. The same part gives the same bytes. */
export function packPart(part: RecordPart): Buffer {
  const packed = gzipSync(JSON.stringify(part), { level: 6 });
  // The name of the system stands in the header; it would make equal parts differ.
  packed[9] = 255;
  return packed;
}

export type Unpacked =
  | { readonly kind: 'part'; readonly part: RecordPart }
  | { readonly kind: 'refused'; readonly words: string };

/** What came from the server, checked in form; the seals are checked when it is put in. */
export function unpackPart(bytes: Uint8Array): Unpacked {
  try {
    const text = gunzipSync(bytes, { maxOutputLength: MOST_BYTES }).toString('utf8');
    const checked = recordPartSchema.safeParse(JSON.parse(text));
    if (checked.success) return { kind: 'part', part: checked.data };
    const [issue] = checked.error.issues;
    return { kind: 'refused', words: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not readable'}` };
  } catch (error) {
    return { kind: 'refused', words: error instanceof Error ? error.message : String(error) };
  }
}
