// npm run alarm-table [-- --check]
// Writes the tables of docs/alarms.md from the code that alarms: priorities and delays from shared/alarms/table.ts, the
// sounds from renderer/sound/pattern.ts. With --check it writes nothing and fails when the page is old. The unit tests
// check it too.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { root } from './paths.mjs';

const page = path.join(root, 'docs/alarms.md');
const priorities = ['high', 'medium', 'low'];
const onsets = ['immediate', 'prompt', 'delayed'];

const row = (...cells) => `| ${cells.join(' | ')} |`;
const head = (...names) => [row(...names), `|${names.map(() => '---').join('|')}|`];
const upTo = (value, digits) => String(Number(value.toFixed(digits)));
const seconds = (ms) => (ms === 0 ? 'at once' : `${upTo(ms / 1000, 1)} s`);

/** Priority by harm and onset. */
function harmTable(priorityBy) {
  return [
    ...head('Harm when nobody responds', ...onsets),
    ...Object.entries(priorityBy).map(([harm, by]) => row(harm, ...onsets.map((onset) => by[onset]))),
  ];
}

/** Every condition, one line a priority that it may have. */
function conditionTable(alarmTable) {
  const lines = head('Condition', 'Of', 'Priority', 'When', 'Harm, onset', 'Alarms after', 'Ends after');
  for (const [condition, found] of Object.entries(alarmTable)) {
    const { kind, grades, onDelayMs, highOnDelayMs, firstWordMs, offDelayMs } = found;
    for (const priority of priorities) {
      const grade = grades[priority];
      if (grade === undefined) continue;
      const delay = priority === 'high' ? (highOnDelayMs ?? onDelayMs) : onDelayMs;
      const waits =
        firstWordMs === undefined
          ? ''
          : ` (${seconds(firstWordMs)} while the device has not spoken since the console started)`;
      lines.push(
        row(
          `\`${condition}\``,
          kind === 'physiological' ? 'patient' : 'equipment',
          priority,
          grade.when,
          `${grade.harm}, ${grade.onset}`,
          `${seconds(delay)}${waits}`,
          seconds(offDelayMs),
        ),
      );
    }
  }
  return lines;
}

/** The bursts as they are made: counts, times, tones. */
function soundTable(patterns, harmonics) {
  const lines = head(
    'Priority',
    'Pulses',
    'Length of a pulse',
    'Starts at',
    'Fundamental',
    'Silence to the next burst',
  );
  for (const priority of priorities) {
    const { pulses, fundamentalHz, pauseS } = patterns[priority];
    const lengths = [...new Set(pulses.map(({ length }) => `${upTo(length * 1000, 0)} ms`))];
    const starts = pulses.map(({ at }) => upTo(at, 2)).join(', ');
    lines.push(
      row(priority, pulses.length, lengths.join(', '), `${starts} s`, `${fundamentalHz} Hz`, `${pauseS} s`),
    );
  }
  const decibel = harmonics.map((one) => upTo(20 * Math.log10(one / Math.max(...harmonics)), 1));
  lines.push('', `Fundamental and overtones stand at ${decibel.join(', ')} dB.`);
  return lines;
}

/** The page with the tables of the code between its marks; what people wrote around them stays. */
export function withTables(text, { priorityBy, alarmTable, patterns, harmonics }) {
  const tables = {
    harm: harmTable(priorityBy),
    conditions: conditionTable(alarmTable),
    sounds: soundTable(patterns, harmonics),
  };
  let made = text;
  for (const [name, lines] of Object.entries(tables)) {
    const [from, to] = [`<!-- ${name}: made by npm run alarm-table -->`, `<!-- end of ${name} -->`];
    const [start, end] = [made.indexOf(from), made.indexOf(to)];
    if (start < 0 || end < start)
      throw new Error(`docs/alarms.md has lost the marks of its table "${name}".`);
    made = `${made.slice(0, start)}${from}\n\n${lines.join('\n')}\n\n${made.slice(end)}`;
  }
  return made;
}

async function main() {
  const load = async (file) =>
    (await runnerImport(path.join(root, file), { configFile: false, logLevel: 'error' })).module;
  const text = readFileSync(page, 'utf8');
  const made = withTables(text, {
    ...(await load('shared/alarms/table.ts')),
    ...(await load('renderer/sound/pattern.ts')),
  });
  if (!process.argv.includes('--check')) writeFileSync(page, made);
  else if (made !== text) {
    console.error('docs/alarms.md is old. Run `npm run alarm-table` and commit it.');
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
