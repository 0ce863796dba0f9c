import type { Extension, Medication, MedicationAdministration } from '@medplum/fhirtypes';
import type { Syringe } from '../dosing/order';
import type { Actor } from '../record/people';
import { concept, ownConcept } from './codes';
import { entryKey } from './context';
import { referDeviceKey } from './devices';
import type { Stretch } from './dose-account';
import { type DoseNg, ngToMg, volumeOf } from './doses';
import { extension, extensionOf, period, quantity, range, refer } from './elements';
import type { Draft } from './item-of';
import { drugConcept } from './order';
import { referPerson } from './practitioner';
import type { Scope } from './scope';

/** The infusion of a session, whole. */
export const infusionKey = ({ sessionId }: Scope): string => sessionId;

/** What a syringe held, as its label says: strength, lot, last day of use. */
function medicationOf(scope: Scope, syringe: Syringe | null): Medication {
  const { order } = scope.opened.body;
  const drug = syringe?.drug ?? order.drug;
  const concentration = syringe?.concentrationMgPerMl ?? order.concentrationMgPerMl;
  const batch = {
    ...(syringe?.lot == null ? {} : { lotNumber: syringe.lot }),
    ...(syringe?.expires == null ? {} : { expirationDate: syringe.expires }),
  };
  return {
    resourceType: 'Medication',
    id: 'syringe',
    code: drugConcept(scope.context, drug),
    ingredient: [
      {
        itemCodeableConcept: drugConcept(scope.context, drug),
        strength: { numerator: quantity(concentration, 'mg'), denominator: quantity(1, 'mL') },
      },
    ],
    ...(Object.keys(batch).length === 0 ? {} : { batch }),
  };
}

/** The range in which the true dose lies; both ends alike: it is known. */
const doseRange = (scope: Scope, { low, high }: DoseNg): Extension =>
  extension(scope.context, 'dose-range', { valueRange: range(ngToMg(low), ngToMg(high), 'mg') });

const rangeText = ({ low, high }: DoseNg): string =>
  low === high ? '' : `, by the pump’s account between ${ngToMg(low)} and ${ngToMg(high)} mg`;

type Common = Pick<
  MedicationAdministration,
  'resourceType' | 'subject' | 'context' | 'partOf' | 'request' | 'category'
>;
const common = (scope: Scope): Common => ({
  resourceType: 'MedicationAdministration',
  partOf: [refer<MedicationAdministration>('infusion', infusionKey(scope))],
  subject: scope.subject,
  context: scope.encounter,
  request: refer('order', scope.opened.body.order.orderId),
});

export type SegmentFacts = {
  readonly stretch: Stretch;
  readonly dose: DoseNg;
  readonly syringe: Syringe | null;
};

const what = ({ flow }: Stretch): string => {
  if (flow.kind === 'still') return 'counted while the pump said that it stood';
  if (flow.kind === 'unknown') return 'counted while the pump’s rate was not known';
  return flow.by === 'infusing' ? 'at a constant rate' : `pump ${flow.by}`;
};

/** What went in over a stretch of one flow. Its key is the entry with which the stretch began. */
export function segmentDraft(scope: Scope, { stretch, dose, syringe }: SegmentFacts): Draft {
  const { flow, from, to, pumpKey } = stretch;
  const volume = volumeOf(from, to);
  const resource: MedicationAdministration = {
    ...common(scope),
    contained: [medicationOf(scope, syringe)],
    extension: [
      doseRange(scope, dose),
      extension(scope.context, 'volume-range', { valueRange: range(volume.low, volume.high, 'mL') }),
    ],
    status: 'completed',
    medicationReference: { reference: '#syringe' },
    effectivePeriod: period(stretch.fromAt, stretch.toAt),
    ...(pumpKey === null ? {} : { device: [referDeviceKey(pumpKey)] }),
    dosage: {
      text: `${ngToMg(dose.low)} mg ${what(stretch)}${rangeText(dose)}`,
      route: concept(scope.context, 'route-iv'),
      dose: quantity(ngToMg(dose.low), 'mg'),
      ...(flow.kind === 'rate' && flow.by === 'infusing'
        ? { rateRatio: { numerator: quantity(flow.mlPerHour, 'mL'), denominator: quantity(1, 'h') } }
        : {}),
    },
  };
  return {
    ...{
      kind: 'dose-segment',
      key: `${scope.sessionId}/${entryKey(scope.context, stretch.seq)}/rate`,
      lane: 2,
      write: 'create',
    },
    resource,
  };
}

