import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Who may import whom. The compiler keeps the window, the main process and the domain apart; the finer rows, and time
 * and chance in the domain, are kept here.
 */

type Source = { readonly file: string; readonly code: string };
type Import = { readonly from: string; readonly to: string };

/** `shared/*` from the ground up; a folder may import itself and what stands below it. */
const sharedRank: Readonly<Record<string, number>> = {
  units: 1,
  time: 2,
  record: 3,
  readings: 4,
  observation: 5,
  barcode: 6,
  dosing: 7,
  pk: 8,
  limits: 9,
  library: 10,
  ledger: 11,
  outcomes: 11.5,
  recovery: 12,
  policy: 13,
  workstation: 14,
  commands: 15,
  alarms: 16,
  session: 17,
  series: 17.2,
  review: 17.5,
  words: 18,
  course: 19,
  finding: 19.5,
  fhir: 20.5,
  sync: 20,
  ipc: 21,
  timeline: 22,
  report: 30,
  exports: 31,
};
const sharedPackages = new Set(['zod']);
/** Types of what is sent, and nothing that runs; only the mapping knows them. */
const FHIR_TYPES = '@medplum/fhirtypes';

/** What each part of the main process may import besides itself; a path ends a folder's name or is one file. */
const electronRows: Readonly<Record<string, readonly string[]>> = {
  devices: ['shared', 'electron/clock'],
  store: ['shared'],
  // Reports are made for sending as they are for people.
  sync: ['shared', 'electron/store', 'electron/clock', 'electron/export'],
  session: ['shared', 'electron/devices/driver', 'electron/store', 'electron/clock'],
  // The sender of a message is checked by the rules of the window it came from.
  ipc: ['shared', 'electron/session', 'electron/shell'],
  // Looks at a wire or at a log from outside the program.
  // What the window may ask, answered from the parts of the main process.
  answers: [
    'shared',
    'electron/store',
    'electron/session',
    'electron/export',
    'electron/ipc',
    'electron/shell',
    'electron/sync',
    'electron/clock',
  ],
  inspect: ['shared', 'electron/devices', 'electron/store', 'electron/export', 'electron/clock'],
  // Prints a document that was made of the record elsewhere.
  report: ['shared'],
  // Files for people, made of the record by a process of its own.
  export: ['shared', 'electron/store', 'electron/report', 'electron/session/series-fold'],
  windows: ['shared', 'electron/shell'],
  shell: ['shared'],
};

const rendererRows: Readonly<Record<string, readonly string[]>> = {
  theme: [],
  live: ['shared'],
  charts: ['shared', 'renderer/theme'],
  sound: ['shared', 'renderer/live'],
  parts: ['shared', 'renderer/live', 'renderer/sound', 'renderer/theme'],
};
/** Every other folder is a screen; screens never import each other. */
const screenRow = [
  'shared',
  ...['live', 'charts', 'parts', 'theme', 'sound'].map((folder) => `renderer/${folder}`),
];

