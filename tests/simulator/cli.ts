import { readFileSync } from 'node:fs';
import type { Arguments, Scheduled } from './arguments';
import { parseArguments, parseScript, usage } from './arguments';
import { serveControl } from './control';
import { UnknownFault } from './device';
import { simulatedDevices } from './registry';
import { scaledClock } from './scaled-clock';
import type { Simulation } from './simulation';
import { startSimulation } from './simulation';

/** Runs one simulated device until SIGTERM or SIGINT. The first line of output is JSON, the others are for people. */
async function run(words: readonly string[]): Promise<void> {
  if (words[0] === '--help' || words[0] === '-h') {
    process.stdout.write(`${usage(simulatedDevices)}\n`);
    return;
  }
  const given = parseArguments(words, simulatedDevices);
  const scheduled = [...given.faults, ...scriptOf(given)];
  const clock = scaledClock(given.speed);
  const early: string[] = [];
  let say = (line: string): void => void early.push(line);
  const tell = (line: string): void => say(`${(clock.now().mono / 1000).toFixed(1).padStart(8)} s  ${line}`);

  const closers: (() => Promise<void> | void)[] = [];
  let ending = false;
  const end = async (code: number): Promise<void> => {
    if (ending) return;
    ending = true;
    for (const close of closers.reverse()) await close();
    process.exit(code);
  };
  // Before the first line is out: whoever reads it may end us at once.
  process.on('SIGTERM', () => void end(0));
  process.on('SIGINT', () => void end(0));
  // The reader may go away; the device does not stop for that.
  process.stdout.on('error', () => {});

  const { kind, control, pumpControl, options } = given;
  const simulation = await startSimulation({
    kind,
    clock,
    link: given.path,
    pumpControl,
    options,
    say: tell,
  });
  closers.push(() => simulation.close());
  if (control !== null) {
    const server = await serveControl(control, (request) => obey(simulation, request)).catch(
      async (error: unknown) => {
        await simulation.close();
        throw error;
      },
    );
    closers.push(() => server.close());
  }
  for (const { name, argument, seconds } of scheduled) {
    const cancel = clock.after(seconds * 1000, () => {
      simulation.bring(name, argument).catch((error: unknown) => tell(`fault ${name}: ${textOf(error)}`));
    });
    closers.push(cancel);
  }

  const { serialNumber: serial, note } = simulation.device;
  process.stdout.write(
    `${JSON.stringify({ device: kind.id, path: simulation.path, control, serial, note })}\n`,
  );
  say = (line) => void process.stdout.write(`${line}\n`);
  for (const line of early) say(line);
}

function scriptOf(given: Arguments): Scheduled[] {
  return given.script === null ? [] : parseScript(readFileSync(given.script, 'utf8'), given.kind);
}

type JsonObject = Parameters<Parameters<typeof serveControl>[1]>[0];

async function obey(simulation: Simulation, request: JsonObject): Promise<JsonObject> {
  const { do: verb, name, args } = request;
  switch (verb) {
    case 'status':
      return { status: simulation.status() };
    case 'fault':
      if (typeof name !== 'string') throw new UnknownFault('fault: "name" is missing');
      await simulation.bring(name, args ?? null);
      return {};
    case 'clear':
    case 'unplug':
    case 'replug':
      await simulation.bring(verb, null);
      return {};
    default:
      throw new UnknownFault(`there is no "${String(verb)}"`);
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

run(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`simulate: ${textOf(error)}\n`);
  process.exitCode = 1;
});