/** A bolus as a person recorded it. */
export type RecordedBolus = {
  readonly seq: number;
  readonly at: number;
  readonly by: Actor;
  readonly doseMg: number;
  readonly overSeconds: number;
};

/**
 * A bolus: how much of it the pump's counter shows, and beside it what was recorded. Its volume is in the counter, so
 * that it is taken out of the stretch in which it was given, and nothing is counted twice.
 */
export function bolusDraft(scope: Scope, facts: SegmentFacts, recorded: RecordedBolus): Draft {
  const { dose, syringe, stretch } = facts;
  const { context } = scope;
  const resource: MedicationAdministration = {
    ...common(scope),
    contained: [medicationOf(scope, syringe)],
    extension: [
      doseRange(scope, dose),
      extensionOf(context, 'recorded-bolus', [
        { url: 'dose', valueQuantity: quantity(recorded.doseMg, 'mg') },
        { url: 'over', valueQuantity: quantity(recorded.overSeconds, 's') },
      ]),
    ],
    status: 'completed',
    medicationReference: { reference: '#syringe' },
    effectivePeriod: period(
      Math.max(stretch.fromAt, recorded.at - recorded.overSeconds * 1000),
      Math.max(stretch.fromAt, recorded.at),
    ),
    performer: [{ actor: referPerson(context, recorded.by) }],
    ...(stretch.pumpKey === null ? {} : { device: [referDeviceKey(stretch.pumpKey)] }),
    dosage: {
      text: `Bolus recorded as ${recorded.doseMg} mg; ${ngToMg(dose.low)} mg of it by the pump’s counter${rangeText(dose)}`,
      route: concept(context, 'route-iv'),
      dose: quantity(ngToMg(dose.low), 'mg'),
    },
  };
  return {
    ...{
      kind: 'dose-segment',
      key: `${scope.sessionId}/${entryKey(scope.context, recorded.seq)}/bolus`,
      lane: 2,
      write: 'create',
    },
    resource,
  };
}

export type PauseFacts = {
  readonly seq: number;
  readonly fromAt: number;
  readonly toAt: number;
  readonly reason: string;
};

/** A pause that is over: nothing was given by it, so that it has no dosage. */
export function pauseDraft(scope: Scope, { seq, fromAt, toAt, reason }: PauseFacts): Draft {
  const resource: MedicationAdministration = {
    ...common(scope),
    status: 'not-done',
    statusReason: [ownConcept(scope.context, 'pause', reason)],
    medicationCodeableConcept: drugConcept(scope.context, scope.opened.body.order.drug),
    effectivePeriod: period(fromAt, toAt),
  };
  return {
    ...{
      kind: 'dose-segment',
      key: `${scope.sessionId}/${entryKey(scope.context, seq)}/pause`,
      lane: 2,
      write: 'create',
    },
    resource,
  };
}

export type InfusionFacts = {
  readonly status: 'in-progress' | 'on-hold' | 'completed' | 'stopped';
  readonly reason: string | null;
  readonly fromAt: number;
  readonly toAt: number | null;
  /** The sum of all parts; null: it runs, and the parts say more. */
  readonly total: DoseNg | null;
  readonly by: Actor;
  readonly pumpKey: string | null;
};

/** The whole infusion. A reader takes its total or the sum of its parts, never both: they are the same. */
export function infusionDraft(scope: Scope, facts: InfusionFacts): Draft {
  const { status, reason, fromAt, toAt, total, by, pumpKey } = facts;
  const { partOf: _, ...rest } = common(scope);
  const resource: MedicationAdministration = {
    ...rest,
    ...(total === null ? {} : { extension: [doseRange(scope, total)] }),
    status,
    ...(reason === null ? {} : { statusReason: [ownConcept(scope.context, status, reason)] }),
    medicationCodeableConcept: drugConcept(scope.context, scope.opened.body.order.drug),
    effectivePeriod: period(fromAt, toAt),
    performer: [{ actor: referPerson(scope.context, by) }],
    ...(pumpKey === null ? {} : { device: [referDeviceKey(pumpKey)] }),
    ...(total === null
      ? {}
      : {
          dosage: {
            text: `${ngToMg(total.low)} mg in all${rangeText(total)}`,
            route: concept(scope.context, 'route-iv'),
            dose: quantity(ngToMg(total.low), 'mg'),
          },
        }),
  };
  return { kind: 'infusion', key: infusionKey(scope), lane: 1, write: 'update', resource };
}
