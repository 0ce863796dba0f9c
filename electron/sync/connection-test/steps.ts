import type { ConnectionStep, StepName } from '../../../shared/sync/connection-step';

export const right = (step: StepName, found: string): ConnectionStep => ({
  step,
  standing: 'right',
  found,
  meaning: '',
  todo: '',
});

type Said = { readonly found: string; readonly meaning: string; readonly todo: string };

export const wrong = (step: StepName, said: Said): ConnectionStep => ({ step, standing: 'wrong', ...said });
export const doubtful = (step: StepName, said: Said): ConnectionStep => ({
  step,
  standing: 'doubtful',
  ...said,
});
export const notTried = (step: StepName, found: string): ConnectionStep => ({
  ...{ step, found, meaning: '', todo: '' },
  standing: 'not-tried',
});
