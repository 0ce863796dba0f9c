// npm run traceability [-- --check]
// Reads the requirements, the hazards and the titles of the tests, and writes which test proves which requirement to
// docs/traceability.md. With --check it writes nothing and fails when the page is old or a requirement has nothing.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './paths.mjs';

const NUMBER = /SR-\d{3}/g;
/** The samples in the test of this script are no proof of anything. */
const OWN_TEST = 'tests/scripts/traceability.test.ts';

/** The requirements by number, in order, and the reasons for those that are out of scope. */
export function readRequirements(text) {
  const requirements = new Map();
  const reasons = new Map();
  const twice = [];
  let section = '';
  for (const line of text.split('\n')) {
    const heading = /^## (.+)$/.exec(line);
    if (heading) section = heading[1];
    const entry = /^- \*\*(SR-\d{3})\*\* (.+)$/.exec(line);
    if (!entry) continue;
    const [, id, words] = entry;
    if (section === 'Out of scope') reasons.set(id, words);
    else if (requirements.has(id)) twice.push(id);
    else requirements.set(id, { section, words });
  }
  return { requirements, reasons, twice };
}

/** Every title in a test file that names a requirement. A comment proves nothing, so lines of comments do not count. */
export function readTitles(code) {
  const found = [];
  const bare = code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  // A file may call its own `test.extend(…)` what it likes.
  const own = [...bare.matchAll(/\bconst (\w+) = \w+\.extend\b/g)].map(([, name]) => name);
  const names = ['test', 'it', 'describe', ...own].join('|');
  const title = new RegExp(
    `(?:\\b(?:${names})(?:\\.\\w+)*|\\))\\s*\\(\\s*(['"\`])((?:\\\\.|(?!\\1)[\\s\\S])*?)\\1\\s*,`,
    'g',
  );
  for (const match of bare.matchAll(title)) {
    const ids = match[2].match(NUMBER);
    if (ids)
      found.push({ title: match[2].replaceAll(/\s+/g, ' ').replaceAll("\\'", "'"), ids: [...new Set(ids)] });
  }
  return found;
}

/** What does not hold: words, empty when everything holds. */
export function findGaps({ requirements, reasons, twice }, proofs, hazards) {
  const gaps = twice.map((id) => `${id} stands twice in the requirements.`);
  for (const id of requirements.keys()) {
    const proven = (proofs.get(id) ?? []).length > 0;
    if (!proven && !reasons.has(id))
      gaps.push(`${id} has neither a test nor a reason: ${requirements.get(id).words}`);
    if (proven && reasons.has(id))
      gaps.push(`${id} is called out of scope and has a test. Take the reason away.`);
  }
  for (const id of reasons.keys())
    if (!requirements.has(id)) gaps.push(`${id} has a reason and is no requirement.`);
  for (const id of proofs.keys())
    if (!requirements.has(id)) gaps.push(`A test names ${id}, which is no requirement.`);
  for (const id of new Set(hazards.match(NUMBER) ?? []))
    if (!requirements.has(id)) gaps.push(`The hazards name ${id}, which is no requirement.`);
  return gaps;
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** The page: one table a section, each requirement with the tests that carry its number. */
export function pageOf({ requirements, reasons }, proofs) {
  const covered = [...requirements.keys()].filter((id) => (proofs.get(id) ?? []).length > 0).length;
  const lines = [
    '# Traceability',
    '',
    'Made by `npm run traceability` from `docs/requirements.md` and the titles of the tests. Not edited by hand.',
    '',
    `${covered} of ${requirements.size} requirements have a test; ${reasons.size} are out of scope with a reason.`,
  ];
  let section = '';
  for (const [id, requirement] of requirements) {
    if (requirement.section !== section) {
      section = requirement.section;
      lines.push('', `## ${section}`, '', '| Requirement | What | Proven by |', '|---|---|---|');
    }
    const tests = proofs.get(id) ?? [];
    const by =
      tests.length > 0
        ? tests.map(({ file, title }) => `\`${file}\`: ${cell(title)}`).join('<br>')
        : `out of scope: ${cell(reasons.get(id) ?? 'NOTHING')}`;
    lines.push(`| ${id} | ${cell(requirement.words)} | ${by} |`);
  }
  return `${lines.join('\n')}\n`;
}

function testFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join('tests', name.split(path.sep).join('/')))
    .filter((file) => /\.(test|spec)\.tsx?$/.test(file) && file !== OWN_TEST)
    .sort();
}

/** Requirements → tests over the whole repository. */
export function readProofs(base = root) {
  const proofs = new Map();
  for (const file of testFiles(path.join(base, 'tests'))) {
    for (const { title, ids } of readTitles(readFileSync(path.join(base, file), 'utf8'))) {
      for (const id of ids)
        proofs.set(id, [...(proofs.get(id) ?? []), { file: file.replace(/^tests\//, ''), title }]);
    }
  }
  return proofs;
}

function main() {
  const read = (name) => readFileSync(path.join(root, 'docs', name), 'utf8');
  const requirements = readRequirements(read('requirements.md'));
  const proofs = readProofs();
  const gaps = findGaps(requirements, proofs, read('hazards.md'));
  const page = pageOf(requirements, proofs);
  if (!process.argv.includes('--check')) writeFileSync(path.join(root, 'docs/traceability.md'), page);
  else if (read('traceability.md') !== page)
    gaps.push('docs/traceability.md is old. Run `npm run traceability` and commit it.');
  for (const gap of gaps) console.error(gap);
  const covered = [...requirements.requirements.keys()].filter((id) => proofs.has(id)).length;
  console.log(
    `${covered} of ${requirements.requirements.size} requirements have a test, ${requirements.reasons.size} a reason; ${gaps.length} gaps`,
  );
  process.exitCode = gaps.length === 0 ? 0 : 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
