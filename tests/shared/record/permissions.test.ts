import { describe, expect, it } from 'vitest';
import { type Role, role } from '../../../shared/record/people';
import { mayDo, type Permission } from '../../../shared/record/permissions';

/** Who may do what, written down a second time by who reads the requirement and not the program. */
const expected: Record<Permission, readonly Role[]> = {
  'open-session': ['nurse', 'physician'],
  'give-drug': ['nurse', 'physician'],
  chart: ['nurse', 'physician', 'emergency'],
  'keep-outcomes': ['nurse', 'physician', 'emergency'],
  'hand-screen': ['nurse', 'physician'],
  order: ['physician'],
  review: ['nurse', 'physician', 'pharmacist', 'emergency'],
  'keep-people': ['administrator'],
  'keep-server': ['administrator'],
  'accept-device': ['nurse', 'physician'],
  'second-check': ['nurse', 'physician', 'pharmacist'],
  'override-check': ['physician'],
  'set-alarm-limits': ['nurse', 'physician'],
  'sign-discharge': ['physician'],
  'keep-ledger': ['nurse', 'physician', 'pharmacist'],
  witness: ['nurse', 'physician', 'pharmacist'],
  'edit-library': ['pharmacist', 'administrator'],
  'approve-library': ['physician', 'pharmacist'],
  'read-overrides': ['administrator', 'pharmacist', 'physician'],
  'approve-template': ['physician'],
  'amend-own': ['nurse', 'physician'],
  'amend-any': ['physician'],
  'sign-review': ['physician'],
};
const cells = Object.entries(expected).flatMap(([permission, roles]) =>
  role.options.map((one) => [one, permission as Permission, roles.includes(one)] as const),
);

describe('what each role may do (SR-188)', () => {
  it.each(cells)('%s, %s: %s', (one, permission, may) => {
    expect(mayDo(one, permission)).toBe(may);
  });

  it('nobody keeps the list of people and gives drug, or orders', () => {
    for (const one of role.options) {
      if (!mayDo(one, 'keep-people')) continue;
      for (const permission of ['give-drug', 'order', 'override-check', 'accept-device'] as const) {
        expect(mayDo(one, permission), `${one} ${permission}`).toBe(false);
      }
    }
  });
});

describe('what alarms do (SR-113)', () => {
  it('is set by a nurse or a physician, never by emergency access, an administrator or a pharmacist', () => {
    expect(role.options.filter((one) => mayDo(one, 'set-alarm-limits'))).toEqual(['nurse', 'physician']);
  });
});
