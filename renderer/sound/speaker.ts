import type { AlarmPriority } from '../../shared/alarms/alarm';
import { burstLength, harmonics, patterns, RISE_SHARE, volumeAt } from './pattern';

export type SoundStanding = { readonly working: boolean; readonly reason: string };

/** Sounds bursts through Web Audio, and knows whether its path can still be heard. */
export class Speaker {
  #context: AudioContext | null = null;
  #analyser: AnalyserNode | null = null;
  #wave: PeriodicWave | null = null;
  #priority: AlarmPriority | null = null;
  #beganMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #bursts = 0;
  readonly #onStanding: (standing: SoundStanding) => void;

  constructor(onStanding: (standing: SoundStanding) => void) {
    this.#onStanding = onStanding;
  }

  open(): void {
    try {
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      analyser.connect(context.destination);
      const imag = new Float32Array([0, ...harmonics]);
      this.#wave = context.createPeriodicWave(new Float32Array(imag.length), imag);
      this.#context = context;
      this.#analyser = analyser;
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
    void this.#context?.close();
    this.#context = null;
  }

  /** What the room must hear from now on; null: quiet. */
  sound(priority: AlarmPriority | null): void {
    if (priority === this.#priority) return;
    this.#priority = priority;
    clearTimeout(this.#timer);
    this.#beganMs = performance.now();
    if (priority !== null) this.#burst(priority);
  }

  level(): number {
    if (!this.#analyser) return 0;
    const samples = new Float32Array(this.#analyser.fftSize);
    this.#analyser.getFloatTimeDomainData(samples);
    return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
  }

  bursts(): number {
    return this.#bursts;
  }

  state(): string {
    return this.#context?.state ?? 'none';
  }

  #report(): void {
    const state = this.state();
    if (state === 'running') this.#onStanding({ working: true, reason: '' });
    else if (state !== 'closed')
      this.#onStanding({ working: false, reason: `The sound output is ${state}.` });
  }

  #burst(priority: AlarmPriority): void {
    const [context, analyser, wave] = [this.#context, this.#analyser, this.#wave];
    const pattern = patterns[priority];
    if (context && analyser && wave) {
      if (context.state !== 'running') void context.resume().catch(() => this.#report());
      for (const { at, length } of pattern.pulses) {
        const start = context.currentTime + 0.02 + at;
        const rise = length * RISE_SHARE;
        const volume = 0.5 * volumeAt((performance.now() - this.#beganMs) / 1000 + at);
        const tone = new OscillatorNode(context, { frequency: pattern.fundamentalHz });
        tone.setPeriodicWave(wave);
        const envelope = new GainNode(context, { gain: 0 });
        envelope.gain.setValueAtTime(0, start);
        envelope.gain.linearRampToValueAtTime(volume, start + rise);
        envelope.gain.setValueAtTime(volume, start + length - rise);
        envelope.gain.linearRampToValueAtTime(0, start + length);
        tone.connect(envelope).connect(analyser);
        tone.start(start);
        tone.stop(start + length + 0.01);
      }
      this.#bursts += 1;
      this.#watchProgress(context);
    }
    const next = (burstLength(pattern) + pattern.pauseS) * 1000;
    this.#timer = setTimeout(() => this.#priority && this.#burst(this.#priority), next);
  }

  /** A context whose time stands still during a burst says it runs, and nobody hears it. */
  #watchProgress(context: AudioContext): void {
    const before = context.currentTime;
    setTimeout(() => {
      if (context !== this.#context || context.state === 'closed') return;
      if (context.currentTime > before) this.#report();
      else this.#onStanding({ working: false, reason: 'The sound output stands still.' });
    }, 600);
  }
}
