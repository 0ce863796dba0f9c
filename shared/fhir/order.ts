import type { CodeableConcept, Dosage, Extension, MedicationRequest } from '@medplum/fhirtypes';
import type { Order, VitalLimit, VitalLimits } from '../dosing/order';
import { canonical } from '../record/canonical';
import type { SyncItem } from '../sync/item';
import { formatNumber, withUnit } from '../units/format';
import { type CodeName, concept } from './codes';
import type { FhirContext } from './context';
import { extension, extensionOf, instant, list, quantity, refer } from './elements';
import { type Draft, itemOf } from './item-of';
import { referPerson } from './practitioner';

export const US_CORE_ORDER = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-medicationrequest';

/** The drug, by its code where it is the one that has one here; always in the words of the record. */
export const drugConcept = (context: FhirContext, drug: string, more = ''): CodeableConcept =>
  drug.toLowerCase() === 'ketamine'
    ? concept(context, 'ketamine', `${drug}${more}`)
    : { text: `${drug}${more}` };

const limitCodes: Record<keyof VitalLimits, CodeName> = {
  heartRatePerMin: 'heart-rate',
  spo2Percent: 'spo2',
  systolicMmHg: 'systolic',
  diastolicMmHg: 'diastolic',
  respirationPerMin: 'respiration',
};
const limitUnits: Record<keyof VitalLimits, string> = {
  heartRatePerMin: '/min',
  spo2Percent: '%',
  systolicMmHg: 'mm[Hg]',
  diastolicMmHg: 'mm[Hg]',
  respirationPerMin: '/min',
};

/** One extension for each limit that is set: which sign, caution or stop, below or above, and the value. */
function holdLimits(context: FhirContext, limits: VitalLimits): Extension[] {
  const sides = [
    ['mediumLow', 'caution', 'below'],
    ['mediumHigh', 'caution', 'above'],
    ['highLow', 'stop', 'below'],
    ['highHigh', 'stop', 'above'],
  ] as const satisfies readonly (readonly [keyof VitalLimit, string, string])[];
  const signs = Object.keys(limitCodes) as (keyof VitalLimits)[];
  return signs.flatMap((sign) =>
    sides.flatMap(([key, level, side]) => {
      const value = limits[sign][key];
      if (value === null) return [];
      return [
        extensionOf(context, 'hold-limit', [
          { url: 'code', valueCodeableConcept: concept(context, limitCodes[sign]) },
          { url: 'level', valueCode: level },
          { url: side, valueQuantity: quantity(value, limitUnits[sign]) },
        ]),
      ];
    }),
  );
}

function stepDosages(context: FhirContext, order: Order): Dosage[] {
  const { steps, durationMin, totalMg, maxRateMgPerKgPerHour } = order;
  return steps.map(({ fromMinute, rateMgPerKgPerHour }, index): Dosage => {
    const until = steps[index + 1]?.fromMinute ?? durationMin;
    const from = `from minute ${formatNumber(fromMinute, 0)}`;
    return {
      sequence: index + 1,
      text: `${withUnit(rateMgPerKgPerHour, 'mg/kg/h')} IV ${from}, at most ${withUnit(maxRateMgPerKgPerHour, 'mg/kg/h')}, ${withUnit(totalMg, 'mg')} in ${withUnit(durationMin, 'min')} in all`,
      route: concept(context, 'route-iv'),
      ...(until > fromMinute
        ? { timing: { repeat: { count: 1, duration: until - fromMinute, durationUnit: 'min' } } }
        : {}),
      doseAndRate: [{ rateQuantity: quantity(rateMgPerKgPerHour, 'mg/kg/h') }],
      ...(index === 0 ? { maxDosePerAdministration: quantity(totalMg, 'mg') } : {}),
    };
  });
}

