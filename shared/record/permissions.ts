import type { Role } from './people';

export type Permission =
  | 'open-session'
  | 'give-drug'
  | 'chart'
  | 'order'
  | 'review'
  | 'keep-people'
  | 'accept-device';

/** What each role may do. Stopping is not in this table: anyone may stop, signed in or not. */
const table: Record<Role, readonly Permission[]> = {
  nurse: ['open-session', 'give-drug', 'chart', 'review', 'accept-device'],
  physician: ['open-session', 'give-drug', 'chart', 'order', 'review', 'accept-device'],
  pharmacist: ['review'],
  administrator: ['keep-people'],
};

export function mayDo(role: Role, permission: Permission): boolean {
  return table[role].includes(permission);
}
