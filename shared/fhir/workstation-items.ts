import type { Order } from '../dosing/order';
import type { LoggedEvent } from '../session/events';
import type { SyncItem } from '../sync/item';
import { auditDrafts } from './audit';
import { clinicDraft } from './clinic';
import type { FhirContext } from './context';
import { deviceDraft, stationDraft } from './devices';
import { formPartDraft } from './documents';
import { type Draft, itemOf } from './item-of';
import { deviceIn } from './named-parts';
import { orderDrafts, orderStatusDraft } from './order';
import { isOutcomeEntry, type OutcomeHistory, outcomeDrafts } from './outcomes';
import { actorsIn } from './people-named';
import { actorDraft } from './practitioner';

/** What an entry of the workstation's stream refers to and does not say itself. */
export type Lookups = {
  readonly history: OutcomeHistory;
  /** The latest version of an order; null: this record has no such order. */
  readonly order: (orderId: string) => Order | null;
};

/** A signed order that is not to be given any more. */
function withdrawn(context: FhirContext, event: LoggedEvent, lookups: Lookups): Draft[] {
  if (event.type !== 'order.withdrawn') return [];
  const order = lookups.order(event.body.orderId);
  if (order === null || orderDrafts(context, order).length === 0) return [];
  return [orderStatusDraft(context, order, { status: 'cancelled', reason: event.body.reason })];
}

/** Of whom other rooms have to know an entry that stands in no session: forms and suicide risk; null: of nobody. */
function aboutPatient(event: LoggedEvent): string | null {
  if (isOutcomeEntry(event)) return event.body.patientId;
  if (event.type !== 'risk.reported' && event.type !== 'risk.assessed') return null;
  return event.body.patientId ?? null;
}

/**
 * What an entry of the workstation's own stream has to be on the server: access, forms and risks of patients in no
 * session, devices. Each entry stands alone. People, patients and orders come from their own lists.
 */
export function workstationItems(context: FhirContext, event: LoggedEvent, lookups: Lookups): SyncItem[] {
  const about = aboutPatient(event);
  const said = [
    ...auditDrafts(context, event),
    ...outcomeDrafts(context, event, lookups.history, null),
    ...(about === null ? [] : [formPartDraft(context, event, about)]),
    ...withdrawn(context, event, lookups),
  ];
  const device = deviceIn(event);
  const named: Draft[] = [
    clinicDraft(context),
    stationDraft(context),
    ...(device === null ? [] : [deviceDraft(context, device[1])]),
    ...actorsIn(event.body).map((actor) => actorDraft(context, actor)),
  ];
  if (said.length === 0 && device === null) return [];
  return [...named, ...said].map((draft) =>
    itemOf(context, draft, {
      revision: draft.lane === 0 && draft.write !== 'update' ? 0 : event.seq,
      ...{ sessionId: null, simulation: context.simulation },
    }),
  );
}
