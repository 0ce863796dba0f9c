import { emptyObservation } from '../../../shared/observation/observation';
import { noVitals, type TakenValue } from '../../../shared/observation/vital-signs';
import type { EventBody, EventType } from '../../../shared/session/events';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { kg, mg, mgPerKgPerHour, mgPerMl, ml, mlPerHour } from '../../../shared/units/units';
import { clockTime, dayWords } from '../../../shared/words/phrases';
import { clinicPolicy } from '../../clinic';
import { limits, nurse, order, patient } from '../review-harness/invented-order';
import { snapshot, streaming } from '../review-harness/readings';

/** 12 March 2026, 09:40 local time. */
export const start = new Date(2026, 2, 12, 9, 40, 0).getTime();
const taken = (value: number, unit: TakenValue['unit'], source: TakenValue['source']): TakenValue => ({
  ...{ value, unit, source, measuredAt: epochMs(start - 600_000), insisted: false },
});
const physician = { personId: 'p-sample', name: 'S. Sample', role: 'physician' } as const;
const from = {
  server: 'https://clinic.example/fhir',
  serverId: 'o1',
  versionId: '3',
  lastUpdated: epochMs(start),
};
const entries = {
  drug: null,
  concentrationMgPerMl: null,
  dosingWeightKg: kg(68.5),
  rate: null,
};
const identity = {
  driver: 'x',
  manufacturer: 'Maker',
  model: 'M1',
  serialNumber: '7',
  software: null,
  simulator: false,
};
export const commandId = 'c1';
const alarmId = 'a1';
const alarm: EventBody<'alarm.raised'>['alarm'] = {
  ...{ alarmId, condition: 'spo2-low', key: '', kind: 'physiological', priority: 'high' },
  ...{ words: 'SpO₂ LOW 86 %, limit 88', response: '', since: epochMs(start), sinceMono: monoMs(1_000_000) },
  ...{ present: true, nowWords: null, acknowledged: false },
};
const grade = 'verified' as const;
const abilities = {
  ...{
    observe: grade,
    pause: grade,
    start: grade,
    setRate: grade,
    setVtbi: grade,
    clearVolume: grade,
    mute: grade,
  },
  ...{ bolus: 'none' as const, humanUse: false, watchdogMs: null, vtbiStepMl: ml(0.1), vtbiMaxMl: ml(100) },
  ...{
    rateStepMlPerHour: mlPerHour(0.1),
    rateMinMlPerHour: mlPerHour(0.1),
    rateMaxMlPerHour: mlPerHour(100),
  },
};
const finding = {
  rule: 'rate-per-kg',
  severity: 'soft',
  value: 0.55,
  limit: 0.5,
  unit: 'mg/kg/h',
  largest: null,
} as const;

