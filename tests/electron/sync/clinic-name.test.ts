import { expect, it } from 'vitest';
import { clinicNameOf } from '../../../electron/sync/clinic-name';

it.each([
  ['Quiet Hill Clinic', 'https://infusion.clinic.example/id', 'Quiet Hill Clinic'],
  [undefined, 'https://infusion.clinic.example/id', 'Clinic without a set name (infusion.clinic.example)'],
  ['', 'urn:oid:1.2.3', 'Clinic without a set name (urn:oid:1.2.3)'],
])(
  'the clinic is named as it was set (%s), and where nobody set it the record says so',
  (clinicName, systemBase, name) => {
    expect(clinicNameOf({ systemBase, ...(clinicName === undefined ? {} : { clinicName }) })).toBe(name);
  },
);
