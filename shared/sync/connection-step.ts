/** What the test of the connection looks at, in its order. */
export const stepNames = {
  address: 'Address',
  reach: 'Way to the server',
  certificate: 'Certificate',
  fhir: 'FHIR',
  version: 'FHIR version',
  clock: 'Clocks',
  'token-endpoint': 'Where tokens are given',
  token: 'Sign-in of this workstation',
  types: 'Kinds of records',
  rights: 'Rights',
  patients: 'Patients by record number',
  once: 'Writing each record once',
} as const;
export type StepName = keyof typeof stepNames;

/** One thing that was looked at. `doubtful`: sync may begin, and somebody should look. `not-tried`: what it needs failed. */
export type ConnectionStep = {
  readonly step: StepName;
  readonly standing: 'right' | 'doubtful' | 'wrong' | 'not-tried';
  readonly found: string;
  /** What it means, and what to do next; empty where nothing is wrong. */
  readonly meaning: string;
  readonly todo: string;
};

/** Whether sync can begin with what was found. */
export const connects = (steps: readonly ConnectionStep[]): boolean =>
  steps.every(({ standing }) => standing === 'right' || standing === 'doubtful');
