import type { Lane } from '../../shared/sync/item';

/** What is sent first, and what can wait. */
export const laneWords: Readonly<Record<Lane, string>> = {
  0: 'People, patients, devices',
  1: 'Sessions',
  2: 'Doses, alarms, symptoms, notes',
  3: 'Vital signs and questionnaires',
  4: 'One-second trends and the record itself',
  5: 'Who did what',
};
