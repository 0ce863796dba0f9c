import { alarmMark } from '../alarms/condition';
import { entryWords as ledgerEntryWords } from '../ledger/words';
import { gateTitles } from '../recovery/gate';
import { signNames } from '../session/delivery/armed';
import type { LoggedEvent } from '../session/events';
import { doseWords } from '../session/rounds/adjuncts';
import { itemWords } from '../session/verification/double-check';
import { formatDuration, formatIn, formatNumber, withUnit } from '../units/format';
import { accessWords } from './access-words';
import { alarmLimitWords, alarmTestWords } from './alarm-words';
import { namedCommand, requestWords, sinceRequest } from './command-words';
import {
  capabilityWords,
  controlWords,
  deviceName,
  faultWords,
  monitorReadingWords,
  pumpReadingWords,
  wireWords,
} from './device-words';
import { elsewhereWords } from './elsewhere-words';
import type { EventContext } from './event-context';
import { baselineWords, checkWords, correctionWords, observationWords, pauseReasonWords } from './note-words';
import { outcomeWords } from './outcome-words';
import { clockSeconds, clockTime, counted } from './phrases';
import { reviewWords } from './review-words';
import { selfTestWords } from './self-test-words';
import { serverWords } from './server-words';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const warnedAt = {
  start: 'START',
  'change-rate': 'Change of the rate',
  resume: 'Resume at another rate',
  order: 'Order',
} as const;
const by = (actor: { readonly name: string } | null): string => actor?.name ?? 'someone not signed in';

function alarmName(alarmId: string, context: EventContext): string {
  return context.alarms.get(alarmId)?.words ?? 'an alarm from before this log';
}

function lasted(alarmId: string, mono: number, context: EventContext): string {
  const raised = context.alarms.get(alarmId);
  return raised && mono >= raised.mono ? ` after ${formatDuration(mono - raised.mono)}` : '';
}

/** Fails to compile when a type of event has no sentence. */
function unknownEvent(event: never): string {
  return `An entry of a kind that this version does not know: ${JSON.stringify(event)}`;
}

