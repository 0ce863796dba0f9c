import type { Instrument } from './instrument';
import { questionsOf } from './levels';

const levels = ['Not at all', 'A little bit', 'Moderately', 'Quite a bit', 'Extremely'];

export const pcl5: Instrument = {
  id: 'PCL-5',
  version: 1,
  name: 'PCL-5',
  measures: 'Post-traumatic stress',
  asks: 'Keep your worst event in mind. In the past month, how much were you bothered by this?',
  questions: questionsOf(levels, [
    ['Memories', 'Repeated, disturbing, and unwanted memories of the stressful experience'],
    ['Dreams', 'Repeated, disturbing dreams of the stressful experience'],
    [
      'Reliving',
      'Suddenly feeling or acting as if the stressful experience were actually happening again (as if you were actually back there reliving it)',
    ],
    ['Upset', 'Feeling very upset when something reminded you of the stressful experience'],
    [
      'Body reacts',
      'Having strong physical reactions when something reminded you of the stressful experience (for example, heart pounding, trouble breathing, sweating)',
    ],
    ['Avoids inside', 'Avoiding memories, thoughts, or feelings related to the stressful experience'],
    [
      'Avoids outside',
      'Avoiding external reminders of the stressful experience (for example, people, places, conversations, activities, objects, or situations)',
    ],
    ['Remembering', 'Trouble remembering important parts of the stressful experience'],
    [
      'Beliefs',
      'Having strong negative beliefs about yourself, other people, or the world (for example, having thoughts such as: I am bad, there is something seriously wrong with me, no one can be trusted, the world is completely dangerous)',
    ],
    ['Blame', 'Blaming yourself or someone else for the stressful experience or what happened after it'],
    ['Feelings', 'Having strong negative feelings such as fear, horror, anger, guilt, or shame'],
    ['Interest', 'Loss of interest in activities that you used to enjoy'],
    ['Distant', 'Feeling distant or cut off from other people'],
    [
      'No joy',
      'Trouble experiencing positive feelings (for example, being unable to feel happiness or have loving feelings for people close to you)',
    ],
    ['Irritable', 'Irritable behavior, angry outbursts, or acting aggressively'],
    ['Risks', 'Taking too many risks or doing things that could cause you harm'],
    ['On guard', 'Being “superalert” or watchful or on guard'],
    ['Jumpy', 'Feeling jumpy or easily startled'],
    ['Concentration', 'Having difficulty concentrating'],
    ['Sleep', 'Trouble falling or staying asleep'],
  ]),
  scoring: 'sum',
  range: { least: 0, most: 80, decimals: 0 },
  bands: [
    { from: 0, words: 'below the provisional cut' },
    { from: 31, words: 'within the provisional cut, 31 to 33' },
    { from: 34, words: 'above the provisional cut' },
  ],
  clusters: [
    { words: 'Intrusion (B)', from: 1, to: 5 },
    { words: 'Avoidance (C)', from: 6, to: 7 },
    { words: 'Mood and thought (D)', from: 8, to: 14 },
    { words: 'Arousal (E)', from: 15, to: 20 },
  ],
  against: 'baseline',
  gains: [
    {
      gain: 'meaningful',
      anyOf: [{ kind: 'fall-points', atLeast: 10 }],
      source: 'clinical reference 2.6: 10 points meaningful',
      confidence: 'read',
    },
    {
      gain: 'reliable',
      anyOf: [{ kind: 'fall-points', atLeast: 5 }],
      source: 'clinical reference 2.6: 5 points reliable',
      confidence: 'read',
    },
  ],
  worse: { of: 'rise', atLeast: 5, confidence: 'own' },
  byPatient: true,
  source: 'Weathers and others 2013, National Center for PTSD (ptsd.va.gov)',
  licence: 'public domain',
};
