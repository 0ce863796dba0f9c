import { expect, test } from 'vitest';
import {
  auditCodes,
  CODES_VERSION,
  type Coded,
  codeNames,
  codeTable,
  frequencyCodes,
  isSent,
  questionCodes,
} from '../../../shared/fhir/codes';
import { expressed } from '../../../shared/fhir/expressed';

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const head = (...cells: string[]): string => [row(...cells), row(...cells.map(() => '---'))].join('\n');

const codeRow = (name: string, unit: string | null, one: Coded): string =>
  row(
    name,
    `${one.system} \`${one.code}\` ${one.display}`,
    unit ?? '',
    `${one.confidence}${isSent(one) ? '' : ', not sent'}`,
    one.source,
  );

const codeRows = codeNames.flatMap((name) => {
  const { text, unit, codings } = codeTable[name];
  const own = row(`${text} (\`${name}\`)`, 'a code of our own', unit ?? '', '', '');
  const sure = codings.some(isSent);
  return [...(sure ? [] : [own]), ...codings.map((one) => codeRow(`${text} (\`${name}\`)`, unit, one))];
});

const forms = Object.entries(questionCodes).flatMap(([form, codes]) =>
  codes.map((one) => codeRow(`${form}`, null, one)),
);
const others = [
  ...frequencyCodes.map((one) => codeRow('PHQ-9 and GAD-7, answers', null, one)),
  ...Object.values(auditCodes).map((one) => codeRow('audit record', null, one)),
];

const entries = Object.entries(expressed).map(([type, line]) =>
  'as' in line
    ? row(`\`${type}\``, line.as.join(', '), line.note ?? '')
    : row(`\`${type}\``, 'in the parts of the record alone', line.record),
);

const page = `# Codes, and what becomes of each entry

Made from \`shared/fhir/codes.ts\` (version ${CODES_VERSION}) and \`shared/fhir/expressed.ts\` by \`npx vitest run tests/shared/fhir/documented.test.ts -u\`; the test fails when this page says something else. How they are used: [fhir.md](fhir.md).

A: confirmed in the R4 definitions or in an independent public source. B: general knowledge, check digit verified. C: uncertain; listed for a terminologist and never sent, a code of our own with words stands in its place. Nothing here has been signed off by a clinical terminologist. LOINC and SNOMED CT have their own licences.

## Codes

${head('What', 'Code', 'Unit', 'Confidence', 'Source')}
${[...codeRows, ...forms, ...others].join('\n')}

## Entries of the log

${head('Entry', 'Kinds of records on the server', 'Note, or why not')}
${entries.join('\n')}
`;

test('the page of codes and entries says what the tables say', async () => {
  await expect(page).toMatchFileSnapshot('../../../docs/fhir-codes.md');
});