const within = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`);
const bare = (file: string): string => file.replace(/\.(ts|tsx|mjs)$/, '');

/** Why this import is not allowed; null when it is. */
function againstLayers({ from, to }: Import): string | null {
  const [top, folder = '', ...rest] = from.split('/');
  const inner = rest.length > 0;
  const relative = /^(shared|electron|renderer|tests|scripts)\//.test(to);
  if (top === 'shared') {
    if (to === FHIR_TYPES && folder === 'fhir') return null;
    if (!relative) return sharedPackages.has(to) ? null : `shared takes no package but zod: ${to}`;
    const target = to.split('/')[1] ?? '';
    if (!within(to, 'shared')) return 'shared imports only shared';
    if (!inner || folder === target) return null;
    const [own, its] = [sharedRank[folder], sharedRank[target]];
    if (own === undefined || its === undefined)
      return `shared/${folder} or shared/${target} has no place in the table`;
    return its < own ? null : `shared/${folder} stands below shared/${target}`;
  }
  if (!relative) {
    if (top === 'renderer' && inner && (to.startsWith('node:') || to === 'electron'))
      return 'the window has no Node';
    return null;
  }
  if (top === 'electron') {
    if (from === 'electron/preload.ts')
      return within(to, 'shared/ipc') ? null : 'preload exposes shared/ipc only';
    if (within(to, 'renderer') || within(to, 'tests'))
      return 'the main process imports no window and no test';
    if (!inner) return null;
    const family = from.split('/').length > 3 && folder === 'devices' ? from.split('/')[2] : undefined;
    const other = to.split('/').length > 3 && within(to, 'electron/devices') ? to.split('/')[2] : undefined;
    if (family !== undefined && other !== undefined && other !== family && other !== 'wire') {
      return `the families ${family} and ${other} know nothing of each other`;
    }
    if (within(to, `electron/${folder}`)) return null;
    return allowedBy(electronRows[folder], to, `electron/${folder}`);
  }
  if (top === 'renderer') {
    if (within(to, 'electron') || within(to, 'tests'))
      return 'the window imports no main process and no test';
    if (!inner || within(to, `renderer/${folder}`)) return null;
    return allowedBy(rendererRows[folder] ?? screenRow, to, `renderer/${folder}`);
  }
  return null;
}

function allowedBy(row: readonly string[] | undefined, to: string, who: string): string | null {
  if (row === undefined) return `${who} has no row in the table`;
  return row.some((allowed) => within(bare(to), allowed)) ? null : `${who} may not import ${to}`;
}

/** The text of a template without its words: what stands in `${...}` is code and stays. */
function withoutTemplateWords(code: string): string {
  // Each open template has its own count of braces that are open within its `${`.
  const open: number[] = [];
  let inWords = false;
  let out = '';
  for (let at = 0; at < code.length; at += 1) {
    const one = code[at] ?? '';
    const depth = open.at(-1);
    if (inWords) {
      if (one === '\\') at += 1;
      else if (one === '`') {
        open.pop();
        inWords = false;
      } else if (one === '$' && code[at + 1] === '{') {
        at += 1;
        open[open.length - 1] = 1;
        inWords = false;
        out += ' ';
      }
      continue;
    }
    if (one === '`') {
      open.push(0);
      inWords = true;
    } else if (depth !== undefined && (one === '{' || one === '}')) {
      open[open.length - 1] = depth + (one === '{' ? 1 : -1);
      inWords = open.at(-1) === 0;
    }
    out += inWords ? ' ' : one;
  }
  return out;
}

