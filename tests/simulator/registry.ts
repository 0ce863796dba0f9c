import { alarisAsena } from './alaris-asena';
import type { SimulatedDevice } from './device';
import { philipsIntellivue } from './philips-intellivue';

/** Every device that can be simulated. */
export const simulatedDevices: readonly SimulatedDevice[] = [alarisAsena, philipsIntellivue];
