import type { EpochMs } from '../time/clock';

const SAMPLES = 5;

/** The server's clock against ours, ms, above zero: ahead; the newest five answers. */
export type SkewSamples = readonly number[];

/** Takes an answer's `Date` against the middle of its round trip. The header has whole seconds: half of one is added. */
export function withDate(
  samples: SkewSamples,
  headers: Readonly<Record<string, string>>,
  sentAt: EpochMs,
  receivedAt: EpochMs,
): SkewSamples {
  const date = Date.parse(headers.date ?? '');
  if (Number.isNaN(date)) return samples;
  return [...samples, date + 500 - (sentAt + receivedAt) / 2].slice(-SAMPLES);
}

/** Their median, so that one slow answer says nothing. Null: none was heard. */
export function skewOfSamples(samples: SkewSamples): number | null {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}
