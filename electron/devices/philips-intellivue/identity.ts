import type { DeviceIdentity } from '../../../shared/readings/device';
import type { MonitorFacts } from './mds-create';

export type KnownMonitor = {
  readonly identity: DeviceIdentity;
  /** What a monitor is recognised by when it comes back; in its first message already. */
  readonly systemId: string;
  readonly bedLabel: string | null;
};

/** Who answers: the facts of the create event, completed by those of the MDS poll if it was answered. */
export function knownMonitor(created: MonitorFacts, polled: MonitorFacts | null): KnownMonitor {
  const known = <K extends keyof MonitorFacts>(key: K): MonitorFacts[K] => polled?.[key] ?? created[key];
  const manufacturer = known('manufacturer') ?? 'unknown';
  const model = known('model') ?? 'unknown';
  const serialNumber = known('serialNumber') ?? known('systemId') ?? 'unknown';
  const identity = {
    driver: 'philips-intellivue',
    manufacturer,
    model,
    serialNumber,
    software: known('software'),
    simulator: /simulator/i.test(`${manufacturer} ${model}`),
  };
  return { identity, systemId: known('systemId') ?? serialNumber, bedLabel: known('bedLabel') };
}
