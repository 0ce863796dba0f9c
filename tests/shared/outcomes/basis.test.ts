import { expect, it } from 'vitest';
import { basisChoices, type OpenSession } from '../../../shared/outcomes/basis';
import { basisWords } from '../../../shared/outcomes/words';
import { dayAt, sessionOn } from './kit';

const open = (phase: OpenSession['phase']): OpenSession => ({ sessionNumber: 4, phase });
const upTo = (last: number) => Array.from({ length: last }, (_, at) => sessionOn(at * 3, at + 1));

it.each<[string, Parameters<typeof basisChoices>, string]>([
  ['no session known', [[], null, null, dayAt(0)], 'before session 1'],
  ['session 4 planned, none known here', [[], null, 4, dayAt(0)], 'before session 4'],
  ['before the start', [upTo(3), open('preparing'), null, dayAt(9)], 'before session 4'],
  ['drug flows', [upTo(3), open('infusing'), null, dayAt(9)], 'during session 4'],
  ['after the stop', [upTo(3), open('recovery'), null, dayAt(9)], 'after session 4'],
  ['the day of the last one', [upTo(3), null, null, dayAt(6.5)], 'after session 3'],
  ['between two', [upTo(3), null, null, dayAt(8)], 'before session 4'],
  ['after the last planned one', [upTo(6), null, null, dayAt(30)], 'follow-up'],
  ['a new series is planned', [upTo(6), null, 1, dayAt(90)], 'before session 1'],
])('%s: the likeliest place is offered first', (_, given, words) => {
  const choices = basisChoices(...given).map(basisWords);
  expect(choices[0]).toBe(words);
  expect(new Set(choices).size).toBe(choices.length);
});
