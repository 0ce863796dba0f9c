import { expect, it } from 'vitest';
import { whichScreen } from '../../../renderer/live/route';
import { nurse } from '../harness/people';
import { Play } from '../harness/play';

const start = () => new Play(Date.UTC(2030, 0, 7, 9)).hello();

it('shows nothing before anything is known', () => {
  expect(whichScreen('session', null, false)).toBe('starting');
  expect(whichScreen('session', start().state, null)).toBe('starting');
});

it('signs in, shows the list, then the session in its phase', () => {
  const play = start();
  expect(whichScreen('session', play.state, false)).toBe('home');
  expect(whichScreen('session', play.open().state, false)).toBe('prestart');
  expect(whichScreen('session', play.checks().done('start', 0.2).state, false)).toBe('bedside');
  expect(whichScreen('home', play.state, false)).toBe('home');
  expect(whichScreen('setup', play.state, false)).toBe('setup');
});

it('shows PAUSE and what the pump answers from the moment in which a start is asked for', () => {
  const play = start().open().checks();
  const commandId = play.ask('start', 0.2);
  expect(whichScreen('session', play.state, false)).toBe('bedside');
  play.add('command.uncertain', { commandId, reason: 'no answer' });
  expect(whichScreen('session', play.state, false)).toBe('bedside');
  play.add('command.resolved', { commandId, took: false, source: { kind: 'device', evidenceSeq: 1 } });
  expect(whichScreen('session', play.state, false)).toBe('prestart');
});

it('locks the session instead of hiding it', () => {
  const play = start().open().checks().done('start', 0.2);
  play.add('operator.signed-out', { by: nurse, why: 'idle' });
  expect(whichScreen('home', play.state, false)).toBe('bedside');
});

it('asks for the first people, then for a sign-in', () => {
  const play = start().add('operator.signed-out', { by: nurse, why: 'asked' });
  expect(whichScreen('session', play.state, true)).toBe('first-run');
  expect(whichScreen('session', play.state, false)).toBe('sign-in');
});
