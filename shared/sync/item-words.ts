import type { ItemKind } from './item';

/** What an item is, for people. */
const kinds: Readonly<Record<ItemKind, string>> = {
  organization: 'Clinic',
  location: 'Room',
  user: 'Person of the staff',
  patient: 'Patient',
  allergy: 'Allergy',
  order: 'Order',
  session: 'Session',
  procedure: 'Treatment',
  infusion: 'Infusion',
  'drug-given': 'Drug given beside the infusion',
  'dose-segment': 'Dose given',
  obs: 'Observation',
  'trend-block': 'Ten minutes of vital signs',
  'questionnaire-response': 'Questionnaire',
  'adverse-event': 'Symptom',
  alarm: 'Alarm',
  device: 'Device',
  'device-metric': 'Measured value of a device',
  note: 'Note',
  document: 'Report',
  'record-part': 'Part of the record',
  audit: 'Who did what',
  provenance: 'What a record rests on',
};

export const kindWords = (kind: ItemKind): string => kinds[kind];
