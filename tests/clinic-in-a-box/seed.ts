import type { MedicationRequest, Resource } from '@medplum/fhirtypes';
import { demoOrders, demoPeople } from '../../electron/store/seed-simulation';
import type { Order } from '../../shared/dosing/order';
import { type FhirContext, systemOf } from '../../shared/fhir/context';
import { orderItems } from '../../shared/fhir/order';
import { patientItems } from '../../shared/fhir/patient';
import { peopleItems } from '../../shared/fhir/practitioner';
import type { Patient } from '../../shared/record/patient';
import { resolved } from '../../shared/sync/entry';
import type { SyncItem } from '../../shared/sync/item';
import type { SyncSetting } from '../../shared/sync/setting';
import type { RemotePlace } from '../../shared/sync/verdict';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import type { Records } from '../fhir-server/records';

/** What every console of the clinic is told of it. */
export const clinicSystems: Pick<SyncSetting, 'systemBase' | 'mrnSystem' | 'mayCreatePatients'> = {
  systemBase: 'https://clinic.example/id',
  mrnSystem: 'https://clinic.example/mrn',
  mayCreatePatients: true,
};

export const clinicContext: FhirContext = {
  ...clinicSystems,
  stationId: 'office',
  clinicName: 'Clinic in a box',
  simulation: true,
};

const patients: readonly Patient[] = [
  ['hazel', 'TEST, Hazel', '1982-02-19', 'female', 'CLINIC-0101', ['Penicillin (rash)']],
  ['juniper', 'TEST, Juniper', '1975-07-04', 'female', 'CLINIC-0102', []],
  ['linden', 'TEST, Linden', '1990-12-11', 'male', 'CLINIC-0103', []],
  ['maple', 'TEST, Maple', '1968-09-27', 'male', 'CLINIC-0104', ['Latex (contact)']],
].map(([key, name, birthDate, sex, mrn, allergies]) => ({
  ...{ patientId: `clinic-${String(key)}`, name: String(name), birthDate: String(birthDate) },
  ...{ sex: sex === 'male' ? 'male' : 'female', mrn: String(mrn), allergies: [allergies ?? []].flat() },
}));

const MINUTE_MS = 60_000;

/** So many minutes from now, but never tomorrow: a worklist shows the day. */
function today(nowAt: EpochMs, minutes: number): EpochMs {
  const end = new Date(nowAt).setHours(23, 59, 0, 0);
  return epochMs(Math.min(nowAt + minutes * MINUTE_MS, Math.max(nowAt, end)));
}

/** What the clinic's office does at the server. */
export type Office = {
  readonly patients: readonly Patient[];
  /** Every order that it wrote, in order. */
  readonly orders: () => readonly Order[];
  /** `MedicationRequest.status` as it stands at the server. */
  statusOf(order: Order): string;
  /** Writes one more signed order, for the patients in turn. */
  order(): Promise<Order>;
  revoke(order: Order, reason: string): Promise<void>;
};

/**
 * Puts invented patients and the physician on the server, each validated as whatever a console sends.
 * @param demoFolder Where the invented people and orders of a simulation lie.
 */
export async function openOffice(
  records: Records,
  { demoFolder, now, rooms }: { demoFolder: string; now: () => EpochMs; rooms: readonly string[] },
): Promise<Office> {
  const places = new Map<string, RemotePlace>();
  const put = async ({ kind, key, resource }: SyncItem): Promise<void> => {
    const whole = resolved(resource, (other, name) => places.get(`${other}/${name}`) ?? null);
    if (whole === null) throw new Error(`${kind}/${key} names something that is not on the server yet.`);
    const saved = await records.save(whole as unknown as Resource);
    places.set(`${kind}/${key}`, { type: saved.resourceType, id: saved.id, version: null });
  };
  const people = demoPeople(demoFolder);
  for (const person of people)
    for (const item of peopleItems(clinicContext, { ...person, active: true }, 1)) await put(item);
  for (const patient of patients) for (const item of patientItems(clinicContext, patient, 1)) await put(item);

  const orders: Order[] = [];
  const there = (orderId: string): MedicationRequest => {
    const system = systemOf(clinicContext, 'order');
    const [found] = records.search(`MedicationRequest?identifier=${system}|${orderId}`);
    if (found?.resourceType !== 'MedicationRequest') throw new Error(`order ${orderId} is not on the server`);
    return found;
  };
  return {
    patients,
    orders: () => orders,
    statusOf: ({ orderId }) => there(orderId).status ?? 'unknown',
    async order() {
      const at = now();
      const number = orders.length;
      const models = demoOrders(demoFolder, people, at).filter(({ signedBy }) => signedBy !== null);
      const model = models[number % models.length];
      const patient = patients[number % patients.length];
      if (model === undefined || patient === undefined) throw new Error('there is nothing to order');
      const order: Order = {
        ...model,
        orderId: `clinic-${at}-${number + 1}`,
        patientId: patient.patientId,
        sessionNumber: 1 + Math.floor(number / patients.length),
        room: rooms[number % rooms.length] ?? '',
        weighedAt: epochMs(at - 20 * MINUTE_MS),
        signedAt: epochMs(at - 5 * MINUTE_MS),
        plannedFor: today(at, 15),
      };
      for (const item of orderItems(clinicContext, order, 1)) await put(item);
      orders.push(order);
      return order;
    },
    async revoke({ orderId }, reason) {
      await records.save({ ...there(orderId), status: 'cancelled', statusReason: { text: reason } });
    },
  };
}
