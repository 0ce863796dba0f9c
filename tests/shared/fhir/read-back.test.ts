import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Order } from '../../../shared/dosing/order';
import { orderItems } from '../../../shared/fhir/order';
import { patientItems } from '../../../shared/fhir/patient';
import { peopleItems } from '../../../shared/fhir/practitioner';
import { orderOf as read, readOrder } from '../../../shared/fhir/read-order';
import { readPatient } from '../../../shared/fhir/read-patient';
import type { FhirResource } from '../../../shared/sync/item';
import { kg, mg, mgPerKg, mgPerKgPerHour, minutes } from '../../../shared/units/units';
import { orderOf, patient, physician } from '../values';
import { context, expectRight } from './kit';

const arbitraryOrder: fc.Arbitrary<Order> = fc
  .record({
    weight: fc.double({ min: 30, max: 200, noNaN: true }),
    rate: fc.double({ min: 0.01, max: 2, noNaN: true }),
    later: fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 3 }),
    bolus: fc.boolean(),
    drug: fc.string({ minLength: 1 }),
    text: fc.string(),
  })
  .map(({ weight, rate, later, bolus, drug, text }) =>
    orderOf({
      drug,
      dosingWeightKg: kg(weight),
      totalMg: mg(weight / 3),
      steps: [0, ...later].map((from) => ({
        fromMinute: minutes(from),
        rateMgPerKgPerHour: mgPerKgPerHour(rate),
      })),
      bolus: bolus
        ? { mgPerKg: mgPerKg(rate), overMinutes: minutes(1), lockoutMinutes: minutes(10), most: 2 }
        : null,
      adjuncts: [
        {
          ...{ drug: 'ondansetron', dose: 4, unit: 'mg', route: 'IV', when: 'rescue', text },
          ...{ minMinutesBetween: null, most: 1, controlled: false },
        },
      ],
    }),
  );

/** As it comes from a server: through JSON, with an id and a version. */
const served = (resource: FhirResource): FhirResource =>
  JSON.parse(JSON.stringify({ ...resource, id: '17', meta: { versionId: '3' } })) as FhirResource;

function resourceOf(order: Order): FhirResource {
  const [item] = orderItems(context, order, 1);
  if (item === undefined) throw new Error('nothing is sent of this order');
  return item.resource;
}

describe('an order', () => {
  test('comes back from the server as it was signed, whatever it says', () => {
    fc.assert(
      fc.property(arbitraryOrder, (order) => {
        expect(read(context, served(resourceOf(order)))).toEqual(order);
      }),
      { numRuns: 100 },
    );
  });

  test('is a right MedicationRequest, also when it was withdrawn', () => {
    const [person] = peopleItems(context, { ...physician, role: 'physician', active: true }, 1);
    const seen = patientItems(context, patient, 1);
    const withdrawn = orderItems(context, orderOf(), 1, { seq: 90, reason: 'another dose' });
    expectRight([...seen, ...(person === undefined ? [] : [person]), ...withdrawn]);
    expect(withdrawn.map(({ write, revision, resource }) => [write, revision, resource.status])).toEqual([
      ['create', 1, 'active'],
      ['status', 90, 'cancelled'],
    ]);
  });

  test('that nobody signed is not sent', () => {
    expect(orderItems(context, orderOf({ signedBy: null, signedAt: null }), 1)).toEqual([]);
  });

  test('of another system is shown in its own words and never converted', () => {
    const { extension: _, ...foreign } = resourceOf(orderOf());
    const seen = readOrder(context, foreign as FhirResource);
    expect(seen.kind).toBe('foreign');
    expect(read(context, foreign as FhirResource)).toBeNull();
    expect(seen.kind === 'foreign' && seen.words).toContain('0.35 mg/kg/h');
  });

  test.each<[string, (order: Order) => unknown]>([
    ['cut off', (order) => JSON.stringify(order).slice(0, 200)],
    ['with more in it', (order) => JSON.stringify({ ...order, twice: true })],
    ['without its weight', (order) => JSON.stringify({ ...order, dosingWeightKg: undefined })],
    ['under another number', (order) => JSON.stringify({ ...order, orderId: 'order-2' })],
  ])('%s is not read', (_, changed) => {
    const resource = resourceOf(orderOf());
    const [first, ...others] = resource.extension as { url: string }[];
    const carried = { url: first?.url, valueString: changed(orderOf()) };
    expect(readOrder(context, { ...resource, extension: [carried, ...others] }).kind).toBe('unreadable');
  });
});

describe('a patient', () => {
  test.each([null, [], ['latex', 'morphine']])('comes back with allergies %j', (allergies) => {
    const [item] = patientItems(context, { ...patient, allergies }, 1);
    if (item === undefined) throw new Error('nothing is sent of this patient');
    expectRight([item]);
    expect(item.write).toBe('look-up');
    expect(item.identity).toEqual({ by: 'identifier', system: context.mrnSystem, value: patient.mrn });
    expect(readPatient(context, served(item.resource))).toEqual({
      ...{ kind: 'patient', active: true, replacedBy: null },
      patient: { ...patient, allergies },
    });
  });

  const theirs = {
    resourceType: 'Patient',
    id: '55',
    identifier: [{ system: context.mrnSystem, value: '0009' }],
    name: [{ use: 'official', family: 'Sample', given: ['Sam', 'B.'] }],
    birthDate: '1960-02-01',
    gender: 'male',
  };

  test('of the clinic’s system: number, name, day of birth; allergies are not known', () => {
    expect(readPatient(context, theirs)).toEqual({
      ...{ kind: 'patient', active: true, replacedBy: null },
      patient: {
        ...{ patientId: 'server-55', name: 'Sam B. Sample', birthDate: '1960-02-01' },
        ...{ sex: 'male', mrn: '0009', allergies: null },
      },
    });
  });

  test('that was merged names the one that stands', () => {
    const link = [{ type: 'replaced-by', other: { reference: 'Patient/7' } }];
    expect(readPatient(context, { ...theirs, link })).toMatchObject({ replacedBy: 'Patient/7' });
  });

  test.each([
    ['number', { identifier: [] }],
    ['day of birth', { birthDate: '1960' }],
    ['name', { name: [] }],
  ])('without a %s is not read', (_, changed) => {
    expect(readPatient(context, { ...theirs, ...changed }).kind).toBe('unreadable');
  });
});
