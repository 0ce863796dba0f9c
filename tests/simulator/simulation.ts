import type { Clock } from '../../shared/time/clock';
import type { Json, RunningDevice, SimulatedDevice } from './device';
import { UnknownFault } from './device';
import type { Pty } from './pty';
import { openPty } from './pty';
import { wireFaults } from './wire-faults';

/** A device, its wire with its faults, and its cable. */
export interface Simulation {
  readonly device: RunningDevice;
  readonly path: string;
  /** `unplug`, `replug`, `clear`, or a fault of the wire or the device; throws `UnknownFault`. */
  bring(name: string, argument: Json): Promise<void>;
  status(): Json;
  close(): Promise<void>;
}

/** Starts a device at the end of a pseudo-terminal; `link` is the name to open, one of its own otherwise. */
export async function startSimulation(setting: {
  readonly kind: SimulatedDevice;
  readonly clock: Clock;
  readonly link: string | null;
  readonly pumpControl: string | null;
  readonly options: Readonly<Record<string, string>>;
  readonly say: (line: string) => void;
}): Promise<Simulation> {
  const { kind, clock, say } = setting;
  let pty: Pty | null = null;
  let device: RunningDevice | null = null;
  /** Plugging takes a moment; two at once would leave a cable behind. */
  let plugging: Promise<void> = Promise.resolve();

  function plug(attached: boolean): Promise<void> {
    plugging = plugging.then(async () => {
      if (pty === null || pty.attached === attached) return;
      await (attached ? pty.replug() : pty.unplug());
      say(attached ? 'the cable is plugged in' : 'the cable is unplugged');
      device?.cable?.(attached);
    });
    return plugging;
  }

  const wire = wireFaults({ clock, toHost: (bytes) => pty?.write(bytes), cut: () => void plug(false) });
  const running = kind.start({
    clock,
    write: (frame) => wire.fromDevice(frame),
    say,
    pumpControl: setting.pumpControl,
    options: setting.options,
  });
  device = running;
  try {
    pty = await openPty({
      name: kind.id,
      onBytes: (bytes) => {
        const passed = wire.fromHost(bytes);
        if (passed !== null) running.receive(passed);
      },
      ...(setting.link === null ? {} : { link: setting.link }),
    });
  } catch (error) {
    running.stop();
    throw error;
  }
  const cable = pty;

  return {
    device: running,
    path: cable.path,
    async bring(name, argument) {
      if (name === 'unplug' || name === 'replug') await plug(name === 'replug');
      else if (name === 'clear') {
        wire.clear();
        running.clear();
      } else if (!wire.fault(name, argument)) running.fault(name, argument);
      if (name !== 'unplug' && name !== 'replug')
        say(`fault: ${name}${argument === null ? '' : ` ${JSON.stringify(argument)}`}`);
    },
    status: () => ({ cable: cable.attached, wireFaults: wire.standing(), ...running.status() }),
    async close() {
      running.stop();
      wire.clear();
      await plugging;
      await cable.close();
    },
  };
}

/** `NAME[:ARG]@SECONDS` as a command line or a script gives it; the argument as text. Throws `UnknownFault`. */
export function parseSchedule(text: string): { name: string; argument: string | null; seconds: number } {
  const found = /^([a-z-]+)(?::([^@]*))?@(\d+(?:\.\d+)?)$/.exec(text.trim());
  if (found === null) throw new UnknownFault(`"${text.trim()}" is not NAME[:ARG]@SECONDS`);
  return { name: found[1] ?? '', argument: found[2] ?? null, seconds: Number(found[3]) };
}
