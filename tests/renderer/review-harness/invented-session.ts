import { emptyObservation } from '../../../shared/observation/observation';
import type { EventBody, LoggedEvent } from '../../../shared/session/events';
import { mgPerMl, ml, mlPerHour } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import { limits, nurse, openedAt, order, patient } from './invented-order';
import { LogWriter } from './log-writer';
import { noise, pressure, snapshot, streaming } from './readings';

/** Seconds of the session at which things happen: `at(9, 40)` is 09:40. */
export const at = (hour: number, minute: number, second = 0): number =>
  (hour * 60 + minute - 550) * 60 + second;

const mlOf = (mgPerKg: number): number => Number(((mgPerKg * 68) / 2).toFixed(2));

type Step = { from: number; rate: number; setTo: number };

/** What the pump truly did; the record is written from it. */
const truth: readonly Step[] = [
  { from: 0, rate: 0, setTo: 0 },
  { from: at(9, 40), rate: mlOf(0.2), setTo: mlOf(0.2) },
  { from: at(10, 10), rate: mlOf(0.3), setTo: mlOf(0.3) },
  { from: at(10, 42), rate: 0, setTo: mlOf(0.3) },
  { from: at(10, 46), rate: mlOf(0.3), setTo: mlOf(0.3) },
  { from: at(10, 55), rate: mlOf(0.35), setTo: mlOf(0.35) },
  { from: at(11, 58), rate: 0, setTo: mlOf(0.35) },
  { from: at(12, 6), rate: mlOf(0.35), setTo: mlOf(0.35) },
  { from: at(13, 41), rate: 0, setTo: mlOf(0.35) },
];
export const closes = at(14, 15);
const pumpSilent = [at(12, 31), at(12, 34)] as const;
const monitorSilent = [at(11, 20), at(11, 23)] as const;
const consoleOff = [at(13, 10), at(13, 12)] as const;
/** The monitor itself does not stand behind its EtCO2. */
export const artefact = [at(11, 34), at(11, 34, 9)] as const;
const sensorOff = [at(9, 58), at(10, 1)] as const;
const within = (second: number, [from, to]: readonly [number, number]) => second >= from && second < to;

const stepAt = (second: number): Step =>
  truth.findLast(({ from }) => from <= second) ?? { from: 0, rate: 0, setTo: 0 };

/** The dip to 86 % lasts 40 s: one that thinning must not lose. */
function saturation(second: number): number | null {
  if (within(second, sensorOff)) return null;
  if (within(second, [at(12, 50), at(12, 50, 40)])) return second === at(12, 50, 20) ? 86 : 88;
  return Math.round(97 + noise(Math.floor(second / 45), 6) * 1.2);
}

function writeReadings(log: LogWriter): void {
  let volume = 0;
  for (let second = 1; second <= closes - 10; second += 1) {
    const step = stepAt(second);
    volume += step.rate / 3600;
    if (within(second, consoleOff)) continue;
    if (!within(second, pumpSilent))
      log.add(second + 0.2, 'pump.reading', snapshot(step.rate, step.setTo, volume));
    if (within(second, monitorSilent)) continue;
    const dose = Math.min(1, volume / 30);
    const numerics = streaming(second, dose, saturation(second)).map((numeric) =>
      numeric.code === 'EtCO2' && within(second, artefact)
        ? { ...numeric, quality: 'invalid' as const }
        : numeric,
    );
    if (second % 300 === 60) {
      const sys = Math.round(118 + dose * 20 + noise(second, 7) * 5);
      numerics.push(...pressure(sys, Math.round(sys * 0.62), openedAt + second * 1000));
    }
    log.add(second + 0.4, 'monitor.reading', { numerics });
  }
}

type Ending = 'confirmed' | 'refused' | 'unknown';
let commands = 0;

function command(
  log: LogWriter,
  second: number,
  purpose: EventBody<'command.requested'>['purpose'],
  rate: number | null,
  ending: Ending = 'confirmed',
): void {
  commands += 1;
  const commandId = `c${commands}`;
  const rateMlPerHour = mlPerHour(mlOf(rate ?? 0));
  const kinds = { start: 'start', resume: 'start', 'change-rate': 'set-rate' } as const;
  const kind = purpose in kinds ? kinds[purpose as keyof typeof kinds] : 'stop';
  const told: EventBody<'command.requested'>['command'] =
    kind === 'stop'
      ? { kind }
      : kind === 'start'
        ? { kind, rateMlPerHour, vtbiMl: ml(45) }
        : { kind, rateMlPerHour };
  log.add(second - 1.4, 'command.requested', {
    ...{ commandId, command: told, purpose, by: nurse, signedIn: true, basisSeq: 1 },
    ...{ rateMgPerKgPerHour: rate, findings: [], reasons: [] },
  });
  log.add(second - 1.3, 'command.sent', { commandId, detail: '' });
  if (ending === 'refused') {
    log.add(second, 'command.rejected', { commandId, reason: 'the pump answered that it did not take it' });
  } else if (ending === 'unknown') {
    log.add(second, 'command.uncertain', { commandId, reason: 'no answer from the pump' });
    const source = { kind: 'device', evidenceSeq: 1 } as const;
    log.add(pumpSilent[1] + 0.3, 'command.resolved', { commandId, took: false, source });
  } else log.add(second + 0.25, 'command.confirmed', { commandId, evidenceSeq: 1 });
}

