import type { Role } from '../../shared/record/people';
import { mayDo } from '../../shared/record/permissions';
import type { Screen } from '../live/route';

/** A screen that home leads to. */
export type Place = {
  readonly screen: Screen;
  readonly words: (role: Role) => string;
  readonly hint: (role: Role) => string;
  readonly offered: (role: Role) => boolean;
};

/** Every screen behind home, in the order of the buttons. */
export const places: readonly Place[] = [
  {
    screen: 'setup',
    words: () => 'Patients and orders',
    hint: (role) => (mayDo(role, 'order') ? 'add, write, sign' : ''),
    offered: (role) => mayDo(role, 'open-session') || mayDo(role, 'order'),
  },
  {
    screen: 'templates',
    words: () => 'Templates',
    hint: (role) => (mayDo(role, 'order') ? 'read, change, approve' : ''),
    offered: (role) => mayDo(role, 'order'),
  },
  {
    screen: 'review',
    words: () => 'Past sessions',
    hint: () => '',
    offered: (role) => mayDo(role, 'review'),
  },
  {
    screen: 'library',
    words: () => 'Drug library',
    hint: () => 'limits, versions, approval',
    offered: (role) => mayDo(role, 'edit-library') || mayDo(role, 'approve-library'),
  },
  {
    screen: 'people',
    words: (role) => (mayDo(role, 'keep-people') ? 'People' : 'Your sign-in'),
    hint: (role) => (mayDo(role, 'keep-people') ? 'add, change, read who came in' : 'password, PIN, badge'),
    offered: (role) => role !== 'emergency',
  },
  {
    screen: 'sync-setup',
    words: () => 'Connect the server',
    hint: () => 'address, key, test',
    offered: (role) => mayDo(role, 'keep-server'),
  },
  {
    screen: 'ledger',
    words: () => 'Drug ledger',
    hint: () => 'vials, syringes, waste',
    offered: (role) => mayDo(role, 'keep-ledger'),
  },
  {
    screen: 'outcomes',
    words: () => 'Outcomes',
    hint: () => 'questionnaires, trends',
    offered: (role) => mayDo(role, 'keep-outcomes') || mayDo(role, 'review'),
  },
  {
    screen: 'sync',
    words: () => 'Clinic’s server',
    hint: () => 'what is sent, what waits',
    offered: (role) => mayDo(role, 'review') || mayDo(role, 'keep-server'),
  },
  {
    screen: 'alarm-test',
    words: () => 'Alarm test',
    hint: () => 'once a day, seen and heard',
    offered: (role) => mayDo(role, 'chart'),
  },
];
