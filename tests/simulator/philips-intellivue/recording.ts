import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/paths.mjs';

/** One second of a recorded person; null where their monitor showed no value. */
export type RecordedSecond = { readonly spo2: number | null; readonly pulse: number | null };

/** A recorded person, played in a loop for as long as anyone looks. */
export type Recording = {
  readonly name: string;
  readonly seconds: readonly RecordedSecond[];
  readonly meanPulse: number;
};

/** Reads a recording (t_s, spo2_pct, pulse_bpm, …; one row a second; an empty cell is no value). */
export function parseRecording(name: string, text: string): Recording {
  const [head = '', ...rows] = text.trim().split(/\r?\n/);
  const columns = head.split(',');
  const at = { spo2: columns.indexOf('spo2_pct'), pulse: columns.indexOf('pulse_bpm') };
  if (at.spo2 < 0 || at.pulse < 0) throw new Error(`${name}: no columns spo2_pct and pulse_bpm`);
  const cell = (cells: readonly string[], index: number): number | null => {
    const content = cells[index]?.trim() ?? '';
    const value = Number(content);
    return content === '' || !Number.isFinite(value) ? null : value;
  };
  const seconds = rows.map((row) => {
    const cells = row.split(',');
    return { spo2: cell(cells, at.spo2), pulse: cell(cells, at.pulse) };
  });
  const pulses = seconds.flatMap(({ pulse }) => (pulse === null ? [] : [pulse]));
  if (pulses.length === 0) throw new Error(`${name}: no pulse in it`);
  const meanPulse = pulses.reduce((sum, pulse) => sum + pulse, 0) / pulses.length;
  return { name, seconds, meanPulse };
}

/** The second of a recording at a time since its start, and the number of the pass, from 1. */
export function playBack(recording: Recording, second: number): RecordedSecond & { readonly pass: number } {
  const whole = Math.max(0, Math.floor(second));
  const found = recording.seconds[whole % recording.seconds.length] ?? { spo2: null, pulse: null };
  return { ...found, pass: Math.floor(whole / recording.seconds.length) + 1 };
}

/** One of the two recordings of the repository (`a`, `b`), or any file of the same form. */
export function loadRecording(which: string): Recording {
  const known = which === 'a' || which === 'b';
  const name = known ? `sedation-1hz-${which}.csv` : path.basename(which);
  const file = known ? path.join(root, 'resources', 'recordings', name) : which;
  return parseRecording(name, readFileSync(file, 'utf8'));
}