function writeHappenings(log: LogWriter): void {
  const device = { driver: 'sim', manufacturer: 'Invented', software: null, simulator: true };
  log.add(0, 'session.opened', {
    ...{ by: nurse, patient, order, limits, policy: clinicPolicy, follows: null, room: 'Room 2' },
    simulation: true,
    timeFactor: 1,
  });
  log.add(0.05, 'link.up', { device: 'pump', identity: { ...device, model: 'Pump', serialNumber: 'SIM-1' } });
  log.add(0.06, 'link.up', {
    device: 'monitor',
    identity: { ...device, model: 'Monitor', serialNumber: 'SIM-2' },
  });
  const syringe = {
    drug: 'ketamine',
    concentrationMgPerMl: mgPerMl(2),
    volumeMl: ml(50),
    lot: 'TEST-LOT',
    expires: null,
  };
  log.add(at(9, 20), 'syringe.loaded', { by: nurse, syringe });
  log.add(at(9, 22), 'check.confirmed', {
    by: nurse,
    check: 'patient-identity',
    evidence: 'name and birth date',
  });
  command(log, at(9, 40), 'start', 0.2);
  command(log, at(10, 10), 'change-rate', 0.3);
  log.add(at(10, 28), 'symptom.recorded', { by: nurse, symptom: 'nausea', severity: 'mild' });
  command(log, at(10, 42), 'pause', null);
  log.add(at(10, 43), 'pause.reason', { by: nurse, reason: 'nausea', text: 'ondansetron 4 mg IV' });
  log.add(at(10, 44), 'adjunct.given', {
    ...{ by: nurse, drug: 'ondansetron', dose: 4, unit: 'mg', route: 'IV', givenAt: log.at(at(10, 43)) },
    ...{ late: false, orderIndex: null, onWordOf: 'Dr Sample', controlled: false, witness: null },
  });
  command(log, at(10, 46), 'resume', 0.3);
  command(log, at(10, 55), 'change-rate', 0.35);
  command(log, at(11, 40), 'change-rate', 0.4, 'refused');
  command(log, at(11, 58), 'pause', null);
  log.add(at(11, 59), 'pause.reason', { by: nurse, reason: 'toilet', text: '' });
  command(log, at(12, 6), 'resume', 0.35);
  command(log, pumpSilent[0] + 1, 'change-rate', 0.4, 'unknown');
  log.add(pumpSilent[0] + 6, 'link.silent', { device: 'pump', lastReadingMono: null });
  log.add(monitorSilent[0] + 10, 'link.silent', { device: 'monitor', lastReadingMono: null });
  log.add(at(12, 52), 'note.recorded', { by: nurse, text: 'Snored, chin lift, saturation back at once.' });
  command(log, at(13, 41), 'end', null);
  log.add(at(13, 41, 1), 'infusion.ended', { by: nurse, why: 'ended' });
  const words = (condition: string) => ({ kind: 'technical', priority: 'medium', words: condition }) as const;
  log.alarm(sensorOff[0] + 15, sensorOff[1] + 3, sensorOff[0] + 40, {
    condition: 'spo2-absent',
    ...words('No SpO₂ value'),
  });
  log.alarm(monitorSilent[0] + 10, monitorSilent[1], null, {
    condition: 'monitor-link-lost',
    ...words('Monitor silent'),
  });
  log.alarm(pumpSilent[0] + 1, pumpSilent[1], null, {
    condition: 'command-not-confirmed',
    ...words('NOT CONFIRMED: rate change to 13.6 mL/h'),
  });
  log.alarm(at(12, 50, 4), at(12, 50, 43), at(12, 52), {
    condition: 'spo2-low',
    kind: 'physiological',
    priority: 'high',
    words: 'SpO₂ LOW 86 %, limit 88',
  });
  log.alarm(at(13, 20), at(13, 28), null, {
    condition: 'nibp-overdue',
    kind: 'technical',
    priority: 'low',
    words: 'NIBP is 8 min old',
  });
  for (let minute = 25; minute < 300; minute += minute < 120 ? 15 : 30) {
    const infusing = minute > 30 && minute < 270;
    const observation = {
      ...emptyObservation(log.at(minute * 60 + 5)),
      sedation: { scale: 'RASS' as const, level: infusing ? (minute > 200 ? -2 : -1) : 0 },
      painNrs: Math.max(2, 7 - Math.floor(minute / 45)),
      ...{
        distress: infusing ? 2 : 0,
        nausea: minute < 90 ? ('mild' as const) : ('none' as const),
        text: '',
      },
    };
    log.add(minute * 60 + 5, 'observation.recorded', { by: nurse, late: false, observation });
  }
}

function restart(log: LogWriter): void {
  const gapMs = (consoleOff[1] - consoleOff[0]) * 1000;
  log.add(consoleOff[1], 'run.started', {
    ...{ appVersion: '0.1.0', bootId: 'boot', simulation: true },
    timeFactor: 1,
    gapMs,
  });
}

/** The whole log of one invented session of four hours, readings and all: the same in every run. */
export function inventedLog(): LoggedEvent[] {
  const log = new LogWriter(openedAt);
  commands = 0;
  writeHappenings(log);
  writeReadings(log);
  restart(log);
  log.add(closes, 'session.closed', {
    by: nurse,
    outcome: 'completed',
    volumeMl: { low: ml(38.2), high: ml(38.2) },
  });
  return log.sorted();
}
