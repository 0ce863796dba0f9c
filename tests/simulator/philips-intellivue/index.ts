import type { SimulatedDevice } from '../device';
import { noPump } from './dose';
import { monitorFaults } from './faults';
import { SimulatedMonitor } from './monitor';
import { monitorOptions, readOptions } from './options';

/** A simulated IntelliVue monitor with one patient; listed in `registry.ts`. */
export const philipsIntellivue: SimulatedDevice = {
  id: 'philips-intellivue',
  title: 'Philips IntelliVue (Data Export, MIB/RS232), SIMULATOR',
  faults: monitorFaults,
  options: monitorOptions,
  start: (setting) => new SimulatedMonitor(setting, readOptions(setting.options ?? {}), noPump),
};
