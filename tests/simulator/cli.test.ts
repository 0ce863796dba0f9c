import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FrameStream, toBytes } from '../../electron/devices/alaris-asena/frame';
import type { Port } from '../../electron/devices/wire/port';
import { serialPort } from '../../electron/devices/wire/serial';
import { ManualClock } from '../clock';
import { bundleSimulator } from './bundle';
import { connectControl } from './control-client';

const line = { baudRate: 38400, dataBits: 8, parity: 'none', stopBits: 1 } as const;
let program = '';
let remove: () => Promise<void> = async () => {};
let folder = '';
const running: ChildProcessWithoutNullStreams[] = [];

beforeAll(async () => {
  ({ program, remove } = await bundleSimulator());
  folder = await mkdtemp(join(tmpdir(), 'simulate-test-'));
});

afterAll(async () => {
  await remove();
  await rm(folder, { recursive: true, force: true });
});

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
});

function launch(...words: string[]) {
  const child = spawn(process.execPath, [program, ...words]);
  running.push(child);
  return child;
}

/** Starts and waits for the first line; later lines arrive at `heard`. */
async function simulate(...words: string[]) {
  const child = launch(...words);
  const lines: string[] = [];
  const wanted: { text: string; resolve: () => void }[] = [];
  const first = new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr.on('data', (text) => {
      said += String(text);
    });
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${said}`)));
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (lines.length === 0) resolve(text);
      lines.push(text);
      for (const one of wanted) if (text.includes(one.text)) one.resolve();
    });
  });
  const head = JSON.parse(await first) as {
    path: string;
    control: string | null;
    serial: string;
    device: string;
    note: string;
  };
  const heard = (text: string) =>
    new Promise<void>((resolve) => {
      if (lines.some((one) => one.includes(text))) resolve();
      else wanted.push({ text, resolve });
    });
  return { child, head, heard };
}

/** Asks one request over the port and waits for one valid answer. */
function ask(port: Port, frame: string): Promise<string> {
  const stream = new FrameStream();
  return new Promise((resolve, reject) => {
    port.onBytes((bytes) => {
      for (const found of stream.push(bytes)) if (found.kind === 'frame') resolve(found.payload);
    });
    port.write(toBytes(frame)).catch(reject);
  });
}

describe('simulate', () => {
  it.each([
    [[], 'no device'],
    [['toaster'], 'no device "toaster"'],
    [['alaris-asena', '--speeed', '2'], '"--speeed" is not an argument'],
    [['alaris-asena', '--speed', 'fast'], '--speed "fast"'],
    [['alaris-asena', '--speed', '0'], '--speed "0"'],
    [['alaris-asena', '--speed'], 'needs a value'],
    [['alaris-asena', '--fault', 'explode@3'], 'no fault "explode"'],
    [['alaris-asena', '--fault', 'occlusion'], 'is not NAME[:ARG]@SECONDS'],
    [['alaris-asena', '--path', 'a', '--path', 'b'], 'given twice'],
    [['alaris-asena', '--script', 'there-is-no-such-file'], 'no such file'],
  ])('%j ends with 1 and the reason', async (words, reason) => {
    const child = launch(...words);
    let said = '';
    child.stderr.on('data', (text) => {
      said += String(text);
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(said).toContain(reason);
  });

  it('tells every device and fault in its help', async () => {
    const child = launch('--help');
    let said = '';
    child.stdout.on('data', (text) => {
      said += String(text);
    });
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
    for (const word of ['alaris-asena', 'occlusion', 'bad-checksum', '--control'])
      expect(said).toContain(word);
  });

  it('first says where it is in JSON, speaks the pump language, and ends cleanly on SIGTERM', async () => {
    const link = join(folder, 'pump');
    const { child, head } = await simulate('alaris-asena', '--path', link);
    expect(head).toMatchObject({ device: 'alaris-asena', path: link, control: null, serial: 'SIM-8003' });
    expect(head.note).toContain('no real pump');
    const port = await serialPort(head.path, new ManualClock())(line);
    expect(await ask(port, '!INST_SERIALNO|457D\r')).toBe('INST_SERIALNO^SIM-8003');
    await port.close();
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(existsSync(link)).toBe(false);
  });

  it('obeys its control socket: status, faults, clear, unplug and replug at the same name', async () => {
    const socket = join(folder, 'control');
    const { head, child } = await simulate('alaris-asena', '--control', socket);
    expect(head.control).toBe(socket);
    const control = await connectControl(socket);
    expect(await control.status()).toMatchObject({
      infusing: false,
      totalDeliveredMl: 0,
      cable: true,
      alarm: null,
    });
    await control.fault('displaced');
    await control.fault('silence', 5);
    expect(await control.status()).toMatchObject({ alarm: 'AL_SYRCO', wireFaults: ['silence'] });
    await control.clear();
    expect(await control.status()).toMatchObject({ alarm: null, wireFaults: [] });
    await expect(control.fault('explode')).rejects.toThrow('no fault "explode"');
    await expect(control.fault('dial', 'much')).rejects.toThrow('needs a number');
    const before = await readlink(head.path);
    await control.unplug();
    expect(existsSync(head.path)).toBe(false);
    expect(await control.status()).toMatchObject({ cable: false });
    await control.replug();
    expect(await readlink(head.path)).toMatch(/^\/dev\//);
    expect(before).toMatch(/^\/dev\//);
    const port = await serialPort(head.path, new ManualClock())(line);
    expect(await ask(port, '!INST_SERIALNO|457D\r')).toBe('INST_SERIALNO^SIM-8003');
    await port.close();
    control.close();
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(existsSync(socket)).toBe(false);
  });

  it('answers a line that is no request with an error, and goes on', async () => {
    const socket = join(folder, 'errors');
    await simulate('alaris-asena', '--control', socket);
    const { connect } = await import('node:net');
    const raw = connect(socket);
    raw.write('nonsense\n[]\n{"do":"dance"}\n{"do":"status"}\n');
    const replies: unknown[] = [];
    await new Promise<void>((resolve) => {
      createInterface({ input: raw }).on('line', (text) => {
        replies.push(JSON.parse(text));
        if (replies.length === 4) resolve();
      });
    });
    expect(replies).toMatchObject([
      { ok: false },
      { ok: false },
      { ok: false, error: 'there is no "dance"' },
      { ok: true },
    ]);
    raw.destroy();
  });

  it('brings faults of command line and script about at their time, at its own speed', async () => {
    const script = join(folder, 'script');
    await writeFile(script, '# after a while\nocclusion@2 # the line\nunplug@30\n');
    const { heard } = await simulate(
      'alaris-asena',
      '--fault',
      'alarm:AL_LWBAT@1',
      '--script',
      script,
      '--speed',
      '200',
    );
    await heard('fault: alarm "AL_LWBAT"');
    await heard('fault: occlusion');
    await heard('the cable is unplugged');
  });

  it('runs the monitor too', async () => {
    const { head, child } = await simulate('philips-intellivue');
    expect(head.device).toBe('philips-intellivue');
    child.kill('SIGTERM');
    expect((await once(child, 'exit'))[0]).toBe(0);
  });
});
