import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rawMonotonicMs } from '../../electron/clock';
import { FrameStream } from '../../electron/devices/alaris-asena/frame';
import { alarisAsena } from '../../tests/simulator/alaris-asena';
import { scaledClock } from '../../tests/simulator/scaled-clock';
import { startSimulation } from '../../tests/simulator/simulation';

/** A frame at the pump's end of the line and the raw time at which its last byte was read or its first written. */
export type Tapped = { readonly name: string; readonly rawMs: number };

/** A simulated pump in this process, at the end of a real pseudo-terminal, that notes when frames pass. */
export type TappedPump = {
  readonly path: string;
  /** Frames of the console, in order. */
  readonly heard: Tapped[];
  /** When the pump wrote an answer. */
  readonly written: number[];
  close(): Promise<void>;
};

/** Starts the pump. What it hears passes two pipes of the pseudo-terminal first: its times are upper bounds. */
export async function startTappedPump(): Promise<TappedPump> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-bench-pump-'));
  const heard: Tapped[] = [];
  const written: number[] = [];
  const frames = new FrameStream();
  const simulation = await startSimulation({
    kind: {
      ...alarisAsena,
      start(setting) {
        const write = (frame: Uint8Array) => {
          written.push(rawMonotonicMs());
          setting.write(frame);
        };
        const device = alarisAsena.start({ ...setting, write });
        return {
          serialNumber: device.serialNumber,
          note: device.note,
          fault: (name, argument) => device.fault(name, argument),
          clear: () => device.clear(),
          status: () => device.status(),
          stop: () => device.stop(),
          receive(bytes) {
            const rawMs = rawMonotonicMs();
            for (const found of frames.push(bytes)) {
              if (found.kind === 'frame') heard.push({ name: found.payload.split('^')[0] ?? '', rawMs });
            }
            device.receive(bytes);
          },
        };
      },
    },
    clock: scaledClock(1),
    link: path.join(folder, 'pump'),
    pumpControl: null,
    options: {},
    say: () => {},
  });
  return {
    path: simulation.path,
    heard,
    written,
    async close() {
      await simulation.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
