import { mlPerHour } from '../../../../shared/units/units';
import { nurse } from '../../review-harness/invented-order';
import { snapshot, streaming } from '../../review-harness/readings';
import { abilities, commandId, finding, identity } from './samples';
import type { Sentences } from './table';

export const devices = {
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
  'pump.change-accepted': [
    { by: nurse, words: 'Stopped at the pump.' },
    'Change at the pump accepted by R. Example: Stopped at the pump.',
  ],
} satisfies Partial<Sentences>;
