import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Order } from '../../../shared/dosing/order';
import { conversionsOf } from '../../../shared/dosing/order-entry';
import { canonical } from '../../../shared/record/canonical';
import type { Patient } from '../../../shared/record/patient';
import { eventBodies } from '../../../shared/session/events';
import {
  type OrderHere,
  orderOutcome,
  type PatientHere,
  patientOutcome,
} from '../../../shared/sync/arrivals';
import type { ArrivedOrder, ArrivedPatient } from '../../../shared/sync/arrived';
import { orderDifferences, patientDifferences } from '../../../shared/sync/order-difference';
import { againstArrived, isRevoked, offlineCopyHours } from '../../../shared/sync/order-standing';
import { epochMs } from '../../../shared/time/clock';
import { kg, mg, mgPerKgPerHour, minutes } from '../../../shared/units/units';
import { limits, orderOf, patient, startAt } from '../values';

const from = {
  server: 'https://clinic.example/fhir',
  serverId: 'o1',
  versionId: '2',
  lastUpdated: epochMs(startAt),
};
const said = {
  name: patient.name,
  birthDate: patient.birthDate,
  sex: patient.sex,
  mrn: patient.mrn,
  allergies: null,
};
const someone = (over: Partial<ArrivedPatient> = {}): ArrivedPatient => ({
  kind: 'patient',
  from: { ...from, serverId: 'p1' },
  patient: said,
  fault: null,
  replacedBy: null,
  ...over,
});
const known = (over: Partial<PatientHere> = {}): PatientHere => ({
  linked: null,
  sameMrn: null,
  seen: false,
  inSession: () => false,
  newId: 'new-1',
  ...over,
});

describe('a patient who comes from the clinic’s server', () => {
  const arrives = (arrived: ArrivedPatient, here: PatientHere) => {
    const outcome = patientOutcome(arrived, here);
    return outcome.kind === 'write' ? outcome.draft : outcome.kind;
  };

  it('is new, with allergies that nobody has asked for yet', () => {
    expect(arrives(someone(), known())).toMatchObject({
      type: 'patient.arrived',
      body: { what: 'new', patient: { ...said, patientId: 'new-1', allergies: null } },
    });
  });

  it('is who has this number and birth date here, and keeps our id and allergies', () => {
    const here = known({ sameMrn: { ...patient, allergies: ['Latex'] } });
    expect(arrives(someone(), here)).toMatchObject({
      body: { what: 'same', patient: { patientId: patient.patientId, allergies: ['Latex'] } },
    });
  });

  it('keeps the server’s name, and waits while a session of the patient is open', () => {
    const newName = someone({ patient: { ...said, name: 'Ada Married' } });
    const differences = [{ what: 'Name', was: patient.name, now: 'Ada Married' }];
    expect(arrives(newName, known({ linked: patient }))).toMatchObject({
      body: { what: 'changed', differences },
    });
    const inSession = known({ linked: patient, inSession: (id) => id === patient.patientId });
    expect(arrives(newName, inSession)).toMatchObject({ body: { what: 'waits', differences } });
  });

  it('is never merged: the number of another birth date, or of another patient, is shown and left alone', () => {
    const born = someone({ patient: { ...said, birthDate: '1980-01-01' } });
    expect(arrives(born, known({ sameMrn: patient }))).toMatchObject({
      type: 'patient.refused',
      body: {
        patientId: null,
        words: expect.stringMatching(/born 1980-01-01, there.*born 1979-03-14, here/),
      },
    });
    const other: Patient = { ...patient, patientId: 'other', name: 'Otto Other' };
    expect(arrives(someone(), known({ linked: patient, sameMrn: other }))).toMatchObject({
      type: 'patient.refused',
      body: { words: expect.stringMatching(/belongs to Otto Other/) },
    });
  });

  it('of an entry that the server replaced stays where it is', () => {
    const merged = someone({ replacedBy: 'p9' });
    expect(arrives(merged, known({ linked: patient }))).toMatchObject({
      type: 'patient.merged-elsewhere',
      body: { patientId: patient.patientId, intoServerId: 'p9' },
    });
    expect(arrives(merged, known({ sameMrn: patient }))).toBe('passed');
  });

  it('who can not be read is shown with what is missing; the same version again is nothing', () => {
    const broken = someone({ patient: null, fault: 'It has no record number of the clinic.' });
    expect(arrives(broken, known())).toBe('passed');
    expect(arrives(broken, known({ linked: patient }))).toMatchObject({
      type: 'patient.refused',
      body: { words: broken.fault },
    });
    expect(arrives(someone(), known({ seen: true }))).toBe('known');
  });

  it('never changes a birth date of ours by number alone, whatever comes', () => {
    const day = fc.constantFrom('1979-03-14', '1980-01-01', '2001-12-31');
    fc.assert(
      fc.property(day, day, fc.boolean(), (here, there, inSession) => {
        const mine = { ...patient, birthDate: here };
        const outcome = patientOutcome(
          someone({ patient: { ...said, birthDate: there } }),
          known({ sameMrn: mine, inSession: () => inSession }),
        );
        if (outcome.kind !== 'write' || outcome.draft.type !== 'patient.arrived') return here !== there;
        return here === there && outcome.draft.body.patient.birthDate === here;
      }),
    );
  });
});

