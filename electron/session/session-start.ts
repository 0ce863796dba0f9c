import type { EventDraft } from '../../shared/session/events';
import type { BedsideState } from '../../shared/session/state';

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
  if (pump.link.kind === 'up' && pump.identity !== null) {
    drafts.push({ type: 'link.up', body: { device: 'pump', identity: pump.identity } });
    if (pump.capabilities !== null) {
      drafts.push({ type: 'pump.capabilities', body: { capabilities: pump.capabilities } });
    }
  }
  if (monitor.link.kind === 'up' && monitor.identity !== null) {
    drafts.push({ type: 'link.up', body: { device: 'monitor', identity: monitor.identity } });
  }
  return drafts;
}
