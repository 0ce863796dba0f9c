import type { EventType } from '../session/events';
import type { ItemKind } from '../sync/item';

/**
 * What becomes of each kind of entry on the clinic's server. `as`: resources of these kinds are made or revised by it,
 * by itself or because of what it completes. `record`: it is in the parts of the record alone, and why. Every entry of a
 * session is in those parts, whatever else it is.
 */
export type Expressed =
  | { readonly as: readonly ItemKind[]; readonly note?: string }
  | { readonly record: string };

const RUNS = 'a step of the console itself; what came of it is an entry of its own';
const ALARMS = 'says nothing of the patient or the equipment beyond the alarm that it is about';
const SHOWN = 'what a screen showed or refused; nothing was done';
const CHECKS = 'a step before the start; the whole list is in the report';
const LEDGER = 'the ledger of controlled substances is the clinic’s own book and leaves it as an export';
const FORM = 'outside a session a part of the record too, for other rooms';
const SERVER = 'came from the server';

/** Every type of entry has its line: a new one does not compile without. */
export const expressed: Readonly<Record<EventType, Expressed>> = {
  'record.copied': { record: RUNS },
  'record.put-back': { as: ['audit'] },
  'record.copy-failed': { record: RUNS },
  'record.exported': { as: ['audit'] },
  'record.viewed': { as: ['audit'] },
  'operator.signed-in': { as: ['audit'] },
  'operator.signed-out': { as: ['audit'] },
  'operator.refused': { as: ['audit'] },
  'operator.handed-over': { as: ['audit'] },
  'operator.broke-glass': { as: ['audit'] },
  'glass.seen': { as: ['audit'] },
  'person.changed': { as: ['audit'], note: 'the person too, from the list of people' },

  'alarm.raised': { as: ['alarm'] },
  'alarm.escalated': { as: ['alarm'] },
  'alarm.eased': { as: ['alarm'] },
  'alarm.reworded': { record: `${ALARMS}; its words go with the next change` },
  'alarm.condition-ended': { as: ['alarm'] },
  'alarm.condition-returned': { as: ['alarm'] },
  'alarm.acknowledged': { as: ['alarm'] },
  'alarm.reminded': { record: ALARMS },
  'sound.paused': { record: ALARMS },
  'sound.resumed': { record: ALARMS },
  'alarm-limits.changed': { as: ['provenance'] },
  'sound.checked': { record: RUNS },
  'alarm.tested': { record: RUNS },

  'check.confirmed': { record: CHECKS },
  'check.not-met': { record: CHECKS },
  'check.overridden': { as: ['provenance'] },
  'baseline.taken': { as: ['obs'] },
  'wristband.scanned': { record: CHECKS },
  'syringe.loaded': { as: ['dose-segment', 'infusion'], note: 'with what is given from it' },
  'double-check.differed': { record: CHECKS },
  'double-check.agreed': { record: CHECKS },
  'double-check.excepted': { as: ['provenance'] },

  'observation.recorded': { as: ['obs'] },
  'observation.corrected': { as: ['obs'] },
  'symptom.recorded': { as: ['adverse-event'] },
  'note.recorded': { as: ['note'] },
  'adjunct.given': { as: ['drug-given'] },

  'pause.reason': { as: ['infusion', 'dose-segment'], note: 'the reason of the pause' },
  'pause.kept': { record: 'the pause goes on as it was' },
  'interlock.fired': {
    as: ['infusion', 'dose-segment'],
    note: 'the reason of the pause; its alarm is an entry of its own',
  },
  'interlock.released': { as: ['provenance'] },
  'hand-stop.asked': { record: 'its alarm is an entry of its own' },
  'hand-stop.ended': { as: ['infusion', 'procedure'], note: 'where a person saw that the pump stands' },
  'bolus.recorded': { as: ['dose-segment', 'infusion'] },
  'entry.changed': { record: 'a rate that was typed and not asked for' },
  'infusion.ended': { as: ['infusion', 'procedure', 'dose-segment'] },

  'recovery.scored': { as: ['obs'] },
  'recovery.seen': { record: 'a gate of the discharge; how each was met is in the report' },
  'recovery.overridden': { as: ['provenance'] },
  'questionnaire.recorded': { as: ['questionnaire-response', 'obs'] },
  'risk.reported': { as: ['obs'], note: FORM },
  'risk.assessed': { as: ['obs'], note: FORM },
  'discharge.signed': { as: ['provenance'] },

  'outcome.recorded': { as: ['questionnaire-response', 'obs'], note: FORM },
  'outcome.corrected': { as: ['questionnaire-response', 'obs'], note: FORM },
  'outcome.withdrawn': { as: ['questionnaire-response', 'obs'], note: FORM },
  'screen.turned': { record: 'the form itself is sent when it is kept' },
  'screen.answered': { record: 'the form itself is sent when it is kept' },
  'screen.taken-back': { record: 'the form itself is sent when it is kept' },

  'ledger.entered': { record: LEDGER },
  'syringe.traced': { record: LEDGER },
  'syringe.used': { record: LEDGER },

  'review.commented': { as: ['note', 'document', 'record-part'] },
  'review.annotated': { as: ['note', 'obs', 'trend-block', 'document', 'record-part'] },
  'review.withdrawn': { as: ['note', 'obs', 'trend-block', 'document', 'record-part'] },
  'review.amended': {
    as: ['obs', 'note', 'adverse-event', 'drug-given', 'dose-segment', 'infusion', 'provenance', 'document'],
    note: 'a revision of what it puts right',
  },
  'review.signed': { as: ['document', 'provenance', 'record-part'] },

  'order.withdrawn': { as: ['order'], note: 'the status alone' },
  'order.arrived': { record: SERVER },
  'order.seen-elsewhere': { record: SERVER },
  'order.changed-elsewhere': { record: SERVER },
  'order.revoked-elsewhere': { record: SERVER },
  'order.listed': { record: SERVER },
  'order.unlisted': { record: 'a list of this workstation' },
  'order.pinned': { as: ['provenance'] },
  'order.decided': { as: ['provenance'] },
  'patient.arrived': { record: SERVER },
  'patient.refused': { record: SERVER },
  'patient.merged-elsewhere': { record: SERVER },
  'clinic-server.set': { as: ['audit'] },
  'clinic-server.decided': { as: ['audit'] },
  'clinic-server.key': { as: ['audit'] },

  'self-test.done': { record: RUNS },
  'tolerated-rate.shown': { record: SHOWN },
  'run.started': {
    as: ['dose-segment', 'infusion', 'alarm'],
    note: 'the rate is not known until the pump is heard again',
  },
  'run.continued': { record: RUNS },
  'session.opened': {
    as: [
      ...(['organization', 'location', 'device', 'patient', 'user', 'order'] as const),
      ...(['session', 'procedure', 'obs', 'provenance'] as const),
    ],
  },
  'link.up': { as: ['device', 'device-metric', 'dose-segment', 'alarm'] },
  'link.down': { as: ['dose-segment', 'infusion', 'alarm'], note: 'the stretch of a known rate ends' },
  'link.silent': { as: ['dose-segment'], note: 'the stretch of a known rate ends' },
  'device.accepted': { as: ['device'] },
  'pump.capabilities': { record: 'what a pump can be asked for' },
  'control.asked': { record: RUNS },
  'pump.control': { record: RUNS },
  'pump.reading': { as: ['dose-segment', 'infusion', 'procedure'] },
  'monitor.reading': { as: ['trend-block', 'obs', 'device-metric'] },
  'monitor.alarms': { as: ['alarm'] },
  'monitor.clock': { record: RUNS },
  'device.fault': { record: 'a fault of a link; what it did to alarms and doses is sent' },
  'command.requested': { as: ['audit', 'provenance'] },
  'command.sent': { record: 'what was asked is an audit record, what was given the pump says' },
  'command.acknowledged': { record: 'what was asked is an audit record, what was given the pump says' },
  'command.confirmed': { as: ['infusion', 'procedure', 'dose-segment'] },
  'command.rejected': { record: 'what was asked is an audit record, what was given the pump says' },
  'command.uncertain': { record: 'what was asked is an audit record, what was given the pump says' },
  'command.resolved': { as: ['infusion', 'procedure', 'dose-segment'] },
  'intent.refused': { record: SHOWN },
  'limit.warned': { record: SHOWN },
  'pump.change-accepted': { record: 'what the pump did is in what it gave' },
  'wire.counted': { record: RUNS },
  'clock.stepped': { record: RUNS },
  'gap.marked': { record: 'what was not heard is a stretch of unknown rate and seconds without a value' },
  'session.closed': {
    as: [
      ...(['session', 'procedure', 'infusion', 'dose-segment', 'order', 'alarm'] as const),
      ...(['trend-block', 'document', 'record-part'] as const),
    ],
  },
};

/** The kinds that an entry may make or revise; empty: none. */
export const kindsOf = (type: EventType): readonly ItemKind[] => {
  const line = expressed[type];
  return 'as' in line ? line.as : [];
};
