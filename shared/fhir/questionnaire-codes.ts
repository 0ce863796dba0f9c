import type { InstrumentId } from '../outcomes/instrument';
import { type Coded, type CodeName, frequencyCodes, questionCodes } from './codes';

/** What of a form is coded. */
export type FormCodes = {
  readonly total: CodeName;
  /** Each question in its order; none: the questions have numbers of ours. */
  readonly questions: readonly Coded[];
  /** From the least level on; none: the answer is a number. */
  readonly answers: readonly Coded[];
};

const plain = (total: CodeName): FormCodes => ({ total, questions: [], answers: [] });

export const formCodes: Record<InstrumentId, FormCodes> = {
  'PHQ-9': { total: 'phq-9-total', questions: questionCodes['PHQ-9'], answers: frequencyCodes },
  'GAD-7': { total: 'gad-7-total', questions: questionCodes['GAD-7'], answers: frequencyCodes },
  MADRS: plain('madrs-total'),
  NRS: plain('nrs-average'),
  BPI: plain('bpi-interference'),
  'PCL-5': plain('pcl-5-total'),
  PGIC: plain('pgic-score'),
};