const signed = orderOf({
  maxRateMgPerKgPerHour: mgPerKgPerHour(0.5),
  signedBy: { personId: 'd9', name: 'Dr. Far', role: 'physician' },
  signedAt: epochMs(startAt),
});
const asked = (over: Partial<ArrivedOrder> = {}): ArrivedOrder => ({
  kind: 'order',
  from,
  status: 'active',
  statusReason: null,
  patientServerId: 'p1',
  order: { ...signed, patientId: 'their-patient' },
  drug: 'ketamine 2 mg/mL',
  text: '0.35 mg/kg/h IV',
  requester: 'Dr. Far',
  authoredAt: epochMs(startAt),
  ...over,
});
type State = 'planned' | 'open' | 'done' | 'withdrawn';
const has = (ours: Order | null, state: State = 'planned', over: Partial<OrderHere> = {}): OrderHere => ({
  seen: false,
  lastStatus: ours === null ? null : 'active',
  linked: ours === null ? null : ours.orderId,
  order: () => (ours === null ? null : { order: ours, state }),
  patient: () => patient,
  upgrade: (order) => order,
  drugs: ['Ketamine'],
  ...over,
});
const arrives = (arrived: ArrivedOrder, here: OrderHere) => {
  const outcome = orderOutcome(arrived, here);
  return outcome.kind === 'write' ? { into: outcome.into, ...outcome.draft } : outcome;
};
const slower = { ...signed, maxRateMgPerKgPerHour: mgPerKgPerHour(0.4), patientId: 'their-patient' };