function bolusDosage(context: FhirContext, order: Order): Dosage[] {
  const { bolus, steps, dosingWeightKg } = order;
  if (bolus === null) return [];
  const most = bolus.most === 1 ? 'once' : `at most ${bolus.most} times`;
  return [
    {
      sequence: steps.length + 1,
      text: `Bolus ${withUnit(bolus.mgPerKg, 'mg/kg')} IV over ${withUnit(bolus.overMinutes, 'min')}, ${most}, ${withUnit(bolus.lockoutMinutes, 'min')} apart; counts towards the total`,
      asNeededBoolean: true,
      route: concept(context, 'route-iv'),
      timing: {
        repeat: { countMax: bolus.most, count: 1, duration: bolus.overMinutes, durationUnit: 'min' },
      },
      doseAndRate: [{ doseQuantity: quantity(bolus.mgPerKg, 'mg/kg') }],
      ...(bolus.lockoutMinutes > 0
        ? {
            maxDosePerPeriod: {
              numerator: quantity(Number((bolus.mgPerKg * dosingWeightKg).toPrecision(12)), 'mg'),
              denominator: quantity(bolus.lockoutMinutes, 'min'),
            },
          }
        : {}),
    },
  ];
}

const adjunctNote = ({ adjuncts }: Order): string[] =>
  adjuncts.map(
    ({ drug, dose, unit, route, when, most, text }) =>
      `${when}: ${drug} ${formatNumber(dose, 3)} ${unit} ${route}, at most ${most}×${text === '' ? '' : `, ${text}`}`,
  );

export type OrderStanding =
  | { readonly status: 'active' | 'completed' | 'stopped' }
  | { readonly status: 'cancelled'; readonly reason: string };

/**
 * A signed order. The standard elements and `max-rate`, `hold-limit` are for other readers; the extension `order` is the
 * whole of what was signed, and the only thing from which a console takes it back (`read-order.ts`).
 */
export function orderResource(
  context: FhirContext,
  order: Order,
  standing: OrderStanding = { status: 'active' },
): MedicationRequest {
  const { concentrationMgPerMl, diluent, signedBy, signedAt } = order;
  const strength = `, ${withUnit(concentrationMgPerMl, 'mg/mL')} in ${diluent}`;
  return {
    resourceType: 'MedicationRequest',
    meta: { profile: [US_CORE_ORDER] },
    extension: [
      extension(context, 'order', { valueString: canonical(order) }),
      extension(context, 'max-rate', { valueQuantity: quantity(order.maxRateMgPerKgPerHour, 'mg/kg/h') }),
      ...holdLimits(context, order.vitalLimits),
    ],
    status: standing.status,
    ...(standing.status === 'cancelled' ? { statusReason: { text: standing.reason } } : {}),
    intent: 'order',
    reportedBoolean: false,
    medicationCodeableConcept: drugConcept(context, order.drug, strength),
    subject: refer('patient', order.patientId),
    ...(signedAt === null ? {} : { authoredOn: instant(signedAt) }),
    ...(signedBy === null ? {} : { requester: referPerson(context, signedBy) }),
    reasonCode: [concept(context, `indication-${order.indication}`)],
    ...list(
      'note',
      adjunctNote(order).map((text) => ({ text })),
    ),
    dosageInstruction: [...stepDosages(context, order), ...bolusDosage(context, order)],
  };
}

const isSigned = ({ signedBy, signedAt }: Order): boolean => signedBy !== null && signedAt !== null;

/** An order as it was signed; nothing of one that was not. */
export const orderDrafts = (context: FhirContext, order: Order): Draft[] =>
  isSigned(order)
    ? [
        {
          ...{ kind: 'order', key: order.orderId, lane: 0, write: 'create' },
          resource: orderResource(context, order),
        },
      ]
    : [];

/** What became of an order: only its status is changed on the server, where it may have gone on meanwhile. */
export const orderStatusDraft = (context: FhirContext, order: Order, standing: OrderStanding): Draft => ({
  ...{ kind: 'order', key: order.orderId, lane: 2, write: 'status' },
  resource: orderResource(context, order, standing),
});

/**
 * What a version of an order is on the server. `version`: its number in the record. `withdrawn`: it is not to be given
 * any more; `seq` is the entry that says so.
 */
export function orderItems(
  context: FhirContext,
  order: Order,
  version: number,
  withdrawn: { readonly seq: number; readonly reason: string } | null = null,
): SyncItem[] {
  const of = (revision: number) => ({ revision, sessionId: null, simulation: context.simulation });
  const signed = orderDrafts(context, order).map((draft) => itemOf(context, draft, of(version)));
  if (withdrawn === null || signed.length === 0) return signed;
  const { seq, reason } = withdrawn;
  const standing = { status: 'cancelled', reason } as const;
  return [...signed, itemOf(context, orderStatusDraft(context, order, standing), of(seq))];
}
