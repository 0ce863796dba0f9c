import type { Order } from '../../shared/dosing/order';
import type { PlanEntry } from '../../shared/ipc/asks/orders';
import type { LimitProfile } from '../../shared/limits/profile';
import type { Patient } from '../../shared/record/patient';
import type { EventDraft } from '../../shared/session/events';
import { againstArrived, offlineCopyHours, statusFault } from '../../shared/sync/order-standing';
import type { EpochMs } from '../../shared/time/clock';
import type { Store } from '../store/store';
import { lastWeightOf } from './last-weight';

/** How old a copy of the server's order may be; null: no server is set up. */
export type CopyRule = { readonly freshHours: number; readonly staleBlocks: boolean };

export type OrderCopies = {
  /** Where an order stands on the clinic's server, for the day's plan. */
  elsewhere(orderId: string, now: EpochMs): PlanEntry['elsewhere'];
  /** Why no session of it is begun here and now; empty: nothing speaks against it. */
  against(order: Order, patient: Patient, now: EpochMs): string[];
  /** Which version of the server's order a session rests on, for its log; none for one that is only here. */
  pinned(order: Order): EventDraft[];
};

/** What this workstation has of the orders of the clinic's server. */
export function orderCopies(parts: {
  readonly store: Pick<Store, 'orderElsewhere' | 'serverAsked' | 'ordersOfPatient'>;
  readonly limits: (profileId: string) => LimitProfile | null;
  readonly weightDifferencePercent: number;
  readonly rule: () => CopyRule | null;
}): OrderCopies {
  const { store } = parts;
  return {
    elsewhere(orderId, now) {
      const found = store.orderElsewhere(orderId);
      if (found === null) return null;
      const { status, versionId, came, server } = found;
      const rule = parts.rule();
      const offlineHours =
        rule === null ? 'not-known' : offlineCopyHours(store.serverAsked(server), now, rule.freshHours);
      return { status, versionId, came, offlineHours };
    },
    against(order, patient, now) {
      const found = store.orderElsewhere(order.orderId);
      if (found === null) return [];
      const { status, came, server } = found;
      const old = tooOld(store.serverAsked(server), now, parts.rule());
      if (!came) {
        const fault = statusFault(status);
        return [...(fault === null ? [] : [fault]), ...old];
      }
      return [
        ...againstArrived(order, {
          status,
          patient,
          limits: parts.limits(order.limitProfileId),
          lastWeight: lastWeightOf(store, order.patientId, order.orderId),
          weightDifferencePercent: parts.weightDifferencePercent,
        }),
        ...old,
      ];
    },
    pinned({ orderId, patientId }) {
      const found = store.orderElsewhere(orderId);
      if (found === null) return [];
      const { server, serverId, versionId, lastUpdated, status } = found;
      const from = { server, serverId, versionId, lastUpdated };
      return [
        {
          type: 'order.pinned',
          body: { from, status, orderId, patientId, askedAt: store.serverAsked(server) },
        },
      ];
    },
  };
}

function tooOld(askedAt: EpochMs | null, now: EpochMs, rule: CopyRule | null): string[] {
  if (rule === null || !rule.staleBlocks) return [];
  const hours = offlineCopyHours(askedAt, now, rule.freshHours);
  if (hours === null) return [];
  const since = hours === 'not-known' ? 'yet' : `for ${hours} h`;
  return [
    `The clinic’s server was not asked for this order ${since}. Wait for the network, or ask the physician.`,
  ];
}
