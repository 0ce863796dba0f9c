import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { harmonics, patterns } from '../../renderer/sound/pattern';
import { withTables } from '../../scripts/alarm-table.mjs';
import { root } from '../../scripts/paths.mjs';
import { alarmTable, priorityBy } from '../../shared/alarms/table';

const page = readFileSync(path.join(root, 'docs/alarms.md'), 'utf8');
const code = { priorityBy, alarmTable, patterns, harmonics };

describe('the page of alarms (SR-100)', () => {
  test('says what the code alarms by; if not: npm run alarm-table', () => {
    expect(withTables(page, code)).toBe(page);
  });

  test('has a line for every priority of every condition', () => {
    for (const [condition, { grades }] of Object.entries(alarmTable)) {
      for (const [priority, { when }] of Object.entries(grades))
        expect(page).toMatch(
          new RegExp(`^\\| \`${condition}\` \\| \\w+ \\| ${priority} \\| ${when} \\|`, 'm'),
        );
    }
  });

  test('is old as soon as a priority, a delay or a sound differs', () => {
    const { 'spo2-low': spo2, ...others } = alarmTable;
    const slower = { ...others, 'spo2-low': { ...spo2, onDelayMs: spo2.onDelayMs + 1_000 } };
    expect(withTables(page, { ...code, alarmTable: slower })).not.toBe(page);
    const lower = { ...priorityBy, 'reversible injury': priorityBy['minor injury or discomfort'] };
    expect(withTables(page, { ...code, priorityBy: lower })).not.toBe(page);
    const other = { ...patterns, low: { ...patterns.low, pauseS: 5 } };
    expect(withTables(page, { ...code, patterns: other })).not.toBe(page);
  });

  test('keeps what people wrote, and says when it has lost a mark', () => {
    expect(withTables(`Before.\n${page}\nAfter.\n`, code)).toBe(`Before.\n${page}\nAfter.\n`);
    expect(() => withTables(page.replace('<!-- end of harm -->', ''), code)).toThrow('lost the marks');
  });
});