/** One body of every type, and the sentence it must become. The type makes a missing one an error. */
export const sentences: { [T in EventType]: readonly [EventBody<T>, string] } = {
  'run.started': [
    { appVersion: '0.1.0', bootId: 'b', simulation: true, timeFactor: 1, gapMs: 120_000 },
    'Console started, version 0.1.0, simulation, nothing recorded for 2 min before',
  ],
  'run.continued': [
    { appVersion: '0.1.0', bootId: 'b' },
    'Record opened within a running console, version 0.1.0',
  ],
  'operator.signed-in': [{ by: nurse }, 'R. Example signed in'],
  'operator.signed-out': [{ by: nurse, why: 'idle' }, 'R. Example signed out, idle'],
  'operator.refused': [
    {
      ...{ personId: 'p-1', name: 'R. Example', with: 'pin', why: 'wrong', failures: 5 },
      lockedOutMs: 300_000,
    },
    'Wrong PIN for R. Example, 5 times in a row, locked out for 5 min',
  ],
  'operator.handed-over': [
    {
      from: nurse,
      to: { personId: 'p-2', name: 'T. Specimen', role: 'nurse' },
      seen: {
        phase: 'infusing',
        rateMlPerHour: mlPerHour(11.9),
        givenMg: { low: mg(20), high: mg(20) },
        lastObservationAt: epochMs(start),
        openAlarms: [],
      },
    },
    'T. Specimen took over from R. Example: infusing at 11.9 mL/h, 20 mg given, observed 09:40, no alarm',
  ],
  'operator.broke-glass': [
    {
      by: { personId: 'emergency', name: 'N. Night (emergency)', role: 'emergency' },
      reason: 'PIN forgotten',
    },
    'Emergency access by N. Night (emergency): PIN forgotten',
  ],
  'glass.seen': [{ by: nurse, glassSeq: 7 }, 'Emergency access (entry 7) read by R. Example'],
  'person.changed': [
    {
      by: null,
      person: { personId: 'p-9', name: 'A. Pattern', role: 'administrator', active: true },
      what: 'added',
    },
    'A. Pattern added as administrator at the first start',
  ],
  'order.withdrawn': [
    { by: physician, orderId: 'o-1', patientId: 'pt-1', reason: 'patient is ill' },
    'Order withdrawn by S. Sample: patient is ill',
  ],
  'order.arrived': [
    { from, status: 'active', order },
    `Order came from the clinic’s server, signed by Dr Sample, for ${dayWords(order.plannedFor)} ${clockTime(order.plannedFor)}, active`,
  ],
  'order.seen-elsewhere': [
    { from, status: 'on-hold', orderId: 'o-1', patientId: 'pt-1' },
    'Order stands on the clinic’s server as version 3, on hold',
  ],
  'order.changed-elsewhere': [
    {
      from,
      status: 'active',
      orderId: 'o-1',
      patientId: 'pt-1',
      order: null,
      differences: [{ what: 'Bolus', was: 'none', now: '0.1 mg/kg over 5 min' }],
    },
    'Order changed on the clinic’s server: Bolus 0.1 mg/kg over 5 min, was none',
  ],
  'order.revoked-elsewhere': [
    { from, status: 'entered-in-error', orderId: 'o-1', patientId: 'pt-1', reason: 'wrong patient' },
    'Order revoked on the clinic’s server, entered in error: wrong patient',
  ],
  'order.listed': [
    {
      from,
      status: 'active',
      patientId: 'pt-1',
      patientServerId: 'p1',
      drug: 'ketamine',
      text: '0.5 mg/kg IV over 40 min',
      requester: 'Dr. Far',
      authoredAt: null,
      why: 'it is of another system',
    },
    'Order from the clinic’s system, to be written and signed here: 0.5 mg/kg IV over 40 min (it is of another system)',
  ],
  'order.unlisted': [
    { by: physician, server: 'https://clinic.example/fhir', serverId: 'o1', reason: 'written here' },
    'Order from the clinic’s system taken off the list by S. Sample: written here',
  ],
  'order.pinned': [
    { from, status: 'active', orderId: 'o-1', patientId: 'pt-1', askedAt: null },
    'Session rests on version 3 of the order on the clinic’s server, the server was not asked since the start',
  ],
  'order.decided': [
    {
      by: nurse,
      physician,
      orderId: 'o-1',
      versionId: '4',
      about: 'revoked',
      decision: 'continue',
      reason: 'revoked by mistake',
    },
    'Order revoked on the clinic’s server: goes on with the order that the session began with, by S. Sample, with R. Example: revoked by mistake',
  ],
  'patient.arrived': [
    {
      from,
      what: 'waits',
      patient,
      differences: [{ what: 'Name', was: 'A. Old', now: 'A. New' }],
    },
    'Patient changed on the clinic’s server: Name A. New, was A. Old, taken over when the session is closed',
  ],
  'patient.refused': [
    { from, patientId: null, words: 'MRN 0001 belongs to another birth date here' },
    'Patient from the clinic’s server not taken over: MRN 0001 belongs to another birth date here',
  ],
  'patient.merged-elsewhere': [
    { from, patientId: 'pt-1', intoServerId: 'p2', words: 'it is entry p2 now' },
    'Patient merged on the clinic’s server: it is entry p2 now',
  ],
  'clinic-server.set': [
    {
      by: { personId: 'p-9', name: 'A. Pattern', role: 'administrator' },
      changes: [
        { what: 'server', from: null, to: 'https://fhir.clinic.example/r4' },
        { what: 'pinned keys', from: 'abc=', to: null },
        { what: 'profile', from: 'hapi', to: 'portable' },
      ],
    },
    'Clinic’s server set by A. Pattern: server is https://fhir.clinic.example/r4, no pinned keys any more (was abc=), profile is portable (was hapi)',
  ],
  'clinic-server.decided': [
    {
      by: { personId: 'p-9', name: 'A. Pattern', role: 'administrator' },
      ...{ what: 'not-sent', kind: 'obs', key: 's-1/12', reason: 'the server knows it under another name' },
    },
    'Not sent to the clinic’s server, decided by A. Pattern: obs s-1/12, because the server knows it under another name',
  ],
  'clinic-server.key': [
    { by: { personId: 'p-9', name: 'A. Pattern', role: 'administrator' }, keyId: 'kSy9', what: 'made' },
    'Key kSy9 for the clinic’s server made by A. Pattern',
  ],
  'record.viewed': [{ by: nurse, sessionId: 's-1' }, 'R. Example looked at the record s-1'],
  'record.exported': [
    { by: nurse, sessionId: 's-1', as: 'pdf', files: ['/x/report.pdf'] },
    'R. Example took the record s-1 out: Report (PDF)',
  ],
  'session.opened': [
    {
      by: nurse,
      patient,
      order,
      limits,
      policy: clinicPolicy,
      follows: null,
      room: 'Room 2',
      simulation: false,
      timeFactor: 1,
    },
    'Opened for TEST, Alder, session 4 of 10, Room 2, by R. Example',
  ],
  'check.confirmed': [
    { by: nurse, check: 'iv-site', evidence: 'left forearm, runs freely' },
    'IV site checked by R. Example: left forearm, runs freely',
  ],
  'check.not-met': [
    { by: nurse, check: 'fasting', reason: 'food 2 h ago, clear fluid 2 h ago; needs 6 h and 2 h' },
    'Fasting not met: food 2 h ago, clear fluid 2 h ago; needs 6 h and 2 h, asked by R. Example',
  ],
  'check.overridden': [
    { by: nurse, physician, check: 'escort', reason: 'stays overnight' },
    'Escort home overridden by S. Sample: stays overnight',
  ],
  'wristband.scanned': [
    { by: nurse, number: 'TEST-0417' },
    'Wristband TEST-0417 scanned by R. Example, this patient’s',
  ],
  'baseline.taken': [
    {
      by: nurse,
      set: {
        systolicMmHg: { value: 124, source: 'typed', measuredAt: epochMs(0) },
        diastolicMmHg: { value: 78, source: 'typed', measuredAt: epochMs(0) },
        heartRatePerMin: { value: 68, source: 'typed', measuredAt: epochMs(0) },
        respirationPerMin: { value: 14, source: 'typed', measuredAt: epochMs(0) },
        spo2Percent: { value: 98, source: 'typed', measuredAt: epochMs(0) },
      },
      insistedOn: [],
    },
    'Baseline 124/78 mmHg, HR 68 /min, RR 14 /min, SpO₂ 98 %, typed, by R. Example',
  ],
  'double-check.differed': [
    { by: nurse, second: physician, items: ['weight'], typed: entries, again: null },
    'Second check by S. Sample differs: dosing weight',
  ],
  'double-check.agreed': [
    { by: nurse, second: physician, typed: entries },
    'Second check by S. Sample agrees with R. Example',
  ],
  'double-check.excepted': [
    { by: nurse, physician, reason: 'alone in the house' },
    'No second check, by S. Sample: alone in the house',
  ],
  'syringe.loaded': [
    {
      by: nurse,
      syringe: {
        drug: 'ketamine',
        concentrationMgPerMl: mgPerMl(2),
        volumeMl: ml(50),
        lot: 'L1',
        expires: null,
      },
    },
    'Syringe: ketamine 2 mg/mL, 50 mL, lot L1, read by R. Example',
  ],
  'ledger.entered': [
    {
      entry: {
        kind: 'received',
        entryId: 'e1',
        by: nurse,
        vialId: 'V1',
        vial: {
          drug: 'ketamine',
          lot: 'L1',
          strengthMgPerMl: mgPerMl(10),
          volumeMl: ml(20),
          expires: '2027-01-31',
        },
      },
    },
    'Ledger: Vial V1 received: ketamine 10 mg/mL, 20 mL, lot L1, expires 2027-01-31 by R. Example',
  ],
  'record.copied': [
    { file: '/copies/record-2030-01-07.db', bytes: 4096, lastSeq: 812, anchor: 'ab' },
    'Verified copy of the record up to entry 812',
  ],
  'record.put-back': [
    { copyDay: '2030-01-07', afterSeq: 812, line: 'k2p1' },
    'Record put back from its copy of 2030-01-07: what follows entry 812 is its line k2p1',
  ],
  'record.copy-failed': [{ reason: 'no space' }, 'No copy of the record was made: no space'],
  'syringe.traced': [
    { by: nurse, syringeId: 'S1' },
    'Syringe in the pump is S1 of the ledger, said by R. Example',
  ],
  'syringe.used': [
    {
      number: 1,
      syringeId: 'S1',
      drug: 'ketamine',
      concentrationMgPerMl: mgPerMl(2),
      givenMl: { low: ml(42.9), high: ml(42.9) },
    },
    'Syringe 1 (S1 of the ledger) gave 42.9 mL by the pump’s account',
  ],
  'link.up': [{ device: 'pump', identity }, 'Pump linked: Maker M1, no. 7'],
  'link.down': [
    { device: 'pump', fault: 'unplugged', detail: '' },
    'Pump link lost: the cable was unplugged',
  ],
  'link.silent': [{ device: 'monitor', lastReadingMono: null }, 'Monitor silent: its numbers are absent'],
  'device.accepted': [
    { by: nurse, device: 'pump', identity },
    'Pump accepted by R. Example: Maker M1, no. 7',
  ],
  'pump.capabilities': [
    { capabilities: abilities },
    'Pump abilities: verified: pause, start, set the rate; rate step 0.1 mL/h',
  ],
  'control.asked': [{ by: nurse }, 'R. Example asked for control of the pump'],
  'pump.control': [{ control: 'console', detail: '' }, 'The console holds the pump’s controls'],
  'pump.reading': [snapshot(11.9, 11.9, 4.25), 'Pump says infusing, 11.9 mL/h, 4.2 mL'],
  'monitor.reading': [{ numerics: streaming(1, 0, null) }, 'Monitor sent 6 numbers, 2 without a value'],
  'monitor.alarms': [
    { alarms: [{ kind: 'physiological', priority: 'high', text: 'SpO2 LOW', code: '1' }] },
    'Monitor alarms: SpO2 LOW',
  ],
  'monitor.clock': [{ offsetMs: -2_300 }, 'Monitor clock is 2.3 s behind the console'],
  'device.fault': [
    { device: 'monitor', fault: 'wrong-device', detail: 'no. 8' },
    'Monitor fault: it is not the expected device (no. 8)',
  ],
  'command.requested': [
    {
      ...{ commandId, command: { kind: 'set-rate', rateMlPerHour: mlPerHour(18.7) }, purpose: 'change-rate' },
      ...{ by: nurse, signedIn: true, basisSeq: 1, rateMgPerKgPerHour: 0.55 },
      findings: [{ ...finding, words: '0.55 is over the soft limit of 0.5 mg/kg/h' }],
      reasons: [{ rule: 'rate-per-kg', code: 'other', words: 'Other', text: 'pain not controlled' }],
    },
    'Rate 0.55 mg/kg/h (18.7 mL/h) requested by R. Example; 0.55 is over the soft limit of 0.5 mg/kg/h; reason given: Other: pain not controlled',
  ],
  'command.sent': [{ commandId, detail: '' }, 'Rate 0.55 mg/kg/h (18.7 mL/h): sent to the pump'],
  'command.acknowledged': [{ commandId, detail: '' }, 'Rate 0.55 mg/kg/h (18.7 mL/h): heard by the pump'],
  'command.confirmed': [{ commandId, evidenceSeq: 1 }, 'Rate 0.55 mg/kg/h (18.7 mL/h): confirmed after 60 s'],
  'command.rejected': [
    { commandId, reason: 'rate locked' },
    'Rate 0.55 mg/kg/h (18.7 mL/h): refused, rate locked',
  ],
  'command.uncertain': [
    { commandId, reason: 'no answer' },
    'Rate 0.55 mg/kg/h (18.7 mL/h): NOT CONFIRMED, no answer',
  ],
  'command.resolved': [
    {
      ...{ commandId, took: false },
      source: { kind: 'person', by: nurse, pumpShows: 'infusing', rateMlPerHour: mlPerHour(11.9) },
    },
    'Rate 0.55 mg/kg/h (18.7 mL/h): settled after 60 s, it did not take effect, R. Example read infusing at 11.9 mL/h at the pump',
  ],
  'intent.refused': [
    { by: nurse, intent: 'change-rate', reasons: ['over the hard limit of 2 mg/kg/h'], findings: [] },
    'Change rate by R. Example not taken: over the hard limit of 2 mg/kg/h',
  ],
  'pause.reason': [
    { by: nurse, reason: 'nausea', text: 'ondansetron 4 mg IV' },
    'Reason of the pause: nausea, ondansetron 4 mg IV (R. Example)',
  ],
  'pump.change-accepted': [
    { by: nurse, words: 'Stopped at the pump.' },
    'Change at the pump accepted by R. Example: Stopped at the pump.',
  ],
  'pause.kept': [{ by: nurse }, 'The pause goes on, answered by R. Example'],
  'interlock.fired': [
    {
      ...{ sign: 'SpO2', value: 84, level: 88, forSeconds: 20, belowMs: 21_000, lowest: 82 },
      ...{ evidenceSeqs: [5, 9, 12], stopSent: true },
    },
    'INTERLOCK: SpO₂ 84 %, under 88 for 21 s, lowest 82; stop sent to the pump',
  ],
  'interlock.released': [
    { by: nurse, reason: 'awake, oxygen on', override: false, value: 96 },
    'Interlock released at 96 by R. Example: awake, oxygen on',
  ],
  'hand-stop.asked': [
    { why: 'pause', detail: 'This pump is watched only.' },
    'STOP asked for at the pump itself. This pump is watched only.',
  ],
  'hand-stop.ended': [{ source: { kind: 'person', by: nurse } }, 'R. Example says that the pump stands'],
  'bolus.recorded': [
    { by: nurse, doseMg: mg(7), overSeconds: 300, findings: [] },
    'Bolus of 7 mg over 5 min given at the pump, recorded by R. Example',
  ],
  'limit.warned': [
    {
      by: nurse,
      place: 'change-rate',
      outcome: 'cancelled',
      findings: [{ ...finding, words: 'Rate 0.55 mg/kg/h is over the soft limit of 0.5 mg/kg/h.' }],
    },
    'Change of the rate: R. Example was warned and left it. Rate 0.55 mg/kg/h is over the soft limit of 0.5 mg/kg/h.',
  ],
  'tolerated-rate.shown': [
    {
      ...{ by: physician, patientId: 'p1', drug: 'ketamine', reasons: ['Held 1 h without a break.'] },
      offered: { mgPerKgPerHour: mgPerKgPerHour(0.35), sessionId: 's3', startedAt: epochMs(1_000) },
    },
    'Shown to S. Sample beside a new order for ketamine: 0.35 mg/kg/h was tolerated. Held 1 h without a break.',
  ],
  'entry.changed': [
    { by: nurse, purpose: 'change-rate', text: '0.5', unit: 'mg/kg/h' },
    'A new rate typed, not set: 0.5 mg/kg/h',
  ],
  'infusion.ended': [{ by: null, why: 'complete' }, 'Infusion complete'],
  'observation.recorded': [
    {
      by: nurse,
      late: true,
      observation: {
        ...emptyObservation(epochMs(start - 600_000)),
        vitals: {
          ...noVitals,
          heartRatePerMin: taken(72, '/min', { kind: 'device', device: 'M1', code: 'HR', sensor: 'ecg' }),
          spo2Percent: taken(97, '%', { kind: 'typed', initials: 'RE' }),
        },
        sedation: { scale: 'RASS', level: -1 },
        ...{ painNrs: 5, distress: 2, nausea: 'none' as const, ivSite: 'clean' as const },
        dissociation: [
          { item: 'time', level: 3 },
          { item: 'body', level: 1 },
        ],
      },
    },
    'Observation at 09:30, late entry by R. Example: HR 72 /min, SpO₂ 97 % by RE, pain NRS 5, RASS −1, distress 2, no nausea, dissociation 4, IV site clean',
  ],
  'observation.corrected': [
    {
      ...{ by: nurse, ofSeq: 9, why: 'misheard' },
      was: { ...emptyObservation(epochMs(start)), painNrs: 5, distress: 2 },
      now: { ...emptyObservation(epochMs(start)), painNrs: 3, distress: 2 },
    },
    'Observation of 09:40 corrected by R. Example: pain NRS 5 to pain NRS 3; misheard',
  ],
  'adjunct.given': [
    {
      ...{ drug: 'midazolam', dose: 2, unit: 'mg', route: 'IV', by: nurse, givenAt: epochMs(start) },
      ...{ late: false, orderIndex: 0, onWordOf: null, controlled: true },
      witness: { personId: 'n-2', name: 'S. Other', role: 'nurse' },
    },
    'Midazolam 2 mg IV given by R. Example, as ordered, witnessed by S. Other',
  ],
  'symptom.recorded': [{ by: nurse, symptom: 'nausea', severity: 'mild' }, 'Nausea, mild (R. Example)'],
  'note.recorded': [{ by: nurse, text: 'Sleeps.' }, 'Note by R. Example: Sleeps.'],
  'alarm.raised': [{ alarm }, '*** SpO₂ LOW 86 %, limit 88'],
  'alarm.escalated': [
    { alarmId, priority: 'high', words: 'SpO₂ LOW 84 %' },
    'Alarm raised to high: SpO₂ LOW 84 %',
  ],
  'alarm.eased': [
    { alarmId, priority: 'medium', words: 'SpO₂ LOW 91 %' },
    'Alarm milder, now medium: SpO₂ LOW 91 %',
  ],
  'alarm.reworded': [{ alarmId, words: 'SpO₂ LOW 85 %' }, 'Alarm lasts: SpO₂ LOW 85 %'],
  'alarm.reminded': [{ alarmId }, 'Alarm lasts, sounds again: SpO₂ LOW 86 %, limit 88'],
  'alarm.condition-ended': [
    { alarmId, nowWords: 'now 95 %' },
    'Over after 1 min: SpO₂ LOW 86 %, limit 88, now 95 %',
  ],
  'alarm.condition-returned': [{ alarmId, words: 'SpO₂ LOW 85 %' }, 'Again: SpO₂ LOW 85 %'],
  'alarm.acknowledged': [{ alarmId, by: nurse }, 'Alarm seen by R. Example: SpO₂ LOW 86 %, limit 88'],
  'sound.paused': [
    { by: null, untilMono: monoMs(1_180_000) },
    'Alarm sound paused for 2 min by someone not signed in',
  ],
  'sound.resumed': [{ why: 'higher-alarm' }, 'Alarm sound on again: a higher alarm'],
  'alarm-limits.changed': [
    {
      by: nurse,
      before: order.vitalLimits,
      limits: {
        ...order.vitalLimits,
        spo2Percent: { ...order.vitalLimits.spo2Percent, mediumLow: 91 },
      },
      reason: 'usual for this patient',
    },
    'Alarm limits by R. Example: SpO₂ caution low 92 → 91 %, usual for this patient',
  ],
  'sound.checked': [{ working: true, reason: '' }, 'Alarm sound checked: it works'],
  'alarm.tested': [
    { by: nurse, at: epochMs(start), heard: ['high', 'medium'], seen: ['high', 'medium', 'low'] },
    'Alarm test by R. Example: not heard: low; all priorities seen',
  ],
  'self-test.done': [
    {
      at: epochMs(start),
      lines: [
        {
          item: 'power',
          standing: 'failed',
          words: 'The workstation runs on its battery',
          meaning: 'When it is empty, nobody watches here.',
          todo: 'Plug in the power cable.',
          blocks: false,
        },
      ],
    },
    'Self-test of the workstation: The workstation runs on its battery',
  ],
  'wire.counted': [
    {
      device: 'pump',
      framesAccepted: 900,
      bytesReceived: 40_000,
      bytesDiscarded: 12,
      rejected: { checksum: 2 },
    },
    'Wire of the pump: 900 messages taken, 2 rejected, 12 of 40000 bytes discarded',
  ],
  'clock.stepped': [{ byMs: -3_600_000 }, 'The wall clock was put back by 1 h 00 min'],
  'gap.marked': [
    { what: 'pump', fromAt: epochMs(start), toAt: epochMs(start + 90_000) },
    'No pump readings for 1 min, 09:40:00 to 09:41:30',
  ],
  'recovery.scored': [
    { by: nurse, score: { scale: 'Aldrete', points: [2, 2, 2, 1, 2] }, total: 9 },
    'Aldrete 9 of 10 (2 2 2 1 2) by R. Example',
  ],
  'recovery.seen': [
    { by: nurse, gate: 'escort', met: true, evidence: 'sister, M. Alder' },
    'Adult to take home: sister, M. Alder (R. Example)',
  ],
  'recovery.overridden': [
    { by: nurse, gates: ['minimum-stay', 'score'], reason: 'goes to the ward' },
    'Let go by R. Example: Minimum stay, Recovery score; reason: goes to the ward',
  ],
  'questionnaire.recorded': [
    { by: nurse, form: 'PHQ-9', answers: [1, 2, 1, 1, 0, 1, 1, 0, 1], total: 8 },
    'PHQ-9 8, mild, item 9 at 1 (R. Example)',
  ],
  'outcome.recorded': [
    {
      ...{ outcomeId: 'o-1', patientId: 'p', instrument: 'PHQ-9', instrumentVersion: 1, score: null },
      ...{
        answers: [1, 2, null, 1, 0, 1, 1, 0, 1],
        answeredAt: epochMs(start),
        filledBy: 'patient',
        by: nurse,
      },
      ...{ handedBy: nurse, basis: { kind: 'before-session', sessionNumber: 2 } },
      risk: 'PHQ-9 item 9 answered 1, several days',
    },
    'PHQ-9 incomplete, 8 of 9, item 9 at 1, before session 2 (answered by the patient, taken back by R. Example)',
  ],
  'outcome.corrected': [
    {
      ...{ outcomeId: 'o-1', patientId: 'p', by: nurse, reason: 'read wrongly', answers: [4], score: 4 },
      ...{
        answeredAt: epochMs(start),
        risk: null,
        old: { answers: [7], score: 7, answeredAt: epochMs(start) },
      },
    },
    'Outcome corrected by R. Example: 7 to 4; reason: read wrongly',
  ],
  'outcome.withdrawn': [
    { outcomeId: 'o-1', patientId: 'p', by: nurse, reason: 'of another patient' },
    'Outcome withdrawn by R. Example: of another patient',
  ],
  'screen.turned': [
    {
      ...{ turnId: 't', patientId: 'p', by: nurse, instruments: ['NRS', 'PHQ-9'] },
      basis: { kind: 'follow-up' },
    },
    'Screen given to the patient by R. Example: NRS, PHQ-9',
  ],
  'screen.answered': [
    { turnId: 't', instrument: 'PHQ-9', question: 8, answer: 0 },
    'Patient answered PHQ-9 question 9: 0',
  ],
  'screen.taken-back': [{ turnId: 't', by: nurse }, 'Screen taken back by R. Example'],
  'risk.reported': [
    { by: nurse, words: 'the patient spoke of suicide' },
    'Suicide risk reported by R. Example: the patient spoke of suicide',
  ],
  'risk.assessed': [
    { by: nurse, assessment: 'no plan', action: 'spoke with him', told: 'his wife', plan: 'call tomorrow' },
    'Suicide risk assessed by R. Example: no plan; action: spoke with him; told: his wife; plan: call tomorrow',
  ],
  'discharge.signed': [
    {
      ...{ by: nurse, meaning: 'approved', statement: 'Discharge approved. 80 mg given.', hash: 'h' },
      content: {
        ...{ sessionId: 's', patientId: 'p', orderId: 'o', fromSeq: 3, toSeq: 900, entries: 41 },
        ...{ digest: 'd', forms: 'f', infusedMs: 1, pausedMs: 0, gates: [] },
        volumeMl: { low: ml(40), high: ml(40) },
        doseMg: { low: mg(80), high: mg(80) },
      },
    },
    'Signed by R. Example, nurse, approved: Discharge approved. 80 mg given. 41 entries to no. 900',
  ],
  'session.closed': [
    { by: nurse, outcome: 'completed', volumeMl: { low: ml(41.7), high: ml(42.1) } },
    'Session closed by R. Example, completed, 41.7 to 42.1 mL given',
  ],
  'review.commented': [{ by: nurse, text: 'tolerated well' }, 'Comment by R. Example: tolerated well'],
  'review.annotated': [
    {
      ...{ by: nurse, momentAt: epochMs(start), ofSeq: null },
      annotation: {
        kind: 'artefact',
        sign: 'SpO2',
        toAt: epochMs(start + 90_000),
        text: 'cuff on the same arm',
      },
    },
    'SpO₂ 09:40 to 09:41 marked as artefact by R. Example: cuff on the same arm',
  ],
  'review.withdrawn': [
    { by: nurse, ofSeq: 812, reason: 'the wrong arm' },
    'Entry 812 taken back by R. Example: the wrong arm',
  ],
  'review.amended': [
    {
      ...{ by: nurse, ofSeq: 412, field: 'syringe.concentrationMgPerMl', unit: 'mg/mL' },
      ...{ was: 2, now: 1, reason: 'misread label' },
    },
    'Concentration of entry 412 corrected by R. Example: 2 mg/mL to 1 mg/mL; misread label',
  ],
  'review.signed': [
    {
      ...{ by: nurse, meaning: 'reviewed', statement: 'Reviewed. 80 mg given.', hash: 'h' },
      content: {
        ...{ sessionId: 's', patientId: 'p', orderId: 'o', fromSeq: 3, toSeq: 900, entries: 41 },
        ...{ digest: 'd', forms: 'f', infusedMs: 1, pausedMs: 0, amendments: 0, discharge: null, seal: null },
        volumeMl: { low: ml(40), high: ml(40) },
        doseMg: { low: mg(80), high: mg(80) },
      },
    },
    'Review signed by R. Example, nurse, reviewed: Reviewed. 80 mg given. Stands under 41 entries to no. 900',
  ],
};
