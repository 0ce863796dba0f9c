import type { SimulatedDevice, SimulatorSetting } from '../device';
import { type DoseSource, noPump, PumpDose } from './dose';
import { monitorFaults } from './faults';
import { SimulatedMonitor } from './monitor';
import { type MonitorOptions, monitorOptions, readOptions } from './options';
import { pumpSocket } from './pump-socket';

/** A simulated IntelliVue monitor with one patient; listed in `registry.ts`. */
export const philipsIntellivue: SimulatedDevice = {
  id: 'philips-intellivue',
  title: 'Philips IntelliVue (Data Export, MIB/RS232), SIMULATOR',
  faults: monitorFaults,
  options: monitorOptions,
  start: (setting) => {
    const options = readOptions(setting.options ?? {});
    return new SimulatedMonitor(setting, options, doseSource(setting, options));
  },
};

function doseSource({ pumpControl, clock, say }: SimulatorSetting, options: MonitorOptions): DoseSource {
  if (pumpControl === null) return noPump;
  const socket = pumpSocket(pumpControl);
  const { concentration } = options;
  const dose = new PumpDose({ clock, concentration, pumpStatus: socket.status, say });
  return {
    taken: () => dose.taken(),
    get state() {
      return dose.state;
    },
    stop: () => {
      dose.stop();
      socket.close();
    },
  };
}
