import type { Instrument } from './instrument';
import { questionsOf } from './levels';
import { daysLevels } from './phq9';

export const gad7: Instrument = {
  id: 'GAD-7',
  version: 1,
  name: 'GAD-7',
  measures: 'Anxiety',
  asks: 'Over the last 2 weeks, how often have you been bothered by this?',
  questions: questionsOf(daysLevels, [
    ['On edge', 'Feeling nervous, anxious, or on edge'],
    ['Control', 'Not being able to stop or control worrying'],
    ['Worry', 'Worrying too much about different things'],
    ['Relaxing', 'Trouble relaxing'],
    ['Restless', 'Being so restless that it is hard to sit still'],
    ['Irritable', 'Becoming easily annoyed or irritable'],
    ['Afraid', 'Feeling afraid, as if something awful might happen'],
  ]),
  scoring: 'sum',
  range: { least: 0, most: 21, decimals: 0 },
  bands: [
    { from: 0, words: 'minimal' },
    { from: 5, words: 'mild' },
    { from: 10, words: 'moderate' },
    { from: 15, words: 'severe' },
  ],
  clusters: [],
  against: 'baseline',
  gains: [
    {
      gain: 'meaningful',
      anyOf: [{ kind: 'fall-points', atLeast: 4 }],
      source: 'Toussaint 2020, J Affect Disord 265:395-401: 4 points',
      confidence: 'read',
    },
  ],
  worse: { of: 'rise', atLeast: 4, confidence: 'own' },
  byPatient: true,
  source: 'Spitzer, Kroenke, Williams, Löwe 2006, Arch Intern Med 166:1092-1097',
  licence: 'free to use (unconfirmed)',
};
