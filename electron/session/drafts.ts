import type { DeviceRole } from '../../shared/readings/device';
import { type EventDraft, eventBodies } from '../../shared/session/events';
import type { BedsideState } from '../../shared/session/state';
import type { DeviceReport } from '../devices/driver';

type Standing = Pick<BedsideState, 'pump' | 'monitor'>;

/**
 * What a driver's report means as an event of the log, as the devices stand; null for what is only counted. A report
 * that could not be read again from the log is told as a fault of the device's protocol instead.
 */
export function draftOf(device: DeviceRole, report: DeviceReport, standing: Standing): EventDraft | null {
  const draft = meant(device, report, standing);
  if (draft === null) return null;
  const checked = eventBodies[draft.type].safeParse(draft.body);
  if (checked.success) return draft;
  const [issue] = checked.error.issues;
  const detail = `A report that makes no sense (${report.kind}, ${issue?.path.join('.') ?? ''}) was not taken.`;
  return { type: 'device.fault', body: { device, fault: 'protocol', detail } };
}

function meant(device: DeviceRole, report: DeviceReport, standing: Standing): EventDraft | null {
  switch (report.kind) {
    case 'link-up':
      return { type: 'link.up', body: { device, identity: report.identity } };
    case 'link-down': {
      const { fault, detail } = report;
      // An outage has one beginning, from which its alarm grows: a further reason does not begin it anew.
      const type = standing[device].link.kind === 'down' ? 'device.fault' : 'link.down';
      return { type, body: { device, fault, detail } };
    }
    case 'capabilities':
      return { type: 'pump.capabilities', body: { capabilities: report.capabilities } };
    case 'control':
      return { type: 'pump.control', body: { control: report.control, detail: report.detail } };
    case 'pump-reading':
      return { type: 'pump.reading', body: report.snapshot };
    case 'monitor-reading':
      // Values of a monitor that may show another patient have no place in this patient's record.
      return {
        type: 'monitor.reading',
        body: { numerics: standing.monitor.trusted ? [...report.numerics] : [] },
      };
    case 'monitor-alarms':
      return { type: 'monitor.alarms', body: { alarms: [...report.alarms] } };
    case 'monitor-clock':
      return { type: 'monitor.clock', body: { offsetMs: report.offsetMs } };
    case 'fault':
      return { type: 'device.fault', body: { device, fault: report.fault, detail: report.detail } };
    case 'command':
      return commandDraft(report);
    case 'wire':
      return null;
  }
}

function commandDraft(report: Extract<DeviceReport, { kind: 'command' }>): EventDraft {
  const { commandId, detail } = report;
  switch (report.phase) {
    case 'sent':
      return { type: 'command.sent', body: { commandId, detail } };
    case 'acknowledged':
      return { type: 'command.acknowledged', body: { commandId, detail } };
    case 'refused':
      return { type: 'command.rejected', body: { commandId, reason: detail } };
    case 'unanswered':
      return { type: 'command.uncertain', body: { commandId, reason: detail } };
  }
}
