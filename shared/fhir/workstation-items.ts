import type { LoggedEvent } from '../session/events';
import type { SyncItem } from '../sync/item';
import { auditDrafts } from './audit';
import { clinicDraft } from './clinic';
import type { FhirContext } from './context';
import { deviceDraft, stationDraft } from './devices';
import { type Draft, itemOf } from './item-of';
import { deviceIn } from './named-parts';
import { type OutcomeHistory, outcomeDrafts } from './outcomes';
import { actorsIn } from './people-named';
import { actorDraft } from './practitioner';

/**
 * What an entry of the workstation's own stream has to be on the server: access, forms and risks of patients in no
 * session, devices. Each entry stands alone. People, patients and orders come from their own lists.
 */
export function workstationItems(
  context: FhirContext,
  event: LoggedEvent,
  history: OutcomeHistory,
): SyncItem[] {
  const said = [...auditDrafts(context, event), ...outcomeDrafts(context, event, history, null)];
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
