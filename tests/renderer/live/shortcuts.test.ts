import { expect, it } from 'vitest';
import { LoneKey, SCANNER_GAP_MS } from '../../../renderer/live/shortcuts';

function setup() {
  const waiting = new Set<() => void>();
  const lone = new LoneKey((run) => {
    waiting.add(run);
    return () => waiting.delete(run);
  });
  const acted: string[] = [];
  const press = (key: string, atMs: number) => lone.press(key, atMs, (one) => acted.push(one));
  const rest = () => {
    for (const run of waiting) run();
    waiting.clear();
  };
  return { acted, press, rest };
}

it('lets a person’s key through', () => {
  const { acted, press, rest } = setup();
  press('r', 1000);
  rest();
  press('n', 2000);
  rest();
  expect(acted).toEqual(['r', 'n']);
});

it('keeps a scanner’s burst from every shortcut, its first key too', () => {
  const { acted, press, rest } = setup();
  for (const [i, key] of [...'rslno'].entries()) press(key, 1000 + i * (SCANNER_GAP_MS - 1));
  rest();
  expect(acted).toEqual([]);
});
