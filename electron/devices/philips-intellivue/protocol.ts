import type { Protocol } from '../protocol';
import { driveMonitor, line } from './driver';
import { decodeStream } from './inspection';

/** Philips IntelliVue Data Export over the MIB/RS232 port; listed in `protocols.ts`. */
export const philipsIntellivue: Protocol = {
  id: 'philips-intellivue',
  role: 'monitor',
  title: 'Philips IntelliVue (Data Export, MIB/RS232)',
  line,
  capabilities: null,
  parameters: [
    'HR (ECG)',
    'PR (pleth and other sources)',
    'SpO2',
    'Perf',
    'NIBP systolic, diastolic, mean, pulse, with the time of measurement',
    'RR (impedance and airway)',
    'EtCO2',
    'InsCO2',
    'Temp (generic, skin, oesophageal, tympanic, core, rectal)',
    'patient and technical alarms',
  ],
  decode: decodeStream,
  drive: driveMonitor,
};
