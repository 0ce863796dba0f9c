import type { Instrument } from './instrument';
import { questionsOf } from './levels';

export const daysLevels = ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'];

export const phq9: Instrument = {
  id: 'PHQ-9',
  version: 1,
  name: 'PHQ-9',
  measures: 'Depression',
  asks: 'Over the last 2 weeks, how often have you been bothered by this?',
  questions: questionsOf(daysLevels, [
    ['Interest', 'Little interest or pleasure in doing things'],
    ['Low mood', 'Feeling down, depressed, or hopeless'],
    ['Sleep', 'Trouble falling or staying asleep, or sleeping too much'],
    ['Energy', 'Feeling tired or having little energy'],
    ['Appetite', 'Poor appetite or overeating'],
    [
      'Self-worth',
      'Feeling bad about yourself, or that you are a failure or have let yourself or your family down',
    ],
    [
      'Concentration',
      'Trouble concentrating on things, such as reading the newspaper or watching television',
    ],
    [
      'Slowed, restless',
      'Moving or speaking so slowly that other people could have noticed? Or the opposite, being so fidgety or restless that you have been moving around a lot more than usual',
    ],
    ['Self-harm', 'Thoughts that you would be better off dead or of hurting yourself in some way'],
  ]),
  scoring: 'sum',
  range: { least: 0, most: 27, decimals: 0 },
  bands: [
    { from: 0, words: 'minimal' },
    { from: 5, words: 'mild' },
    { from: 10, words: 'moderate' },
    { from: 15, words: 'moderately severe' },
    { from: 20, words: 'severe' },
  ],
  clusters: [],
  against: 'baseline',
  gains: [
    {
      gain: 'remission',
      anyOf: [{ kind: 'score-at-most', atMost: 4 }],
      source: 'clinical reference 2.6: below 5',
      confidence: 'unconfirmed',
    },
    {
      gain: 'response',
      anyOf: [{ kind: 'fall-percent', atLeast: 50 }],
      source: 'clinical reference 2.6: 50 % fall',
      confidence: 'unconfirmed',
    },
    {
      gain: 'meaningful',
      anyOf: [{ kind: 'fall-points', atLeast: 5 }],
      source: 'clinical reference 2.6: 5 to 6 points; the lower end is taken',
      confidence: 'unconfirmed',
    },
  ],
  worse: { of: 'rise', atLeast: 5, confidence: 'own' },
  byPatient: true,
  source: 'Kroenke, Spitzer, Williams 2001, J Gen Intern Med 16:606-613',
  licence: 'free to use (unconfirmed)',
};
