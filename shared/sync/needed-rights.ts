import type { SyncWish } from './setting-wish';

/** What this program does with a type of resource at the server: c(reate), r(ead), u(pdate), s(earch). */
export type NeededRight = { readonly type: string; readonly letters: string; readonly what: string };

const read = 'rs';
const write = 'crus';

/** Every right that sync needs (fhir-sync.md 2.2). Nothing is ever deleted. */
export function neededRights({ mayCreatePatients }: Pick<SyncWish, 'mayCreatePatients'>): NeededRight[] {
  return [
    { type: 'Patient', letters: mayCreatePatients ? 'crs' : read, what: 'patients' },
    { type: 'MedicationRequest', letters: write, what: 'orders' },
    { type: 'AllergyIntolerance', letters: write, what: 'allergies' },
    { type: 'Practitioner', letters: write, what: 'who acted' },
    { type: 'Organization', letters: write, what: 'the clinic' },
    { type: 'Location', letters: write, what: 'the room' },
    { type: 'Encounter', letters: write, what: 'sessions' },
    { type: 'Procedure', letters: write, what: 'treatments' },
    { type: 'MedicationAdministration', letters: write, what: 'doses' },
    { type: 'Observation', letters: write, what: 'vital signs and scores' },
    { type: 'QuestionnaireResponse', letters: write, what: 'questionnaires' },
    { type: 'AdverseEvent', letters: write, what: 'symptoms' },
    { type: 'DetectedIssue', letters: write, what: 'alarms' },
    { type: 'Device', letters: write, what: 'devices' },
    { type: 'DeviceMetric', letters: write, what: 'what devices measure' },
    { type: 'DocumentReference', letters: write, what: 'reports, notes and the record itself' },
    { type: 'AuditEvent', letters: 'crs', what: 'who looked and signed in' },
    { type: 'Provenance', letters: 'crs', what: 'who did what' },
  ];
}

/** The scope to ask for, as SMART writes it. */
export const scopeFor = (rights: readonly NeededRight[]): string =>
  rights.map(({ type, letters }) => `system/${type}.${letters}`).join(' ');

const older: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/** What of the needed rights a granted scope leaves out, each with the letters that are missing. */
export function missingRights(needed: readonly NeededRight[], granted: string): NeededRight[] {
  const held = granted.split(/\s+/).flatMap((one) => {
    const [, type, rights] = /^system\/([A-Za-z]+|\*)\.([a-z]+|\*)/.exec(one) ?? [];
    return type === undefined || rights === undefined ? [] : [{ type, letters: older[rights] ?? rights }];
  });
  return needed.flatMap((right) => {
    const have = held.filter(({ type }) => type === '*' || type === right.type).map(({ letters }) => letters);
    const letters = [...right.letters].filter((one) => !have.join('').includes(one)).join('');
    return letters === '' ? [] : [{ ...right, letters }];
  });
}
