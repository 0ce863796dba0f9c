import type { AlarmPriority } from '../../shared/alarms/alarm';
import { burstLength, harmonics, type Loudness, type Pulse, patterns, RISE_SHARE, volumeAt } from './pattern';

export type SoundStanding = { readonly working: boolean; readonly reason: string };

/** What came of one burst for the alarm test. */
export type Tried = 'sounded' | 'silent' | 'an alarm sounds';

type Tone = { readonly tone: OscillatorNode; readonly envelope: GainNode };
type Path = { readonly context: AudioContext; readonly out: AnalyserNode; readonly wave: PeriodicWave };

/** Full volume: five harmonics in phase stay below the edge of the range. */
const FULL = 0.5;
/** A tone 60 dB down for the check of the path: measured, not heard. */
const CHECK = { volume: 0.001, lengthS: 0.15 };
const LOOK_MS = 20;

/** Sounds bursts through Web Audio, and knows whether its path can still be heard. */
export class Speaker {
  #path: Path | null = null;
  #priority: AlarmPriority | null = null;
  #beganMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tones: Tone[] = [];
  #bursts = 0;
  readonly #onStanding: (standing: SoundStanding) => void;
  readonly #loudness: () => Loudness;

  constructor(onStanding: (standing: SoundStanding) => void, loudness: () => Loudness) {
    this.#onStanding = onStanding;
    this.#loudness = loudness;
  }

  open(): void {
    try {
      const context = new AudioContext();
      const out = context.createAnalyser();
      out.connect(context.destination);
      const imag = new Float32Array([0, ...harmonics]);
      const wave = context.createPeriodicWave(new Float32Array(imag.length), imag);
      this.#path = { context, out, wave };
      context.onstatechange = () => this.#report();
      void context.resume().then(
        () => this.#report(),
        () => this.#report(),
      );
      this.#report();
    } catch (failure) {
      this.#onStanding({
        working: false,
        reason: failure instanceof Error ? failure.message : String(failure),
      });
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    void this.#path?.context.close();
    this.#path = null;
  }

  /** What the room must hear from now on; null: quiet, at once. */
  sound(priority: AlarmPriority | null): void {
    if (priority === this.#priority) return;
    this.#priority = priority;
    clearTimeout(this.#timer);
    this.#hush();
    this.#beganMs = performance.now();
    if (priority !== null) this.#burst(priority);
  }

  /** One burst at the usual volume, for the alarm test; says whether anything left this window. */
  async test(priority: AlarmPriority): Promise<Tried> {
    const path = this.#path;
    if (this.#priority !== null) return 'an alarm sounds';
    if (path === null) return 'silent';
    const pattern = patterns[priority];
    this.#hush();
    await path.context.resume().catch(() => undefined);
    const { usual } = this.#loudness();
    for (const pulse of pattern.pulses) this.#pulse(path, pulse, pattern.fundamentalHz, FULL * usual);
    return (await this.#peak(burstLength(pattern) * 1_000 + 200)) > FULL * usual * 0.1 ? 'sounded' : 'silent';
  }

  /** Sends a tone down the path that nobody hears, and measures whether it arrives before the loudspeaker. */
  async check(): Promise<SoundStanding> {
    const path = this.#path;
    if (path === null) return { working: false, reason: 'There is no sound output.' };
    await path.context.resume().catch(() => undefined);
    if (path.context.state !== 'running') {
      return { working: false, reason: `The sound output is ${path.context.state}.` };
    }
    const { fundamentalHz } = patterns.medium;
    this.#pulse(path, { at: 0, length: CHECK.lengthS }, fundamentalHz, CHECK.volume);
    const peak = await this.#peak(CHECK.lengthS * 1_000 + 400);
    const arrived = peak > CHECK.volume * 0.1;
    return { working: arrived, reason: arrived ? '' : 'The sound output stands still.' };
  }

  level(): number {
    if (this.#path === null) return 0;
    const samples = new Float32Array(this.#path.out.fftSize);
    this.#path.out.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
  }

  bursts(): number {
    return this.#bursts;
  }

  state(): string {
    return this.#path?.context.state ?? 'none';
  }

  #report(): void {
    const state = this.state();
    if (state === 'running') this.#onStanding({ working: true, reason: '' });
    else if (state !== 'closed')
      this.#onStanding({ working: false, reason: `The sound output is ${state}.` });
  }

  #burst(priority: AlarmPriority): void {
    const path = this.#path;
    const pattern = patterns[priority];
    if (path !== null) {
      const { context } = path;
      if (context.state !== 'running') void context.resume().catch(() => this.#report());
      const sinceS = (performance.now() - this.#beganMs) / 1000;
      for (const pulse of pattern.pulses) {
        const volume = FULL * volumeAt(sinceS + pulse.at, this.#loudness());
        this.#pulse(path, pulse, pattern.fundamentalHz, volume);
      }
      this.#bursts += 1;
      this.#watchProgress(context);
    }
    const next = (burstLength(pattern) + pattern.pauseS) * 1000;
    this.#timer = setTimeout(() => this.#priority && this.#burst(this.#priority), next);
  }

  #pulse({ context, out, wave }: Path, { at, length }: Pulse, frequency: number, volume: number): void {
    const start = context.currentTime + 0.02 + at;
    const rise = length * RISE_SHARE;
    const tone = new OscillatorNode(context, { frequency });
    tone.setPeriodicWave(wave);
    const envelope = new GainNode(context, { gain: 0 });
    envelope.gain.setValueAtTime(0, start);
    envelope.gain.linearRampToValueAtTime(volume, start + rise);
    envelope.gain.setValueAtTime(volume, start + length - rise);
    envelope.gain.linearRampToValueAtTime(0, start + length);
    tone.connect(envelope).connect(out);
    tone.start(start);
    tone.stop(start + length + 0.01);
    const made = { tone, envelope };
    this.#tones.push(made);
    tone.onended = () => {
      this.#tones = this.#tones.filter((one) => one !== made);
    };
  }

  /** What is left of a burst must not run into the next one, nor sound on after it was answered. */
  #hush(): void {
    const now = this.#path?.context.currentTime ?? 0;
    for (const { tone, envelope } of this.#tones) {
      envelope.gain.cancelScheduledValues(now);
      envelope.gain.setTargetAtTime(0, now, 0.005);
      tone.stop(now + 0.05);
    }
    this.#tones = [];
  }

  /** The highest level before the loudspeaker within a time. */
  #peak(withinMs: number): Promise<number> {
    return new Promise((resolve) => {
      let peak = 0;
      const look = setInterval(() => {
        peak = Math.max(peak, this.level());
      }, LOOK_MS);
      setTimeout(() => {
        clearInterval(look);
        resolve(peak);
      }, withinMs);
    });
  }

  /** A context whose time stands still during a burst says it runs, and nobody hears it. */
  #watchProgress(context: AudioContext): void {
    const before = context.currentTime;
    setTimeout(() => {
      if (context !== this.#path?.context || context.state === 'closed') return;
      if (context.currentTime > before) this.#report();
      else this.#onStanding({ working: false, reason: 'The sound output stands still.' });
    }, 600);
  }
}
