import type { Instrument } from './instrument';

const numbers = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'];

export const nrs: Instrument = {
  id: 'NRS',
  version: 1,
  name: 'Pain NRS',
  measures: 'Pain',
  asks: 'How strong was your pain on average over the last 24 hours?',
  questions: [
    {
      words: '0 is no pain, 10 is the worst pain that you can imagine',
      short: 'Pain',
      least: 0,
      most: 10,
      decimals: 0,
      levels: numbers,
    },
  ],
  scoring: 'first',
  range: { least: 0, most: 10, decimals: 0 },
  bands: [],
  clusters: [],
  against: 'baseline',
  gains: [
    {
      gain: 'substantial',
      anyOf: [{ kind: 'fall-percent', atLeast: 50 }],
      source: 'Farrar 2001; IMMPACT: 50 %',
      confidence: 'read',
    },
    {
      gain: 'moderate',
      anyOf: [
        { kind: 'fall-percent', atLeast: 30 },
        { kind: 'fall-points', atLeast: 2 },
      ],
      source: 'Farrar 2001; IMMPACT: 30 % or 2 points',
      confidence: 'read',
    },
    {
      gain: 'minimal',
      anyOf: [{ kind: 'fall-percent', atLeast: 10 }],
      source: 'IMMPACT: 10 to 20 %; the lower end is taken',
      confidence: 'read',
    },
  ],
  worse: { of: 'rise', atLeast: 2, confidence: 'own' },
  byPatient: true,
  source: 'Farrar 2001; IMMPACT',
  licence: 'a scale of numbers, words of our own',
};

export const bpi: Instrument = {
  id: 'BPI',
  version: 1,
  name: 'BPI interference',
  measures: 'How far pain interferes with life',
  asks: 'The figure of the clinic’s own licensed form.',
  questions: [
    {
      words: 'Mean of the seven interference items',
      short: 'Mean',
      least: 0,
      most: 10,
      decimals: 2,
      levels: null,
    },
  ],
  scoring: 'first',
  range: { least: 0, most: 10, decimals: 2 },
  bands: [],
  clusters: [],
  against: 'baseline',
  gains: [
    {
      gain: 'minimal',
      anyOf: [{ kind: 'fall-points', atLeast: 1 }],
      source: 'IMMPACT: 1 point minimal important',
      confidence: 'read',
    },
  ],
  worse: { of: 'rise', atLeast: 1, confidence: 'own' },
  byPatient: false,
  source: 'Cleeland, Brief Pain Inventory; IMMPACT',
  licence: 'may need permission: the form is the clinic’s, the mean is entered here',
};