describe('an order that comes from the clinic’s server', () => {
  it('is kept whole, for our patient of that entry', () => {
    expect(arrives(asked(), has(null))).toMatchObject({
      type: 'order.arrived',
      into: 'workstation',
      body: { order: { orderId: signed.orderId, patientId: patient.patientId } },
    });
  });

  it.each(['planned', 'open'] as const)(
    'is taken back while %s though other systems left out or changed what we wrote',
    (state) => {
      const revoked = { type: 'order.revoked-elsewhere', body: { orderId: signed.orderId } };
      const over = { status: 'cancelled', drug: 'something' };
      const bare = asked({ ...over, order: null });
      expect(arrives(bare, has(signed, state))).toMatchObject(revoked);
      expect(arrives(asked({ ...over, order: { notWhole: 1 } }), has(signed, state))).toMatchObject(revoked);
      // By its number alone, and for another patient: entered in error.
      const moved = { ...bare, orderId: signed.orderId, status: 'entered-in-error' };
      const other = has(signed, state, { linked: null, patient: () => ({ ...patient, patientId: 'x' }) });
      expect(arrives(moved, other)).toMatchObject({ ...revoked, body: { patientId: patient.patientId } });
      expect(arrives(asked(over), other)).toMatchObject(revoked);
    },
  );

  it('that was shown alone is no link to ours when it comes again', () => {
    const here = has(signed, 'planned', { seen: true, linked: null });
    expect(arrives(asked(), here)).toEqual({ kind: 'known', localId: null });
  });

  const changed = asked({ order: slower });
  const cancelled = asked({ status: 'cancelled', statusReason: 'patient is ill' });
  it.each<[string, ArrivedOrder, OrderHere, object]>([
    ['one of ours comes back', asked(), has(signed), { type: 'order.seen-elsewhere', into: 'workstation' }],
    [
      'another status, the same dose',
      asked({ status: 'on-hold' }),
      has(signed, 'open'),
      { type: 'order.seen-elsewhere' },
    ],
    [
      'changed while planned',
      changed,
      has(signed),
      {
        type: 'order.changed-elsewhere',
        into: 'workstation',
        body: { order: { maxRateMgPerKgPerHour: 0.4 } },
      },
    ],
    [
      'changed while it is given',
      changed,
      has(signed, 'open'),
      { type: 'order.changed-elsewhere', into: 'session' },
    ],
    [
      'changed after it was given',
      changed,
      has(signed, 'done'),
      { type: 'order.changed-elsewhere', into: 'workstation', body: { order: null } },
    ],
    [
      'revoked while planned',
      cancelled,
      has(signed),
      { type: 'order.revoked-elsewhere', into: 'workstation', body: { reason: 'patient is ill' } },
    ],
    [
      'revoked while it is given',
      cancelled,
      has(signed, 'open'),
      { type: 'order.revoked-elsewhere', into: 'session' },
    ],
    [
      'revoked, said again in a later version',
      cancelled,
      has(signed, 'open', { lastStatus: 'cancelled' }),
      { type: 'order.seen-elsewhere' },
    ],
    [
      'withdrawn here, and the server says so now',
      cancelled,
      has(signed, 'withdrawn'),
      { type: 'order.seen-elsewhere' },
    ],
    ['over before it came', cancelled, has(null), { kind: 'passed' }],
    [
      'of a patient who did not come yet',
      asked(),
      has(null, 'planned', { patient: () => 'unknown' }),
      { kind: 'needs-patient', patientServerId: 'p1' },
    ],
    [
      'of a patient who was not taken over',
      asked(),
      has(null, 'planned', { patient: () => 'refused' }),
      { type: 'order.listed', body: { patientId: null, why: 'whose it is is not certain here' } },
    ],
    [
      'of another patient than ours of this id',
      asked(),
      has({ ...signed, patientId: 'somebody else' }),
      { type: 'order.listed', body: { why: expect.stringMatching(/another patient/) } },
    ],
    [
      'of another system',
      asked({ order: null }),
      has(null),
      { type: 'order.listed', body: { text: '0.35 mg/kg/h IV' } },
    ],
    [
      'of another drug and another system',
      asked({ order: null, drug: 'ibuprofen' }),
      has(null),
      { kind: 'passed' },
    ],
    [
      'damaged',
      asked({ order: { ...signed, totalMg: 'much' } }),
      has(null),
      { type: 'order.listed', body: { why: 'what it says can not be read whole' } },
    ],
    [
      'the same version again',
      asked(),
      has(signed, 'planned', { seen: true }),
      { kind: 'known', localId: signed.orderId },
    ],
  ])('%s', (_, arrived, here, expected) => {
    expect(arrives(arrived, here)).toMatchObject(expected);
  });

  it('says field by field, with units, what is different', () => {
    expect(orderDifferences(signed, { ...slower, dosingWeightKg: kg(65) })).toEqual(
      expect.arrayContaining([
        { what: 'Ceiling', was: '0.5 mg/kg/h', now: '0.4 mg/kg/h' },
        expect.objectContaining({ what: 'Dosing weight', now: expect.stringMatching(/65 kg/) }),
      ]),
    );
    expect(orderDifferences(signed, signed)).toEqual([]);
    expect(patientDifferences(said, said)).toEqual([]);
  });

  it('is never merged: what is kept is one version whole, and every fact has its shape', () => {
    const versions = fc.record({
      totalMg: fc.integer({ min: 1, max: 90 }).map(mg),
      durationMin: fc.integer({ min: 10, max: 300 }).map(minutes),
    });
    const statuses = fc.constantFrom(
      'active',
      'on-hold',
      'cancelled',
      'stopped',
      'entered-in-error',
      'completed',
      'draft',
    );
    const states = fc.constantFrom<State[]>('planned', 'open', 'done', 'withdrawn');
    fc.assert(
      fc.property(versions, versions, statuses, states, (here, there, status, state) => {
        const theirs = { ...signed, ...there };
        const outcome = orderOutcome(asked({ order: theirs, status }), has({ ...signed, ...here }, state));
        if (outcome.kind !== 'write') return false;
        const { draft, into } = outcome;
        eventBodies[draft.type].parse(draft.body);
        // Only what a person who gives it has to know stands in the session's own log.
        if (into === 'session' && state !== 'open') return false;
        if (isRevoked(status) && state !== 'withdrawn') return draft.type === 'order.revoked-elsewhere';
        if (draft.type !== 'order.changed-elsewhere') return draft.type === 'order.seen-elsewhere';
        return draft.body.order === null || canonical(draft.body.order) === canonical(theirs);
      }),
    );
  });
});

describe('whether an order that came may be begun', () => {
  const whole = { ...signed, conversions: conversionsOf(signed) };
  const given = { status: 'active', patient, limits, lastWeight: null, weightDifferencePercent: 10 };

  it('is judged as a signature here would be', () => {
    expect(againstArrived(whole, given)).toEqual([]);
    expect(againstArrived({ ...whole, signedBy: null, signedAt: null }, given)).toEqual([
      'The order that came is not signed.',
    ]);
    expect(againstArrived({ ...whole, totalMg: mg(900) }, given).join()).toMatch(/900/);
    expect(againstArrived(signed, given).join()).toMatch(/conversion/);
    expect(againstArrived(whole, { ...given, limits: null }).join()).toMatch(/no limits for Ketamine/);
  });

  it.each(['on-hold', 'cancelled', 'completed', 'draft', 'unknown', 'whatever'])(
    'not while it is %s',
    (status) => {
      expect(againstArrived(whole, { ...given, status })).toHaveLength(1);
    },
  );

  it('says since when nobody asked for the copy', () => {
    const now = epochMs(startAt);
    expect(offlineCopyHours(epochMs(startAt - 3_600_000), now, 4)).toBeNull();
    expect(offlineCopyHours(epochMs(startAt - 5.5 * 3_600_000), now, 4)).toBe(5);
    expect(offlineCopyHours(null, now, 4)).toBe('not-known');
    // The clock was set back since.
    expect(offlineCopyHours(epochMs(startAt + 86_400_000), now, 4)).toBe('not-known');
  });
});
