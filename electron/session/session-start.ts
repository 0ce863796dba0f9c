import { alarmPriority } from '../../shared/alarms/alarm';
import type { OpenRisk } from '../../shared/outcomes/outcome';
import type { DeviceRole } from '../../shared/readings/device';
import type { EventDraft, LoggedEvent } from '../../shared/session/events';
import { riskOpenedBy } from '../../shared/session/risk-elsewhere';
import type { BedsideState, Link } from '../../shared/session/state';

/** What was already known when a session opened, said again in its own log, so that the log reads alone. */
export function sessionStart(
  state: BedsideState,
  run: { readonly appVersion: string; readonly bootId: string },
): EventDraft[] {
  const { operator, pump, monitor } = state;
  const drafts: EventDraft[] = [
    {
      type: 'run.continued',
      body: { appVersion: run.appVersion, bootId: run.bootId },
    },
  ];
  if (operator !== null) drafts.push({ type: 'operator.signed-in', body: { by: operator } });
  if (state.selfTest !== null) drafts.push({ type: 'self-test.done', body: state.selfTest });
  if (state.alarmTest !== null) {
    const { by, at } = state.alarmTest;
    const all = [...alarmPriority.options];
    drafts.push({ type: 'alarm.tested', body: { by, at, heard: all, seen: all } });
  }
  if (isConnected(pump.link) && pump.identity !== null) {
    drafts.push({ type: 'link.up', body: { device: 'pump', identity: pump.identity } });
    if (pump.capabilities !== null) {
      drafts.push({ type: 'pump.capabilities', body: { capabilities: pump.capabilities } });
    }
  }
  if (isConnected(monitor.link) && monitor.identity !== null) {
    drafts.push({ type: 'link.up', body: { device: 'monitor', identity: monitor.identity } });
    if (monitor.alarms.length > 0) {
      drafts.push({ type: 'monitor.alarms', body: { alarms: [...monitor.alarms] } });
    }
    if (monitor.clockOffsetMs !== null) {
      drafts.push({ type: 'monitor.clock', body: { offsetMs: monitor.clockOffsetMs } });
    }
  }
  return [...drafts, ...missing('pump', pump.link), ...missing('monitor', monitor.link)];
}

/**
 * Suicide risks of this patient that no physician has answered yet, of this log and of others: said again in the
 * session's log, whose rules then hold the discharge until one has (SR-089). `day` names the day of a moment here.
 */
export function carriedRisks(
  open: readonly { readonly patientId: string; readonly event: LoggedEvent }[],
  elsewhere: readonly OpenRisk[],
  patientId: string,
  day: (at: number) => string,
): EventDraft[] {
  const here = open.flatMap(({ patientId: whose, event }): EventDraft[] => {
    const told = whose === patientId ? riskOpenedBy(event) : null;
    if (told === null) return [];
    const words = `${told.words}, open since ${day(event.at)}`;
    return [{ type: 'risk.reported', body: { patientId, by: told.by, words } }];
  });
  return [...here, ...elsewhere.map((risk) => takenOver(risk, patientId))];
}

/** A risk of another workstation's log, said in this one. */
export const takenOver = ({ words, by, from }: OpenRisk, patientId: string): EventDraft => ({
  type: 'risk.reported',
  body: { patientId, by, words, ...(from === undefined ? {} : { from }) },
});

const isConnected = ({ kind }: Link): boolean => kind === 'up' || kind === 'silent';

/** A device that is configured and does not answer. */
function missing(device: DeviceRole, link: Link): EventDraft[] {
  if (link.kind === 'down') {
    return [{ type: 'link.down', body: { device, fault: link.fault, detail: link.detail } }];
  }
  return link.kind === 'silent' ? [{ type: 'link.silent', body: { device, lastReadingMono: null } }] : [];
}
