import type { Order } from '../../shared/dosing/order';
import { orderFaults } from '../../shared/dosing/order-entry';
import { templatesInUse } from '../../shared/dosing/template';
import { checkOrder, checkUnit, sameDrug } from '../../shared/limits/check-order';
import type { LimitProfile } from '../../shared/limits/profile';
import { forbidding, keptReasons } from '../../shared/limits/reasons';
import type { Policy } from '../../shared/policy/policy';
import type { Actor } from '../../shared/record/people';
import { mayDo, type Permission } from '../../shared/record/permissions';
import type { Clock } from '../../shared/time/clock';
import type { Answers } from '../ipc/server';
import type { Controller } from '../session/controller';
import type { Gate } from '../session/gate';
import { lastWeightOf } from '../session/last-weight';
import { RecordNotKept } from '../store/not-kept';
import { ClinicRefusal } from '../store/people';
import type { Store } from '../store/store';
import { only } from './access';

type Refused = { kind: 'refused'; reasons: string[] };
type Done = { kind: 'done' } | Refused;
type OrderAnswers = Pick<
  Answers,
  | 'signOrder'
  | 'withdrawOrder'
  | 'arrivedElsewhere'
  | 'unlistOrder'
  | 'templates'
  | 'proposeTemplate'
  | 'approveTemplate'
  | 'lastWeight'
>;

const refused = (...reasons: string[]): Refused => ({ kind: 'refused', reasons });

function attempt(run: () => void): Done {
  try {
    run();
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof ClinicRefusal || error instanceof RecordNotKept) return refused(error.message);
    throw error;
  }
}

/** What a physician asks for: templates, their approval, and the signature under an order. */
export function orderAnswers(parts: {
  readonly controller: Controller;
  readonly store: Store;
  readonly clock: Clock;
  readonly limits: () => readonly LimitProfile[];
  readonly policy: Policy;
  readonly templateFaults: readonly string[];
  readonly gate: Gate;
}): OrderAnswers {
  const { controller, store, clock, gate } = parts;

  /** Who may, with the own secret typed again; or why not. */
  const signer = async (permission: Permission, pin: string, words: string): Promise<Actor | Refused> => {
    const by = controller.state().operator;
    if (by === null || !mayDo(by.role, permission)) return refused(words);
    const proof = await gate.prove(by.personId, 'pin', pin);
    return proof.kind === 'refused' ? proof : by;
  };

  /** The order, if it can still be withdrawn; else why not. */
  const whyNotWithdrawn = (orderId: string): Order | string => {
    const order = store.order(orderId);
    if (order === null) return 'There is no such order on this workstation.';
    const { state, withdrawn } = store.standingOf(orderId);
    if (withdrawn !== null)
      return `This order was withdrawn already, ${withdrawn.by === null ? 'on the clinic’s server' : `by ${withdrawn.by.name}`}.`;
    if (state === 'open')
      return 'A session of this order is open. End it at the bedside, or close it before the start.';
    return state === 'done' ? 'This order was given already. It stays in the record.' : order;
  };

  return {
    templates: () => ({ templates: store.templates(), faults: [...parts.templateFaults] }),
    lastWeight: ({ patientId }) => ({ last: lastWeightOf(store, patientId) }),
    proposeTemplate: async ({ template, note, pin }) => {
      const by = await signer('order', pin, 'Only a physician writes a template.');
      if ('kind' in by) return by;
      return attempt(() => store.addTemplate({ template, author: by, note }, clock.now().at));
    },
    approveTemplate: async ({ versionNo, pin }) => {
      const by = await signer('approve-template', pin, 'Only a physician approves a template.');
      if ('kind' in by) return by;
      return attempt(() => store.approveTemplate(versionNo, by, clock.now().at));
    },
    withdrawOrder: async ({ orderId, reason, pin }) => {
      const by = await signer('order', pin, 'Only a physician withdraws an order.');
      if ('kind' in by) return by;
      const against = whyNotWithdrawn(orderId);
      if (typeof against === 'string') return refused(against);
      const { patientId } = against;
      return controller.enter([{ type: 'order.withdrawn', body: { by, orderId, patientId, reason } }]);
    },
    arrivedElsewhere: () => {
      only(controller.state().operator, 'open-session', 'order', 'review');
      return {
        orders: store.listedOrders().map((listed) => ({
          ...listed,
          patientName: listed.patientId === null ? null : (store.patient(listed.patientId)?.name ?? null),
        })),
        patients: store.refusedPatients().map(({ from, words }) => ({ serverId: from.serverId, words })),
      };
    },
    unlistOrder: async ({ server, serverId, reason, pin }) => {
      const by = await signer('order', pin, 'Only a physician takes an order off the list.');
      if ('kind' in by) return by;
      return controller.enter([{ type: 'order.unlisted', body: { by, server, serverId, reason } }]);
    },
    signOrder: async ({ pin, templateVersionNo, softReasons, ...order }) => {
      const by = await signer('order', pin, 'Only a physician signs an order.');
      if ('kind' in by) return by;
      const from = templatesInUse(store.templates()).find((one) => one.versionNo === templateVersionNo);
      if (from === undefined || from.approval === null)
        return refused('That version of the template is not in use. Choose the template again.');
      const limits = parts.limits().find((one) => one.profileId === order.limitProfileId);
      if (limits === undefined) return refused(`There are no limits named ${order.limitProfileId}.`);
      if (!sameDrug(limits.drug, order.drug)) {
        return refused(`The limits ${limits.profileId} are for ${limits.drug}, not for ${order.drug}.`);
      }
      const patient = store.patient(order.patientId);
      if (patient === null)
        return refused('The order is for a patient who is not in the list. Nothing was kept.');
      const { templateId, title, source } = from.template;
      const template = {
        templateId,
        version: from.version,
        title,
        source,
        approvedBy: from.approval.by.name,
      };
      const findings = checkOrder(order, limits);
      const forbidden = forbidding(findings, softReasons, limits.reasonCodes);
      const whole = {
        ...order,
        template,
        softReasons: keptReasons(findings, softReasons, limits.reasonCodes),
      };
      const faults = orderFaults(whole, {
        sex: patient.sex,
        lastWeight: lastWeightOf(store, order.patientId),
        weightDifferencePercent: parts.policy.orders.weightDifferencePercent,
      });
      const against = [...checkUnit(order, limits), ...forbidden.map((finding) => finding.words), ...faults];
      if (forbidden.some(({ severity }) => severity === 'hard'))
        controller.note(
          { type: 'intent.refused', body: { by, intent: 'sign-order', reasons: against, findings } },
          'apart',
        );
      if (against.length > 0) return refused(...against);
      const { at } = clock.now();
      return attempt(() => store.addOrder({ ...whole, signedBy: by, signedAt: at }, at));
    },
  };
}
