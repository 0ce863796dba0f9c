import { sessionEvents } from './0001-session-events';
import { clinic } from './0002-clinic';
import { sessionSummary } from './0003-session-summary';
import { alarmTest } from './0004-alarm-test';
import { ledgerIndex } from './0005-ledger-index';
import { personSecrets } from './0006-person-secrets';
import { templates } from './0007-templates';
import { library } from './0008-library';
import { chain } from './0009-chain';
import { overrideIndex } from './0010-override-index';
import { sessionFacts } from './0011-session-facts';
import { orderWithdrawal } from './0012-order-withdrawal';
import { outcomes } from './0013-outcomes';
import { finding } from './0014-finding';
import { wordIndex } from './0015-word-index';
import { outbox } from './0016-outbox';
import { patientMrn } from './0017-patient-mrn';
import { arrivals } from './0018-arrivals';
import { recordLines } from './0019-record-lines';
import type { Migration } from './migration';

/** Every step, in order. */
export const migrations: readonly Migration[] = [
  sessionEvents,
  clinic,
  sessionSummary,
  alarmTest,
  ledgerIndex,
  personSecrets,
  templates,
  library,
  chain,
  overrideIndex,
  sessionFacts,
  orderWithdrawal,
  outcomes,
  finding,
  wordIndex,
  outbox,
  patientMrn,
  arrivals,
  recordLines,
];

/** The shape of the record that this program writes. */
export const currentVersion = migrations.length;
