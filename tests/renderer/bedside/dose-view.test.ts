import { describe, expect, it } from 'vitest';
import { doseLines, refusedWords } from '../../../renderer/bedside/dose-lines';
import { doseView } from '../../../renderer/bedside/dose-view';
import { uncertainStretches } from '../../../renderer/bedside/uncertain-stretches';
import { pauseWords } from '../../../renderer/parts/pause-words';
import { nurse } from '../harness/people';
import { Play } from '../harness/play';

const infusing = () =>
  new Play(Date.UTC(2030, 0, 7, 9)).hello().open().checks().done('start', 0.35).run(2, 1000);

function see(play: Play) {
  const { state, now } = play;
  if (state.session === null) throw new Error('no session');
  return {
    view: doseView(state, state.session, now.mono),
    lines: doseLines(state, state.session, now.mono),
    refused: refusedWords(state.session),
    pause: pauseWords(state, now.mono),
  };
}

describe('the dose column', () => {
  it('shows the confirmed rate in three units, requested beside reported', () => {
    const { view, lines, pause } = see(infusing());
    expect(view).toMatchObject({
      delivery: 'infusing',
      big: { text: '0.35', unit: 'mg/kg/h' },
      moving: true,
    });
    expect(view.pair?.map(({ text }) => text)).toEqual(['23.8', '11.9']);
    expect(lines.map(({ words, same }) => [words, same])).toEqual([
      ['11.9 mL/h', null],
      ['11.9 mL/h', true],
    ]);
    expect(pause.look).toBe('ready');
  });

  it.each([
    ['mg/h', '23.8', ['0.35 mg/kg/h', '11.9 mL/h']],
    ['mcg/kg/min', '5.83', ['23.8 mg/h', '11.9 mL/h']],
  ] as const)('is large in the ordered unit, %s, the other two beside it (SR-005)', (unit, text, pair) => {
    const { state, now } = infusing();
    if (state.session === null) throw new Error('no session');
    const session = { ...state.session, order: { ...state.session.order, orderedUnit: unit } };
    const view = doseView({ ...state, session }, session, now.mono);
    expect(view.big).toEqual({ kind: 'number', text, unit });
    expect(view.pair?.map((one) => `${one.text} ${one.unit}`)).toEqual(pair);
  });

  it('keeps the old rate large while a new one is asked for', () => {
    const play = infusing();
    play.ask('change-rate', 0.45);
    const { view, lines } = see(play);
    expect(view).toMatchObject({ head: { aside: 'asking pump ...' }, big: { text: '0.35' } });
    expect(lines[0]?.words).toBe('15.3 mL/h');
    expect(lines[1]?.same).toBeNull();
  });

  it('says a refusal and what still runs', () => {
    const play = infusing();
    const commandId = play.ask('change-rate', 0.45);
    play.add('command.rejected', { commandId, reason: 'keypad locked' });
    expect(see(play).refused).toBe('Requested 0.45 mg/kg/h: refused by the pump (keypad locked), still 0.35');
  });

  it('never shows a rate that nobody knows', () => {
    const play = infusing();
    const commandId = play.ask('change-rate', 0.3);
    play.add('command.uncertain', { commandId, reason: 'no answer' }).wait(1000);
    const { view, pause } = see(play);
    expect(view).toMatchObject({ delivery: 'unknown', head: { look: 'hatch', word: 'NOT CONFIRMED' } });
    expect(view.big).toEqual({ kind: 'unknown', below: 'rate: 0, 0.3 or 0.35 mg/kg/h' });
    expect(pause.below).toContain('STOP on the pump');
  });

  it('turns unknown by silence alone', () => {
    expect(see(infusing().wait(6_000)).view.delivery).toBe('unknown');
  });

  it('shows a change at the pump as the pump’s', () => {
    const play = infusing();
    play.rate = 8.5;
    const { view, lines } = see(play.tick(1000));
    expect(view).toMatchObject({ head: { aside: 'changed at the pump' }, big: { text: '0.25' } });
    expect(lines[1]?.same).toBe(false);
  });

  it('lets the pump’s alarm outrank its rate', () => {
    const play = infusing().tick(1000);
    const reading = play.state.pump.reading?.value;
    if (!reading) throw new Error('no reading');
    play.add('pump.reading', { ...reading, alarms: [{ code: '7', text: 'Occlusion', severity: 'high' }] });
    expect(see(play).view).toMatchObject({ head: { word: 'PUMP ALARM' }, big: { kind: 'unknown' } });
  });

  it('counts the pause', () => {
    const { view, pause } = see(infusing().done('pause', null).run(2, 1000));
    expect(view).toMatchObject({ delivery: 'paused', big: { text: '2:00', unit: 'min' } });
    expect(pause).toMatchObject({ look: 'held', title: 'Paused, confirmed' });
  });

  it('ends with the total', () => {
    const play = infusing().done('end', null).add('infusion.ended', { by: nurse, why: 'ended' });
    expect(see(play).view).toMatchObject({ delivery: 'complete', big: { unit: 'mg' } });
  });
});

it('hatches the graph from doubt to answer', () => {
  const play = infusing();
  const commandId = play.ask('change-rate', 0.3);
  play.add('command.uncertain', { commandId, reason: 'no answer' });
  const from = play.now.at / 1000;
  play.wait(30_000).add('command.resolved', {
    commandId,
    took: false,
    source: { kind: 'person', by: nurse, pumpShows: 'stopped', rateMlPerHour: null },
  });
  const { session } = play.state;
  if (session === null) throw new Error('no session');
  const [stretch, ...more] = uncertainStretches({ journal: play.events, session, now: play.now.at / 1000 });
  expect(more).toEqual([]);
  expect(stretch).toMatchObject({ from, to: from + 30, low: 0 });
  expect(stretch?.high).toBeCloseTo(0.35);
});
