import type { Instrument } from './instrument';

const levels = [
  'Very much improved',
  'Much improved',
  'Minimally improved',
  'No change',
  'Minimally worse',
  'Much worse',
  'Very much worse',
];

export const pgic: Instrument = {
  id: 'PGIC',
  version: 1,
  name: 'PGIC',
  measures: 'Change as the patient sees it',
  asks: 'Since the treatment began, how is your health as a whole?',
  questions: [
    { words: 'Since the treatment began', short: 'Change', least: 1, most: 7, decimals: 0, levels },
  ],
  scoring: 'first',
  range: { least: 1, most: 7, decimals: 0 },
  bands: levels.map((words, at) => ({ from: at + 1, words: words.toLowerCase() })),
  clusters: [],
  against: 'itself',
  gains: [
    {
      gain: 'response',
      anyOf: [{ kind: 'score-at-most', atMost: 2 }],
      source: 'Farrar 2001: much or very much improved',
      confidence: 'read',
    },
  ],
  worse: { of: 'score', atLeast: 5, confidence: 'own' },
  byPatient: true,
  source: 'Farrar 2001; Guy 1976, counted from 1, very much improved',
  licence: 'free to use (unconfirmed)',
};
