import type { Instrument } from './instrument';

/** Which of its questions carries the suicidal thoughts; counted from 0. */
export const MADRS_ITEM_10 = 1;

export const madrs: Instrument = {
  id: 'MADRS',
  version: 1,
  name: 'MADRS',
  measures: 'Depression, rated by a clinician',
  asks: 'The figures of the clinic’s own licensed form.',
  questions: [
    { words: 'Total of the ten items', short: 'Total', least: 0, most: 60, decimals: 0, levels: null },
    {
      words: 'Item 10, suicidal thoughts',
      short: 'Item 10',
      least: 0,
      most: 6,
      decimals: 0,
      levels: ['0', '1', '2', '3', '4', '5', '6'],
      optional: true,
    },
  ],
  scoring: 'first',
  range: { least: 0, most: 60, decimals: 0 },
  bands: [
    { from: 0, words: 'none' },
    { from: 7, words: 'mild' },
    { from: 20, words: 'moderate' },
    { from: 35, words: 'severe' },
  ],
  clusters: [],
  against: 'baseline',
  gains: [
    {
      gain: 'remission',
      anyOf: [{ kind: 'score-at-most', atMost: 10 }],
      source: 'clinical reference 2.6: 10 or less',
      confidence: 'read',
    },
    {
      gain: 'response',
      anyOf: [{ kind: 'fall-percent', atLeast: 50 }],
      source: 'clinical reference 2.6: 50 % fall',
      confidence: 'read',
    },
  ],
  worse: null,
  byPatient: false,
  source: 'Montgomery, Åsberg 1979, Br J Psychiatry 134:382-389; other cuts for severe are 31 or 35',
  licence: 'may need permission: the form is the clinic’s, the figures are entered here',
};
