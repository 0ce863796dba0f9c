import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOfFile, bytesOfHex } from '../../../electron/inspect/decode';
import { infuse } from '../store/infused';
import { bundled, type Ended, ended, launch } from '../store/program';
import { alder, instant, note, opened, sessionOpened, snapshot, temporaryFolder } from '../store/samples';

const REPLY = 'tests/fixtures/bytes/alaris-asena/02-inst-serialno-reply.hex';

let program = { file: '', remove: () => {} };
beforeAll(async () => {
  program = await bundled('electron/inspect/cli.ts');
});
afterAll(() => program.remove());

const inspect = (args: readonly string[], env: Record<string, string> = {}): Promise<Ended> =>
  ended(launch(program.file, args, env));

/** What a command prints, which must be one JSON document and nothing else. */
async function answered(args: readonly string[], env: Record<string, string> = {}): Promise<unknown> {
  const { code, out, err } = await inspect(args, env);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

function file(content: string | Uint8Array): string {
  const name = path.join(temporaryFolder(), 'capture');
  writeFileSync(name, content);
  return name;
}

describe('decode', () => {
  const hex = readFileSync(REPLY, 'utf8').replace(/#.*\n/g, '').trim();
  const asked = ['decode', '--protocol', 'alaris-asena'];
  const expected = {
    frames: [{ offset: 0, bytes: hex, direction: 'device', message: expect.anything() }],
    rejected: [],
  };

  it('decodes bytes given as hex, as a file of hex text and as a file of bytes', async () => {
    const bytes = bytesOfHex(hex);
    const texts = [hex, hex.toLowerCase(), hex.replaceAll(' ', ''), `0x${hex.replaceAll(' ', ', 0x')}`];
    for (const text of texts) expect(bytesOfHex(text)).toEqual(bytes);
    const first = await answered([...asked, '--hex', hex]);
    expect(first).toEqual(expected);
    expect(await answered([...asked, '--file', REPLY])).toEqual(first);
    expect(await answered([...asked, '--file', file(bytes)])).toEqual(first);
    expect(await answered([...asked, '--file', file(hex)])).toEqual(first);
  });

  it('decodes the other direction, and a monitor', async () => {
    const request = 'tests/fixtures/bytes/alaris-asena/01-inst-serialno-request.hex';
    expect(await answered([...asked, '--direction', 'host', '--file', request])).toMatchObject({
      frames: [{ direction: 'host' }],
      rejected: [],
    });
    const numeric = 'tests/fixtures/bytes/philips-intellivue/numeric-result.hex';
    const monitor = await answered(['decode', '--protocol', 'philips-intellivue', '--file', numeric]);
    expect(monitor).toMatchObject({ frames: [{ direction: 'device' }], rejected: [] });
  });

  it('names bytes that belong to no frame', async () => {
    const result = (await answered([...asked, '--hex', `00 ff ${hex}`])) as {
      rejected: { reason: string }[];
    };
    expect(result.rejected.length).toBeGreaterThan(0);
    for (const { reason } of result.rejected) expect(reason).not.toBe('');
  });

  it('takes a file for hex text only when there is nothing else in it', () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(bytesOfFile(bytes('21 49 # !I\r\n0d'))).toEqual(Uint8Array.of(0x21, 0x49, 0x0d));
    expect(bytesOfFile(bytes('!INF^...|'))).toEqual(bytes('!INF^...|'));
    expect(bytesOfFile(Uint8Array.of(0xc0, 0x11, 0x01))).toEqual(Uint8Array.of(0xc0, 0x11, 0x01));
    expect(bytesOfFile(bytes('# only a comment'))).toEqual(bytes('# only a comment'));
  });
});

describe('protocols', () => {
  it('lists each family with what it can do', async () => {
    const cards = (await answered(['protocols'])) as { id: string }[];
    expect(cards.map(({ id }) => id)).toEqual(expect.arrayContaining(['alaris-asena', 'philips-intellivue']));
    for (const card of cards)
      expect(Object.keys(card)).toEqual(['id', 'role', 'title', 'line', 'capabilities', 'parameters']);
  });
});

describe('ports', () => {
  /** A udev that knows one adapter. */
  function fakeUdev(): string {
    const folder = temporaryFolder();
    const script = path.join(folder, 'udevadm');
    const lines = [
      'P: /devices/x',
      'N: ttyUSB7',
      'E: DEVNAME=/dev/ttyUSB7',
      'E: ID_VENDOR_ID=0403',
      'E: ID_MODEL_ID=6001',
      '',
    ];
    writeFileSync(script, `#!/bin/sh\nprintf '%s\\n' '${lines.join("' '")}'\n`);
    chmodSync(script, 0o755);
    return folder;
  }

  it('lists what the system knows', async () => {
    const found = await answered(['ports'], { PATH: `${fakeUdev()}:${process.env.PATH}` });
    expect(found).toMatchObject([{ path: '/dev/ttyUSB7', vendorId: '0403', productId: '6001' }]);
  });

  it('lists none where there is no udev, and says why', async () => {
    const { code, out, err } = await inspect(['ports'], { PATH: temporaryFolder() });
    expect({ code, found: JSON.parse(out) }).toEqual({ code: 0, found: [] });
    expect(err).toMatch(/^inspect: udevadm is not installed.*\n$/);
  });
});

describe('events', () => {
  function record(): { folder: string; close: () => void } {
    const folder = temporaryFolder();
    const store = opened({ folder });
    store.append('workstation', 'run-1', instant(), [note('before')]);
    store.append('s-1', 'run-1', instant(), [sessionOpened(), { type: 'pump.reading', body: snapshot }]);
    store.append('s-2', 'run-1', instant(), [sessionOpened(), note('two')]);
    return { folder, close: () => store.close() };
  }
  const lines = (out: string) =>
    out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { seq: number; sessionId: string; type: string; body: unknown });

  it('prints the whole log as text, one entry a line, beside a running console and after it (SR-154)', async () => {
    const { folder, close } = record();
    for (const state of ['open', 'closed']) {
      if (state === 'closed') close();
      const { code, out, err } = await inspect(['events', '--db', folder]);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect(lines(out).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
      expect(lines(out)[2]).toMatchObject({ sessionId: 's-1', type: 'pump.reading', body: snapshot });
      expect(lines(out)[1]).toMatchObject({ body: { patient: alder } });
    }
  });

  it('prints one session, and takes the file for its folder', async () => {
    const { folder } = record();
    const { out } = await inspect(['events', '--db', path.join(folder, 'record.db'), '--session', 's-2']);
    expect(lines(out).map(({ seq }) => seq)).toEqual([4, 5]);
  });

  it.each([
    ['no such session', (folder: string) => ['--db', folder, '--session', 'none'], /no session "none"/],
    ['no such folder', () => ['--db', '/nowhere/at/all'], /is not there/],
    ['another file', (folder: string) => ['--db', path.join(folder, 'record.key')], /is not a record/],
    ['a folder without a record', () => ['--db', temporaryFolder()], /no record/],
    ['no --db', () => [], /--db is missing/],
  ])('refuses %s', async (_, args, reason) => {
    const { code, out, err } = await inspect(['events', ...args(record().folder)]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(reason);
  });

  it('refuses a record without its key', async () => {
    const { folder, close } = record();
    close();
    writeFileSync(path.join(folder, 'record.key'), 'lost');
    const { code, out, err } = await inspect(['events', '--db', folder]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('record.key');
  });
});

describe('a call that can not be answered', () => {
  const asked = ['decode', '--protocol', 'alaris-asena'];
  const bad: [string, () => string[], RegExp][] = [
    ['no command', () => [], /no command/],
    ['an unknown command', () => ['guess'], /no command "guess"/],
    ['an unknown option', () => ['decode', '--loud'], /--loud/],
    ['an argument too many', () => ['protocols', 'all'], /all/],
    ['no protocol', () => ['decode', '--hex', '21'], /--protocol is missing.*alaris-asena/],
    [
      'an unknown protocol',
      () => ['decode', '--protocol', 'x', '--hex', '21'],
      /no protocol "x".*alaris-asena/,
    ],
    ['a direction that is none', () => [...asked, '--direction', 'up', '--hex', '21'], /host or device/],
    ['no bytes', () => asked, /--hex/],
    ['bytes twice', () => [...asked, '--hex', '21', '--file', REPLY], /either/],
    ['empty hex', () => [...asked, '--hex', ' '], /no bytes/],
    ['half a byte', () => [...asked, '--hex', '21 4'], /half/],
    ['a letter that is no digit', () => [...asked, '--hex', '2G'], /"G" is not a hex digit/],
    ['a file that is not there', () => [...asked, '--file', '/nowhere/capture'], /can not be read/],
    ['a folder for a file', () => [...asked, '--file', temporaryFolder()], /can not be read/],
    ['an empty file', () => [...asked, '--file', file('')], /empty/],
  ];

  it.each(bad)('%s: exit code 1, a reason, and nothing on standard output', async (_, args, reason) => {
    const { code, out, err } = await inspect(args());
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^inspect: /);
    expect(err).toMatch(reason);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('but a request for help is answered', async () => {
    const { code, out, err } = await inspect(['--help']);
    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toContain('usage:');
  });
});

describe('facts', () => {
  it('are made anew from the log and compared with what is kept beside it', async () => {
    const folder = temporaryFolder();
    const store = opened({ folder });
    infuse(store, 's-1', 0);
    const kept = store.facts('s-1');
    store.close();
    const asked = ['facts', '--db', folder, '--session'];
    expect(await answered([...asked, 's-1'])).toMatchObject({ sessionId: 's-1', same: true, facts: kept });
    const { code, err } = await inspect([...asked, 's-9']);
    expect({ code, err: err.trim() }).toEqual({
      code: 1,
      err: 'inspect: the record holds no closed session "s-9"',
    });
  });
});
