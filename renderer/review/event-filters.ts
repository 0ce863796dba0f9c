import type { EventType } from '../../shared/session/events';
import type { Timed } from './timed-events';

export type EventFilter = 'all' | 'alarms' | 'commands' | 'notes' | 'devices';

/** The filters in the order of their buttons. */
export const eventFilters: readonly { readonly key: EventFilter; readonly label: string }[] = [
  { key: 'all', label: 'All' },
  { key: 'alarms', label: 'Alarms' },
  { key: 'commands', label: 'Commands' },
  { key: 'notes', label: 'Notes' },
  { key: 'devices', label: 'Devices' },
];

/** Where each kind of entry belongs; the compiler asks when there is a new one. */
const groups: Record<EventType, Exclude<EventFilter, 'all'>> = {
  'run.started': 'devices',
  'run.continued': 'devices',
  'operator.signed-in': 'notes',
  'operator.signed-out': 'notes',
  'operator.refused': 'notes',
  'operator.handed-over': 'notes',
  'operator.broke-glass': 'notes',
  'glass.seen': 'notes',
  'person.changed': 'notes',
  'record.viewed': 'notes',
  'session.opened': 'commands',
  'check.confirmed': 'notes',
  'syringe.loaded': 'notes',
  'ledger.entered': 'notes',
  'syringe.traced': 'notes',
  'syringe.used': 'commands',
  'link.up': 'devices',
  'link.down': 'devices',
  'link.silent': 'devices',
  'device.accepted': 'devices',
  'pump.capabilities': 'devices',
  'control.asked': 'devices',
  'pump.control': 'devices',
  'pump.reading': 'devices',
  'monitor.reading': 'devices',
  'monitor.alarms': 'devices',
  'monitor.clock': 'devices',
  'device.fault': 'devices',
  'command.requested': 'commands',
  'command.sent': 'commands',
  'command.acknowledged': 'commands',
  'command.confirmed': 'commands',
  'command.rejected': 'commands',
  'command.uncertain': 'commands',
  'command.resolved': 'commands',
  'intent.refused': 'commands',
  'pause.reason': 'commands',
  'pause.kept': 'commands',
  'bolus.recorded': 'commands',
  'interlock.fired': 'alarms',
  'interlock.released': 'alarms',
  'hand-stop.asked': 'commands',
  'hand-stop.ended': 'commands',
  'entry.changed': 'commands',
  'pump.change-accepted': 'commands',
  'infusion.ended': 'commands',
  'observation.recorded': 'notes',
  'observation.corrected': 'notes',
  'adjunct.given': 'notes',
  'symptom.recorded': 'notes',
  'note.recorded': 'notes',
  'alarm.raised': 'alarms',
  'alarm.escalated': 'alarms',
  'alarm.eased': 'alarms',
  'alarm.reworded': 'alarms',
  'alarm.reminded': 'alarms',
  'alarm.condition-ended': 'alarms',
  'alarm.condition-returned': 'alarms',
  'alarm.acknowledged': 'alarms',
  'sound.paused': 'alarms',
  'sound.resumed': 'alarms',
  'alarm.tested': 'alarms',
  'sound.checked': 'alarms',
  'wire.counted': 'devices',
  'clock.stepped': 'devices',
  'gap.marked': 'devices',
  'session.closed': 'commands',
};

/** The entries that a filter lets through, in order. */
export function filtered(log: readonly Timed[], filter: EventFilter): readonly Timed[] {
  return filter === 'all' ? log : log.filter(({ event }) => groups[event.type] === filter);
}
