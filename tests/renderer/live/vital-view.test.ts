import { describe, expect, it } from 'vitest';
import { absenceWords, limitWords, vitalView } from '../../../renderer/live/vital-view';
import { monoMs } from '../../../shared/time/clock';
import { Play } from '../harness/play';

const play = new Play(Date.UTC(2030, 0, 7, 9)).hello().open().checks().run(1, 1000);
const { state } = play;
const later = (ms: number) => monoMs(play.now.mono + ms);

describe('a shown number', () => {
  it('is live with its age, then stale, then gone (SR-084)', () => {
    expect(vitalView(state, 'SpO2', later(600))).toMatchObject({
      look: 'live',
      text: '97',
      caption: '0.6 s',
    });
    expect(vitalView(state, 'SpO2', later(6_000))).toMatchObject({ look: 'stale', text: '97' });
    expect(vitalView(state, 'SpO2', later(16_000))).toMatchObject({ look: 'absent', text: '- -' });
  });

  it('is an old pressure, grey and readable, never gone', () => {
    expect(vitalView(state, 'NIBP-sys', later(60_000)).look).toBe('live');
    const old = vitalView(state, 'NIBP-sys', later(18 * 60_000));
    expect(old.look).toBe('stale');
    expect(old.text).not.toBe('- -');
  });

  it('says why it is missing', () => {
    const lost = new Play(Date.UTC(2030, 0, 7, 9)).hello().open();
    lost.spo2 = null;
    lost.tick(1000);
    expect(vitalView(lost.state, 'SpO2', lost.now.mono)).toMatchObject({
      text: '- -',
      caption: 'sensor off',
    });
    lost.add('link.down', { device: 'monitor', fault: 'unplugged', detail: '' }).wait(48_000);
    expect(vitalView(lost.state, 'HR', lost.now.mono)).toMatchObject({
      text: '- -',
      caption: 'no link 0:48',
    });
  });

  it('shows no value that the device itself doubts', () => {
    expect(absenceWords({ quality: 'questionable', value: 84 })).toBe('artefact');
    expect(absenceWords({ quality: 'demo', value: 84 })).toBe('demo value');
    expect(absenceWords({ quality: 'valid', value: 84 })).toBeNull();
  });
});

it('names the limits in few characters', () => {
  const none = { mediumLow: null, mediumHigh: null, highLow: null, highHigh: null };
  expect(limitWords({ ...none, mediumLow: 50, mediumHigh: 110 })).toBe('50–110');
  expect(limitWords({ ...none, highLow: 90 })).toBe('low 90');
  expect(limitWords(none)).toBe('');
});
