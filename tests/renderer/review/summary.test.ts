import { describe, expect, it } from 'vitest';
import { cursorValues } from '../../../renderer/review/cursor-values';
import { filtered } from '../../../renderer/review/event-filters';
import { graphKey, nextEntry } from '../../../renderer/review/graph-keys';
import { commandsWords, differenceWords } from '../../../renderer/review/totals-panel';
import { between, kept, showing, wholeOf, zoomAt } from '../../../renderer/review/view-window';
import { type ReviewModel, reviewModel } from '../../../shared/timeline/model';
import { totalsOf } from '../../../shared/timeline/totals';
import { inventedDetail } from '../review-harness/invented-detail';
import { openedAt } from '../review-harness/invented-order';
import { at } from '../review-harness/invented-session';

const model = reviewModel(inventedDetail()) as ReviewModel;
const time = (hour: number, minute: number, second = 0) => openedAt / 1000 + at(hour, minute, second);

describe('the totals', () => {
  const totals = totalsOf(model);

  it('give the pump’s account and our own beside it', () => {
    // 32 min at 0.2, 41 at 0.3, 158 at 0.35 mg/kg/h and 68 kg, with the pump's steps: about 83.4 mg.
    expect(totals.givenMg.low).toBeCloseTo(83.4, 1);
    expect(totals.exact).toBe(true);
    expect(totals.givenMgPerKg.low).toBeCloseTo(totals.givenMg.low / 68, 6);
    expect(totals.givenMl.low).toBeCloseTo(totals.givenMg.low / 2, 6);
    expect(totals.differenceMg).toBeCloseTo(totals.integratedMg - totals.givenMg.low, 2);
    expect(differenceWords({ ...totals, differenceMg: -0.2 })).toMatch(/^83\.\d mg, 0\.2 mg less$/);
    expect(differenceWords({ ...totals, differenceMg: 0.01 })).toMatch(/, the same$/);
  });

  it('count time by phase', () => {
    expect(Math.round(totals.infusingMs / 60_000)).toBe(229);
    expect(totals.pauses).toBe(2);
    expect(Math.round(totals.pausedMs / 60_000)).toBe(12);
  });

  it('find the extremes with their times', () => {
    expect(totals.highestRate?.value).toBeCloseTo(0.35, 6);
    expect(totals.lowestSpo2?.value).toBe(86);
    expect(totals.lowestSpo2?.t).toBeCloseTo(time(12, 50, 20) + 0.4, 3);
    expect(totals.highestNibp?.sys).toBe(
      Math.max(...model.detail.series.nibp.sys.map((value) => value ?? 0)),
    );
    expect(totals.baselineNibp?.t).toBeLessThan(time(9, 40, 1));
    expect(totals.baselineNibp?.t).toBeGreaterThan(time(9, 35));
  });

  it('count commands by their ending and alarms by rank', () => {
    expect(totals.commands).toEqual({
      ...{ confirmed: 8, refused: 1, 'resolved-took': 0, 'resolved-did-not-take': 1, overtaken: 0, open: 0 },
    });
    expect(commandsWords(totals)).toBe('8 confirmed, 1 refused, 1 settled later, did not take effect');
    expect(totals.uncertain).toBe(1);
    expect(totals.alarms).toEqual({ high: 1, medium: 3, low: 1 });
  });
});

describe('the cursor', () => {
  const read = (t: number, key: string) => cursorValues(model, t).find((value) => value.key === key);

  it('reads a pressure with its age', () => {
    // Measured every 5 min at 10:01, 10:06 and so on.
    const seen = read(time(10, 9), 'nibp');
    expect(seen?.text).toMatch(/^\d+\/\d+ mmHg$/);
    expect(seen?.note).toBe('3 min before');
  });

  it('reads streaming values of its own second without an age', () => {
    expect(read(time(11, 0), 'rate')).toMatchObject({ text: '0.35 mg/kg/h (11.9 mL/h)', note: '' });
    expect(read(time(11, 0), 'spo2')).toMatchObject({ text: expect.stringMatching(/^9\d %$/), note: '' });
  });

  it('carries nothing across a gap, and names it', () => {
    expect(read(time(11, 22), 'hr')).toMatchObject({ text: null, note: 'monitor silent 2 min' });
    expect(read(time(13, 11), 'given')).toMatchObject({ text: null, note: 'console off 2 min' });
    expect(read(time(9, 59), 'spo2')).toMatchObject({ text: null, note: 'no value' });
  });

  it('does not read a rate that nobody knew', () => {
    expect(read(time(12, 31, 4), 'rate')).toMatchObject({
      text: null,
      note: 'not confirmed, 0 to 0.4 mg/kg/h',
    });
  });

  it('steps by observation, and by minute with Shift', () => {
    const whole = wholeOf(model);
    const picked = { t: time(10, 0), seq: null };
    const here = { model, entries: model.log, picked, view: whole, whole };
    const press = (key: string, shiftKey = false) =>
      graphKey({ key, shiftKey, ctrlKey: false, altKey: false }, here);
    expect(press('ArrowRight')?.picked?.t).toBeCloseTo(time(10, 5, 5), 3);
    expect(press('ArrowLeft')?.picked?.t).toBeCloseTo(time(9, 50, 5), 3);
    expect(press('ArrowRight', true)?.picked?.t).toBeCloseTo(time(10, 1), 3);
    expect(press('Escape')).toEqual({ picked: null });
    expect(press('q')).toBeNull();
  });

  it('walks along the entries that the filter lets through, forth and back, and stops at their ends', () => {
    const commands = filtered(model.log, 'commands');
    const seqs: number[] = [];
    for (let at = nextEntry(commands, null, 1); at !== null; at = nextEntry(commands, at, 1))
      seqs.push(at.seq ?? 0);
    expect(seqs).toEqual(commands.map(({ event }) => event.seq));
    const last = nextEntry(commands, null, -1);
    expect(last?.seq).toBe(seqs.at(-1));
    expect(nextEntry(commands, last, -1)?.seq).toBe(seqs.at(-2));
    const between = { t: time(10, 20), seq: null };
    expect(nextEntry(commands, between, 1)?.t).toBeGreaterThan(between.t);
    expect(nextEntry(commands, between, -1)?.t).toBeLessThan(between.t);
  });
});

describe('the view', () => {
  const whole = { from: 0, to: 1_000 };

  it('never leaves the session and never gets narrower than a minute', () => {
    expect(kept({ from: -50, to: 150 }, whole)).toEqual({ from: 0, to: 200 });
    expect(zoomAt({ from: 0, to: 100 }, whole, 50, 0.001)).toEqual({ from: 20, to: 80 });
    expect(zoomAt({ from: 0, to: 900 }, whole, 10, 5)).toEqual(whole);
    expect(between(700, 400, whole)).toEqual({ from: 400, to: 700 });
    expect(between(500, 505, whole)).toEqual({ from: 472.5, to: 532.5 });
  });

  it('moves only as far as the cursor needs', () => {
    expect(showing({ from: 0, to: 100 }, whole, 50)).toEqual({ from: 0, to: 100 });
    expect(showing({ from: 0, to: 100 }, whole, 500)).toEqual({ from: 450, to: 550 });
  });
});
