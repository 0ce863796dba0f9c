import type { Role } from './people';

/** What a person may do. Stopping is not here: anyone may stop, signed in or not. */
export type Permission =
  | 'open-session'
  | 'give-drug'
  | 'chart'
  | 'keep-outcomes'
  | 'hand-screen'
  | 'order'
  | 'review'
  | 'keep-people'
  | 'keep-server'
  | 'accept-device'
  | 'second-check'
  | 'override-check'
  | 'set-alarm-limits'
  | 'sign-discharge'
  | 'keep-ledger'
  | 'witness'
  | 'edit-library'
  | 'approve-library'
  | 'approve-template'
  | 'read-overrides'
  | 'amend-own'
  | 'amend-any'
  | 'sign-review';

const bedside = [
  'open-session',
  'give-drug',
  'chart',
  'keep-outcomes',
  'hand-screen',
  'review',
  'accept-device',
  'second-check',
  'set-alarm-limits',
  'keep-ledger',
  'witness',
  'amend-own',
] as const satisfies readonly Permission[];

/** The whole table: one line a role. */
const table: Record<Role, readonly Permission[]> = {
  nurse: bedside,
  physician: [
    ...bedside,
    'order',
    'override-check',
    'sign-discharge',
    'approve-library',
    'approve-template',
    'read-overrides',
    'amend-any',
    'sign-review',
  ],
  pharmacist: [
    'review',
    'second-check',
    'keep-ledger',
    'witness',
    'edit-library',
    'approve-library',
    'read-overrides',
  ],
  administrator: ['keep-people', 'keep-server', 'edit-library', 'read-overrides'],
  // Without a secret: enough to look after the patient and to write it down, nothing that gives drug.
  emergency: ['chart', 'keep-outcomes', 'review'],
};

export function mayDo(role: Role, permission: Permission): boolean {
  return table[role].includes(permission);
}
