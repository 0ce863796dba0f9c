import { neededRights, scopeFor } from '../../shared/sync/needed-rights';
import { type SyncWish, tidyWish } from '../../shared/sync/setting-wish';

/** The form as it is typed: numbers, lists and what is switched off are kept as text. */
export type Draft = {
  readonly baseUrl: string;
  readonly profile: SyncWish['profile'];
  readonly systemBase: string;
  readonly clinicName: string;
  readonly mrnSystem: string;
  readonly mayCreatePatients: boolean;
  readonly signsIn: boolean;
  readonly clientId: string;
  readonly scope: string;
  readonly authorityPem: string;
  /** One a line. */
  readonly pinnedKeys: string;
  readonly gzipBodies: boolean;
  readonly alarmAfterHours: string;
  readonly orderFreshHours: string;
};

const USUAL_HOURS = 24;

/** The form of what is set; of nothing, what is usual. */
export function draftOf(wish: SyncWish | null): Draft {
  const usualScope = scopeFor(neededRights({ mayCreatePatients: wish?.mayCreatePatients ?? false }));
  return {
    baseUrl: wish?.baseUrl ?? '',
    profile: wish?.profile ?? 'portable',
    systemBase: wish?.systemBase ?? '',
    clinicName: wish?.clinicName ?? '',
    mrnSystem: wish?.mrnSystem ?? '',
    mayCreatePatients: wish?.mayCreatePatients ?? false,
    signsIn: wish === null || wish.client !== null,
    clientId: wish?.client?.clientId ?? '',
    scope: wish?.client?.scope ?? usualScope,
    authorityPem: wish?.authorityPem ?? '',
    pinnedKeys: (wish?.pinnedKeys ?? []).join('\n'),
    gzipBodies: wish?.gzipBodies ?? false,
    alarmAfterHours: String(wish?.alarmAfterHours ?? USUAL_HOURS),
    orderFreshHours: String(wish?.orderFreshHours ?? USUAL_HOURS),
  };
}

const hours = (typed: string): number => (/^\d+(\.\d+)?$/.test(typed.trim()) ? Number(typed) : Number.NaN);

/** What the form asks for. Hours that are no number come out as none, and are refused by name. */
export function wishFrom(draft: Draft): SyncWish {
  const { signsIn, clientId, scope, ...rest } = draft;
  return tidyWish({
    ...rest,
    client: signsIn ? { clientId, scope } : null,
    pinnedKeys: draft.pinnedKeys.split('\n'),
    alarmAfterHours: hours(draft.alarmAfterHours),
    orderFreshHours: hours(draft.orderFreshHours),
  });
}

/** Whether the form says what is kept already. */
export const sameWish = (one: SyncWish, other: SyncWish | null): boolean =>
  other !== null && JSON.stringify(ordered(one)) === JSON.stringify(ordered(tidyWish(other)));

const ordered = (wish: SyncWish): [string, unknown][] =>
  Object.entries(wish).sort(([one], [other]) => one.localeCompare(other));
