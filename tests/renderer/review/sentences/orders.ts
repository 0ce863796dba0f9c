import { clockTime, dayWords } from '../../../../shared/words/phrases';
import { nurse, order, patient } from '../../review-harness/invented-order';
import { from, physician } from './samples';
import type { Sentences } from './table';

export const orders = {
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
} satisfies Partial<Sentences>;