/** One entry of the log as one short sentence, without its time. */
export function eventWords(event: LoggedEvent, context: EventContext): string {
  switch (event.type) {
    case 'run.started': {
      const { appVersion, gapMs, simulation } = event.body;
      const gap =
        gapMs === null || gapMs <= 0 ? '' : `, nothing recorded for ${formatDuration(gapMs)} before`;
      return `Console started, version ${appVersion}${simulation ? ', simulation' : ''}${gap}`;
    }
    case 'run.continued':
      return `Record opened within a running console, version ${event.body.appVersion}`;
    case 'operator.signed-in':
    case 'operator.signed-out':
    case 'operator.refused':
    case 'operator.handed-over':
    case 'operator.broke-glass':
    case 'glass.seen':
    case 'person.changed':
    case 'record.viewed':
    case 'record.exported':
      return accessWords(event);
    case 'clinic-server.set':
    case 'clinic-server.decided':
    case 'clinic-server.key':
      return serverWords(event);
    case 'session.opened': {
      const { order, patient, room, follows } = event.body;
      const number = `session ${order.sessionNumber} of ${order.sessionsPlanned}`;
      const after = follows === null ? '' : ', follows an earlier session';
      return `Opened for ${patient.name}, ${number}, ${room}, by ${by(event.body.by)}${after}`;
    }
    case 'check.confirmed':
      return `${checkWords(event.body.check)} checked by ${by(event.body.by)}: ${event.body.evidence}`;
    case 'check.not-met':
      return `${checkWords(event.body.check)} not met: ${event.body.reason}, asked by ${by(event.body.by)}`;
    case 'check.overridden': {
      const { check, physician, reason } = event.body;
      return `${checkWords(check)} overridden by ${by(physician)}: ${reason}`;
    }
    case 'wristband.scanned':
      return `Wristband ${event.body.number} scanned by ${by(event.body.by)}, this patient’s`;
    case 'baseline.taken':
      return baselineWords(event.body);
    case 'double-check.differed': {
      const { second, items, again } = event.body;
      const named = items.map((item) => itemWords[item]).join(', ');
      return `Second check by ${by(second)} differs${again === null ? '' : ' again'}: ${named}`;
    }
    case 'double-check.agreed':
      return `Second check by ${by(event.body.second)} agrees with ${by(event.body.by)}`;
    case 'double-check.excepted':
      return `No second check, by ${by(event.body.physician)}: ${event.body.reason}`;
    case 'syringe.loaded': {
      const { drug, concentrationMgPerMl, volumeMl, lot, expires } = event.body.syringe;
      const batch = lot === null ? '' : `, lot ${lot}`;
      const until = expires === null ? '' : `, expires ${expires}`;
      const label = `${drug} ${withUnit(concentrationMgPerMl, 'mg/mL')}, ${withUnit(volumeMl, 'mL')}${batch}${until}`;
      return `Syringe: ${label}, ${event.body.scanned === undefined ? 'read' : 'scanned'} by ${by(event.body.by)}`;
    }
    case 'order.withdrawn':
      return `Order withdrawn by ${by(event.body.by)}: ${event.body.reason}`;
    case 'order.arrived':
    case 'order.seen-elsewhere':
    case 'order.changed-elsewhere':
    case 'order.revoked-elsewhere':
    case 'order.listed':
    case 'order.unlisted':
    case 'order.pinned':
    case 'order.decided':
    case 'patient.arrived':
    case 'patient.refused':
    case 'patient.merged-elsewhere':
      return elsewhereWords(event);
    case 'ledger.entered':
      return `Ledger: ${ledgerEntryWords(event.body.entry)} by ${by(event.body.entry.by)}`;
    case 'record.copied':
      return `Verified copy of the record up to entry ${event.body.lastSeq}`;
    case 'record.put-back':
      return `Record put back from its copy of ${event.body.copyDay}: what follows entry ${event.body.afterSeq} is its line ${event.body.line}`;
    case 'record.copy-failed':
      return `No copy of the record was made: ${event.body.reason}`;
    case 'syringe.traced':
      return `Syringe in the pump is ${event.body.syringeId} of the ledger, said by ${by(event.body.by)}`;
    case 'syringe.used': {
      const { number, syringeId, givenMl } = event.body;
      const which = syringeId === null ? '' : ` (${syringeId} of the ledger)`;
      const [low, high] = [formatNumber(givenMl.low, 2), formatNumber(givenMl.high, 2)];
      return `Syringe ${number}${which} gave ${low === high ? low : `${low} to ${high}`} mL by the pump’s account`;
    }
    case 'link.up':
      return `${capital(event.body.device)} linked: ${deviceName(event.body.identity)}`;
    case 'link.down':
      return `${capital(event.body.device)} link lost: ${faultWords(event.body.fault, event.body.detail)}`;
    case 'link.silent':
      return `${capital(event.body.device)} silent: its numbers are absent`;
    case 'device.accepted': {
      const { device, identity } = event.body;
      return `${capital(device)} accepted by ${by(event.body.by)}: ${deviceName(identity)}`;
    }
    case 'pump.capabilities':
      return capabilityWords(event.body);
    case 'control.asked':
      return `${by(event.body.by)} asked for control of the pump`;
    case 'pump.control':
      return controlWords(event.body.control, event.body.detail);
    case 'pump.reading':
      return pumpReadingWords(event.body);
    case 'monitor.reading':
      return monitorReadingWords(event.body);
    case 'monitor.alarms': {
      const texts = event.body.alarms.map(({ text }) => text);
      return texts.length === 0 ? 'Monitor shows no alarm' : `Monitor alarms: ${texts.join(', ')}`;
    }
    case 'monitor.clock': {
      const offset = formatNumber(Math.abs(event.body.offsetMs) / 1000, 1);
      return `Monitor clock is ${offset} s ${event.body.offsetMs < 0 ? 'behind' : 'ahead of'} the console`;
    }
    case 'device.fault':
      return `${capital(event.body.device)} fault: ${faultWords(event.body.fault, event.body.detail)}`;
    case 'command.requested':
      return requestWords(event.body);
    case 'command.sent':
      return `${namedCommand(event.body.commandId, context)}: sent to the pump`;
    case 'command.acknowledged':
      return `${namedCommand(event.body.commandId, context)}: heard by the pump`;
    case 'command.confirmed': {
      const { commandId } = event.body;
      return `${namedCommand(commandId, context)}: confirmed${sinceRequest(commandId, event.mono, context)}`;
    }
    case 'command.rejected':
      return `${namedCommand(event.body.commandId, context)}: refused, ${event.body.reason}`;
    case 'command.uncertain':
      return `${namedCommand(event.body.commandId, context)}: NOT CONFIRMED, ${event.body.reason}`;
    case 'command.resolved': {
      const { commandId, took, source } = event.body;
      const after = sinceRequest(commandId, event.mono, context);
      const what = took ? 'it took effect' : 'it did not take effect';
      if (source.kind === 'device')
        return `${namedCommand(commandId, context)}: settled${after}, the pump shows that ${what}`;
      const rate = source.rateMlPerHour === null ? '' : ` at ${withUnit(source.rateMlPerHour, 'mL/h')}`;
      const read = `${by(source.by)} read ${source.pumpShows}${rate} at the pump`;
      return `${namedCommand(commandId, context)}: settled${after}, ${what}, ${read}`;
    }
    case 'intent.refused': {
      const asked = event.body.intent.replaceAll('-', ' ');
      return `${capital(asked)} by ${by(event.body.by)} not taken: ${event.body.reasons.join('; ')}`;
    }
    case 'limit.warned': {
      const { place, outcome, findings } = event.body;
      const what = outcome === 'cancelled' ? 'left it' : 'took another number';
      const words = findings.map((finding) => finding.words).join(' ');
      return `${warnedAt[place]}: ${by(event.body.by)} was warned and ${what}. ${words}`;
    }
    case 'tolerated-rate.shown': {
      const { offered, drug, reasons } = event.body;
      const what =
        offered === null
          ? 'it can not be told which rate was tolerated'
          : `${withUnit(offered.mgPerKgPerHour, 'mg/kg/h')} was tolerated`;
      return `Shown to ${by(event.body.by)} beside a new order for ${drug}: ${what}. ${reasons.join(' ')}`.trim();
    }
    case 'pause.reason': {
      const text = event.body.text === '' ? '' : `, ${event.body.text}`;
      return `Reason of the pause: ${pauseReasonWords(event.body.reason)}${text} (${by(event.body.by)})`;
    }
    case 'pump.change-accepted':
      return `Change at the pump accepted by ${by(event.body.by)}: ${event.body.words}`;
    case 'pause.kept':
      return `The pause goes on, answered by ${by(event.body.by)}`;
    case 'interlock.fired': {
      const { sign, value, level, belowMs, lowest, stopSent } = event.body;
      const { name, unit } = signNames[sign];
      const low = lowest < value ? `, lowest ${formatNumber(lowest, 0)}` : '';
      const what = stopSent ? 'stop sent to the pump' : 'STOP asked for at the pump';
      return `INTERLOCK: ${name} ${formatNumber(value, 0)} ${unit}, under ${formatNumber(level, 0)} for ${formatDuration(belowMs)}${low}; ${what}`;
    }
    case 'interlock.released': {
      const { reason, override, value } = event.body;
      const at = value === null ? 'without a value' : `at ${formatNumber(value, 0)}`;
      return `Interlock released ${at} by ${by(event.body.by)}${override ? ', still below its level' : ''}: ${reason}`;
    }
    case 'hand-stop.asked':
      return `STOP asked for at the pump itself. ${event.body.detail}`;
    case 'hand-stop.ended':
      return event.body.source.kind === 'device'
        ? 'The pump shows that it stands'
        : `${by(event.body.source.by)} says that the pump stands`;
    case 'bolus.recorded': {
      const { doseMg, overSeconds, findings } = event.body;
      const against = findings.map(({ words }) => `; ${words}`).join('');
      return `Bolus of ${withUnit(doseMg, 'mg')} over ${formatDuration(overSeconds * 1_000)} given at the pump, recorded by ${by(event.body.by)}${against}`;
    }
    case 'entry.changed': {
      const { purpose, text, unit } = event.body;
      const what = purpose === 'resume' ? 'A rate to resume at' : 'A new rate';
      return text === '' ? `${what}: the entry was left` : `${what} typed, not set: ${text} ${unit}`;
    }
    case 'infusion.ended': {
      const why = event.body.why === 'complete' ? 'Infusion complete' : 'Infusion ended';
      return event.body.by === null ? why : `${why} by ${by(event.body.by)}`;
    }
    case 'observation.recorded': {
      const { late, observation } = event.body;
      const when = late ? ` at ${clockTime(observation.measuredAt)}, late entry` : '';
      return `Observation${when} by ${by(event.body.by)}: ${observationWords(observation)}`;
    }
    case 'observation.corrected': {
      const { was, now, why } = event.body;
      return `Observation of ${clockTime(was.measuredAt)} corrected by ${by(event.body.by)}: ${correctionWords(was, now)}; ${why}`;
    }
    case 'adjunct.given': {
      const { givenAt, late, onWordOf, witness } = event.body;
      const when = late ? ` at ${clockTime(givenAt)}, late entry` : '';
      const word = onWordOf === null ? 'as ordered' : `on the word of ${onWordOf}`;
      const seen = witness === null ? '' : `, witnessed by ${by(witness)}`;
      return `${capital(doseWords(event.body))} given${when} by ${by(event.body.by)}, ${word}${seen}`;
    }
    case 'symptom.recorded': {
      const { symptom, severity } = event.body;
      return `${capital(symptom)}${severity === null ? '' : `, ${severity}`} (${by(event.body.by)})`;
    }
    case 'note.recorded':
      return `Note by ${by(event.body.by)}: ${event.body.text}`;
    case 'alarm.raised': {
      const { kind, priority, words } = event.body.alarm;
      return `${alarmMark(kind, priority)} ${words}`;
    }
    case 'alarm.escalated':
      return `Alarm raised to ${event.body.priority}: ${event.body.words}`;
    case 'alarm.eased':
      return `Alarm milder, now ${event.body.priority}: ${event.body.words}`;
    case 'alarm.reworded':
      return `Alarm lasts: ${event.body.words}`;
    case 'alarm.reminded':
      return `Alarm lasts, sounds again: ${alarmName(event.body.alarmId, context)}`;
    case 'alarm.condition-ended': {
      const { alarmId, nowWords } = event.body;
      const now = nowWords === null ? '' : `, now ${nowWords.replace(/^now /, '')}`;
      return `Over${lasted(alarmId, event.mono, context)}: ${alarmName(alarmId, context)}${now}`;
    }
    case 'alarm.condition-returned':
      return `Again: ${event.body.words}`;
    case 'alarm.acknowledged':
      return `Alarm seen by ${by(event.body.by)}: ${alarmName(event.body.alarmId, context)}`;
    case 'sound.paused': {
      const length = formatDuration(Math.max(0, event.body.untilMono - event.mono));
      return `Alarm sound paused for ${length} by ${by(event.body.by)}`;
    }
    case 'sound.resumed': {
      const why = { time: 'the pause was over', 'higher-alarm': 'a higher alarm', asked: 'asked for' };
      return `Alarm sound on again: ${why[event.body.why]}`;
    }
    case 'alarm-limits.changed':
      return alarmLimitWords(event.body);
    case 'sound.checked':
      return event.body.working
        ? 'Alarm sound checked: it works'
        : `Alarm sound checked: ${event.body.reason}`;
    case 'alarm.tested':
      return alarmTestWords(event.body);
    case 'self-test.done':
      return selfTestWords(event.body);
    case 'wire.counted':
      return wireWords(event.body);
    case 'clock.stepped': {
      const way = event.body.byMs < 0 ? 'back' : 'forward';
      return `The wall clock was put ${way} by ${formatDuration(Math.abs(event.body.byMs))}`;
    }
    case 'gap.marked': {
      const { what, fromAt, toAt } = event.body;
      const length = formatDuration(toAt - fromAt);
      return `No ${what} readings for ${length}, ${clockSeconds(fromAt)} to ${clockSeconds(toAt)}`;
    }
    case 'recovery.scored': {
      const { score, total } = event.body;
      return `${score.scale} ${total} of 10 (${score.points.join(' ')}) by ${by(event.body.by)}`;
    }
    case 'recovery.seen': {
      const { gate, met, evidence } = event.body;
      return `${gateTitles[gate]}${met ? '' : ', not yet'}: ${evidence} (${by(event.body.by)})`;
    }
    case 'recovery.overridden': {
      const gates = event.body.gates.map((gate) => gateTitles[gate]).join(', ');
      return `Let go by ${by(event.body.by)}: ${gates}; reason: ${event.body.reason}`;
    }
    case 'questionnaire.recorded':
    case 'outcome.recorded':
    case 'outcome.corrected':
    case 'outcome.withdrawn':
    case 'screen.turned':
    case 'screen.answered':
    case 'screen.taken-back':
      return outcomeWords(event);
    case 'risk.reported':
      return `Suicide risk reported by ${by(event.body.by)}: ${event.body.words}`;
    case 'risk.assessed': {
      const { assessment, action, told, plan } = event.body;
      return `Suicide risk assessed by ${by(event.body.by)}: ${assessment}; action: ${action}; told: ${told}; plan: ${plan}`;
    }
    case 'discharge.signed': {
      const { statement, content } = event.body;
      const { name, role } = event.body.by;
      return `Signed by ${name}, ${role}, approved: ${statement} ${counted(content.entries, 'entry', 'entries')} to no. ${content.toSeq}`;
    }
    case 'session.closed': {
      const { outcome, volumeMl } = event.body;
      const [low, high] = [formatIn(volumeMl.low, 'mL'), formatIn(volumeMl.high, 'mL')];
      const given = low === high ? `${low} mL` : `${low} to ${high} mL`;
      return `Session closed by ${by(event.body.by)}, ${outcome}, ${given} given`;
    }
    case 'review.commented':
    case 'review.annotated':
    case 'review.withdrawn':
    case 'review.amended':
    case 'review.signed':
      return reviewWords(event);
    default:
      return unknownEvent(event);
  }
}

/** `12 entries`. */
export const entriesWords = (count: number): string => counted(count, 'entry', 'entries');
