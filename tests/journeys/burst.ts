// What a microphone at the loudspeaker would find in a burst: pulses and their components.

export type HeardPulse = { readonly startMs: number; readonly lengthMs: number };

const WINDOW_S = 0.005;

/** Pulses by their envelope, measured at half of the highest level; none where all is silent. */
export function pulsesOf(samples: readonly number[], rate: number): HeardPulse[] {
  const step = Math.round(rate * WINDOW_S);
  const levels: number[] = [];
  for (let at = 0; at + step <= samples.length; at += step) {
    let sum = 0;
    for (let i = at; i < at + step; i += 1) sum += (samples[i] ?? 0) ** 2;
    levels.push(Math.sqrt(sum / step));
  }
  const highest = levels.reduce((most, level) => Math.max(most, level), 0);
  if (highest < 0.01) return [];
  const found: HeardPulse[] = [];
  let from: number | null = null;
  for (const [at, level] of [...levels, 0].entries()) {
    const loud = level > highest * 0.5;
    if (loud && from === null) from = at;
    if (!loud && from !== null) {
      found.push({ startMs: from * WINDOW_S * 1_000, lengthMs: (at - from) * WINDOW_S * 1_000 });
      from = null;
    }
  }
  return found;
}

/** The samples of the middle of a pulse. */
export function burstOf(
  samples: readonly number[],
  pulse: HeardPulse | undefined,
  rate: number,
): readonly number[] {
  if (pulse === undefined) return [];
  const from = ((pulse.startMs + pulse.lengthMs * 0.2) / 1_000) * rate;
  return samples.slice(Math.round(from), Math.round(from + (pulse.lengthMs * 0.6 * rate) / 1_000));
}

function power(samples: readonly number[], hz: number, rate: number): number {
  let [re, im] = [0, 0];
  for (const [i, sample] of samples.entries()) {
    const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / samples.length);
    const angle = (2 * Math.PI * hz * i) / rate;
    re += sample * hann * Math.cos(angle);
    im += sample * hann * Math.sin(angle);
  }
  return re * re + im * im;
}

/** The lowest strong component, and how many peaks between 150 Hz and 4 kHz lie within 15 dB of the strongest. */
export function components(
  samples: readonly number[],
  rate: number,
): { fundamentalHz: number; within15dB: number } {
  const spectrum: { hz: number; db: number }[] = [];
  for (let hz = 150; hz <= 4_000; hz += 5) {
    spectrum.push({ hz, db: 10 * Math.log10(power(samples, hz, rate) + 1e-12) });
  }
  const strongest = Math.max(...spectrum.map(({ db }) => db));
  const peaks = spectrum.filter(
    ({ hz, db }) =>
      db > strongest - 15 &&
      // Highest for 100 Hz around: the side lobes of a window are no components.
      spectrum.every((other) => Math.abs(other.hz - hz) > 100 || other.db <= db),
  );
  return { fundamentalHz: peaks[0]?.hz ?? 0, within15dB: peaks.length };
}
