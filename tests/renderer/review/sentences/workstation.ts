import { epochMs, monoMs } from '../../../../shared/time/clock';
import { mg, mlPerHour } from '../../../../shared/units/units';
import { nurse } from '../../review-harness/invented-order';
import { start } from './samples';
import type { Sentences } from './table';

export const workstation = {
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
  'record.copied': [
    { file: '/copies/record-2030-01-07.db', bytes: 4096, lastSeq: 812, anchor: 'ab' },
    'Verified copy of the record up to entry 812',
  ],
  'record.put-back': [
    { copyDay: '2030-01-07', afterSeq: 812, line: 'k2p1' },
    'Record put back from its copy of 2030-01-07: what follows entry 812 is its line k2p1',
  ],
  'record.copy-failed': [{ reason: 'no space' }, 'No copy of the record was made: no space'],
  'sound.paused': [
    { by: null, untilMono: monoMs(1_180_000) },
    'Alarm sound paused for 2 min by someone not signed in',
  ],
  'sound.resumed': [{ why: 'higher-alarm' }, 'Alarm sound on again: a higher alarm'],
  'sound.checked': [{ working: true, reason: '' }, 'Alarm sound checked: it works'],
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
} satisfies Partial<Sentences>;