/** Code without comments and without what stands in quotes, so that prose about `process` is no breach. */
function onlyCode(code: string): string {
  return withoutTemplateWords(
    code
      .replace(/\/\*[\s\S]*?\*\//g, ' ')
      .replace(/(^|[^:'"`])\/\/.*$/gm, '$1')
      .replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''"),
  );
}

const ambient: readonly (readonly [RegExp, string])[] = [
  [/\bDate\s*\.\s*now\b/, 'Date.now'],
  [/\bnew\s+Date\s*(\(\s*\)|(?!\s*\())/, 'new Date()'],
  [/(?<!new\s+)(?<![.\w])Date\s*\(/, 'Date()'],
  [/\bMath\s*\.\s*random\b/, 'Math.random'],
  [
    /(?<![.\w])(performance|process|globalThis|window|document|console|crypto|navigator|fetch)\b(?!\s*:)/,
    'an ambient',
  ],
  [/(?<![.\w])(setTimeout|setInterval|setImmediate|queueMicrotask|require)\b/, 'a timer or require'],
];

/** Names by which the domain would learn of time, chance or its surroundings. */
function againstPurity(code: string): string[] {
  const text = onlyCode(code);
  return ambient.filter(([pattern]) => pattern.test(text)).map(([, name]) => name);
}

/** What a frame or codec may not lean on: bytes are `Uint8Array` and come in whole, not from a stream. */
function againstPlainBytes(code: string): string[] {
  const text = onlyCode(code);
  const found = [/\bBuffer\b/, /\bReadable\b|\bTransform\b|\bDuplex\b|\bstream\b/].filter((one) =>
    one.test(text),
  );
  const node = [...importsIn(code)].filter(
    (specifier) => specifier.startsWith('node:') || specifier === 'serialport',
  );
  return [...found.map(String), ...node];
}

function* importsIn(code: string): Generator<string> {
  const text = code.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/^\s*\/\/.*$/gm, '');
  // A name in quotation marks, as in `Pick<T, 'from' | 'to'>`, imports nothing.
  const pattern = /(?<!['"])\b(?:from|import|require)\s*\(?\s*(['"])([^'"\n]+)\1/g;
  for (const match of text.matchAll(pattern)) if (match[2] !== undefined) yield match[2];
}

function importsOf({ file, code }: Source): Import[] {
  return [...importsIn(code)].map((specifier) => ({
    from: file,
    to: specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier,
  }));
}

function sourcesUnder(folder: string): Source[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((file) => /\.(ts|tsx)$/.test(file))
    .map((file) => ({ file, code: readFileSync(file, 'utf8') }));
}

const all = ['shared', 'electron', 'renderer', 'tests/simulator'].flatMap(sourcesUnder);
const byFile = new Map(all.map((source) => [bare(source.file), source]));

/** Every file that this one leads to, itself included. */
function closure(start: Source, into = new Map<string, Source>()): Map<string, Source> {
  if (into.has(start.file)) return into;
  into.set(start.file, start);
  for (const { to } of importsOf(start)) {
    const next = byFile.get(bare(to));
    if (next !== undefined) closure(next, into);
  }
  return into;
}

const wireWords = all.filter(({ file }) => /^electron\/devices\/[^/]+\/(frame|codec)\.ts$/.test(file));
const plainFiles = new Set(wireWords.flatMap((source) => [...closure(source).keys()]));

/** A simulated device speaks the family's bytes and knows nothing of the console. */
function againstSimulator({ from, to }: Import, plain: ReadonlySet<string>): string | null {
  if (!within(from, 'tests/simulator') || /\.test\.ts$/.test(from)) return null;
  if (within(to, 'renderer')) return 'a simulator knows no window';
  if (!within(to, 'electron')) return null;
  return plain.has(`${bare(to)}.ts`) ? null : `a simulator uses frame and codec only, not ${to}`;
}

const breaches = (sources: readonly Source[]): string[] =>
  sources
    .flatMap(importsOf)
    .flatMap((one) => [againstLayers(one), againstSimulator(one, plainFiles)].map((why) => ({ one, why })))
    .flatMap(({ one, why }) => (why === null ? [] : [`${one.from} → ${one.to}: ${why}`]));

describe('the import table', () => {
  test('holds for every file', () => {
    expect(all.length).toBeGreaterThan(50);
    expect(breaches(all)).toEqual([]);
  });

  test('shared has no time, no chance and no surroundings of its own', () => {
    const found = all
      .filter(({ file }) => within(file, 'shared'))
      .flatMap(({ file, code }) => againstPurity(code).map((name) => `${file}: ${name}`));
    expect(found).toEqual([]);
  });

  test('frames and codecs, and all that they lead to, work on plain bytes', () => {
    expect(wireWords.length).toBeGreaterThanOrEqual(4);
    const found = [...plainFiles].flatMap((file) => {
      const source = byFile.get(bare(file));
      return source === undefined ? [] : againstPlainBytes(source.code).map((name) => `${file}: ${name}`);
    });
    expect(found).toEqual([]);
    expect([...plainFiles].filter((file) => within(file, 'electron/devices/wire'))).toEqual([]);
  });

  test('the types of FHIR are types alone', () => {
    const runs = new RegExp(`^(?!import type ).*['"]${FHIR_TYPES}['"]`, 'm');
    const said = (code: string) => code.replace(/^import type \{[^}]*\} from/gm, 'import type {} from');
    const found = all.filter(({ file, code }) => within(file, 'shared') && runs.test(said(code)));
    expect(found.map(({ file }) => file)).toEqual([]);
    expect(runs.test(`import { Patient } from '${FHIR_TYPES}';`)).toBe(true);
    expect(runs.test(said(`import type {\n  Patient,\n} from '${FHIR_TYPES}';`))).toBe(false);
  });

  test('no file of shared leads back to itself', () => {
    const loops = all
      .filter(({ file }) => within(file, 'shared'))
      .filter((source) =>
        importsOf(source).some(({ to }) => {
          const next = byFile.get(bare(to));
          return next !== undefined && closure(next).has(source.file);
        }),
      );
    expect(loops.map(({ file }) => file)).toEqual([]);
  });
});

/** What decides: what may be given, what alarms, what a session does, what a device is told. */
const deciding = ['limits', 'alarms', 'session', 'dosing', 'commands', 'library', 'observation', 'recovery'];

/** Everything that what decides leads to, by whichever way, and that predicts. */
function predictingUnder(folders: readonly string[]): string[] {
  const starts = all.filter(({ file }) => folders.some((folder) => within(file, folder)));
  const reached = new Map<string, Source>();
  for (const source of starts) closure(source, reached);
  return [...reached.keys()].filter((file) => within(file, 'shared/pk'));
}

describe('a prediction', () => {
  test('SR-133 is reached by nothing that decides: no limit, no alarm, no session, no dose, no command', () => {
    const folders = deciding.map((folder) => `shared/${folder}`);
    for (const folder of folders) expect(all.some(({ file }) => within(file, folder))).toBe(true);
    expect(predictingUnder([...folders, 'electron/devices'])).toEqual([]);
    // The walk does see such a way where there is one.
    expect(predictingUnder(['shared/course'])).not.toEqual([]);
  });
});

describe('the table itself catches', () => {
  const bad: [string, string][] = [
    ['shared/units/units.ts', "import { elapsed } from '../time/clock';"],
    ['shared/dosing/delivered.ts', "import type { Finding } from '../limits/profile';"],
    ['shared/commands/evidence.ts', "import type { Alarm } from '../alarms/alarm';"],
    ['shared/alarms/alarm.ts', "import type { BedsideState } from '../session/state';"],
    ['shared/session/evolve.ts', "import { asks } from '../shared/ipc/contract';"],
    ['shared/session/evolve.ts', "import type { Patient } from '@medplum/fhirtypes';"],
    ['shared/fhir/patient.ts', "import { validateResource } from '@medplum/core';"],
    ['shared/session/evolve.ts', "import { readFileSync } from 'node:fs';"],
    ['shared/session/evolve.ts', "const later = await import('../../electron/clock');"],
    ['shared/session/evolve.ts', "export { useLive } from '../../renderer/live/store';"],
    ['shared/somewhere/new.ts', "import { mg } from '../units/units';"],
    ['renderer/bedside/screen.tsx', "import { systemClock } from '../../electron/clock';"],
    ['renderer/bedside/screen.tsx', "import { Review } from '../review/screen';"],
    ['renderer/bedside/screen.tsx', "import { readFile } from 'node:fs/promises';"],
    ['renderer/charts/plot.ts', "import { useLive } from '../live/store';"],
    ['renderer/live/store.ts', "import { Banner } from '../parts/banner';"],
    [
      'electron/devices/alaris-asena/driver.ts',
      "import { startController } from '../../session/controller';",
    ],
    ['electron/devices/alaris-asena/driver.ts', "import { openStore } from '../../store/store';"],
    ['electron/devices/alaris-asena/driver.ts', "import { bind } from '../../ipc/server';"],
    ['electron/devices/alaris-asena/driver.ts', "import { frame } from '../philips-intellivue/frame';"],
    ['electron/store/store.ts', "import { startController } from '../session/controller';"],
    ['electron/session/controller.ts', "import { openLink } from '../devices/wire/link';"],
    ['electron/ipc/server.ts', "import { openStore } from '../store/store';"],
    ['electron/preload.ts', "import { decide } from '../shared/session/decide';"],
    ['electron/main.ts', "import { app } from '../renderer/app';"],
    ['electron/unheard/of.ts', "import { openStore } from '../store/store';"],
    [
      'tests/simulator/alaris-asena/pump.ts',
      "import { open } from '../../../electron/devices/alaris-asena/driver';",
    ],
    ['tests/simulator/device.ts', "import { decide } from '../../electron/session/controller';"],
    ['tests/simulator/device.ts', "import { App } from '../../renderer/app';"],
  ];
  test.each(bad)('%s with %s', (file, code) => {
    expect(breaches([{ file, code }])).toHaveLength(1);
  });

  const good: [string, string][] = [
    ['shared/session/evolve.ts', "import { mg } from '../units/units'; import { z } from 'zod';"],
    ['shared/session/evolve.ts', "// as in import { x } from '../ipc/contract'"],
    ['renderer/bedside/screen.tsx', "import { Banner } from '../parts/banner'; import x from './y';"],
    ['electron/session/controller.ts', "import type { Driver } from '../devices/driver';"],
  ];
  test.each(good)('nothing in %s with %s', (file, code) => {
    expect(breaches([{ file, code }])).toEqual([]);
  });

  const filled = (code: string): string => code.replaceAll('#{', '$' + '{');
  const impure: [string, number][] = [
    ['const now = Date.now();', 1],
    ['const now = new Date();', 1],
    ['const now = new Date;', 1],
    ['const words = Date();', 1],
    ['const day = new Date(at).getDay();', 0],
    ['const chance = Math.random();', 1],
    ['const ms = performance.now();', 1],
    ['setTimeout(run, 5);', 1],
    ['if (process.env.X) run();', 1],
    ['globalThis.x = 1;', 1],
    ["const words = 'the process of Date.now()'; // process", 0],
    ['/** process */ const a = settle.process;', 0],
    [filled('const words = `the console #{of(`a #{one} process`)} and its window`;'), 0],
    [filled('const words = `at #{of(`a #{Date.now()} day`)} o’clock`;'), 1],
    [filled('const words = `#{a}`; if (process.env.X) run();'), 1],
  ];
  test.each(impure)('time and chance in %s: %i', (code, count) => {
    expect(againstPurity(code)).toHaveLength(count);
  });

  test.each([
    'const b = Buffer.from([1]);',
    "import { Transform } from 'node:stream';",
    "import { SerialPort } from 'serialport';",
  ])('bytes that are not plain in %s', (code) => {
    expect(againstPlainBytes(code).length).toBeGreaterThan(0);
  });
});
