import type { DeviceRole } from '../../shared/readings/device';
import type { EventDraft } from '../../shared/session/events';
import type { DeviceReport } from '../devices/driver';

/** What a driver's report means as an event of the log; null for what is only counted. */
export function draftOf(device: DeviceRole, report: DeviceReport): EventDraft | null {
  switch (report.kind) {
    case 'link-up':
      return { type: 'link.up', body: { device, identity: report.identity } };
    case 'link-down':
      return { type: 'link.down', body: { device, fault: report.fault, detail: report.detail } };
    case 'capabilities':
      return { type: 'pump.capabilities', body: { capabilities: report.capabilities } };
    case 'control':
      return { type: 'pump.control', body: { control: report.control, detail: report.detail } };
    case 'pump-reading':
      return { type: 'pump.reading', body: report.snapshot };
    case 'monitor-reading':
      return { type: 'monitor.reading', body: { numerics: [...report.numerics] } };
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
