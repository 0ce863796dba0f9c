import { expect, it } from 'vitest';
import { follow } from '../../../renderer/live/follow';
import { initialState, stateHash } from '../../../shared/session/evolve';
import { Play } from '../harness/play';

const play = new Play(Date.UTC(2030, 0, 7, 9)).hello().open().checks().run(1, 1000);

it('comes to the same state as the log', () => {
  const followed = follow(initialState(), play.events);
  if (followed.kind !== 'followed') throw new Error('there was no gap');
  expect(stateHash(followed.state)).toBe(stateHash(play.state));
});

it('passes over what it has and finds a hole', () => {
  const half = follow(initialState(), play.events.slice(0, 20));
  if (half.kind !== 'followed') throw new Error('there was no gap');
  expect(follow(half.state, play.events.slice(15)).kind).toBe('followed');
  expect(follow(half.state, play.events.slice(21)).kind).toBe('gap');
});
