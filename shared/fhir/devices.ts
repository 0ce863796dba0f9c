import type { Device, DeviceMetric, Reference } from '@medplum/fhirtypes';
import type { DeviceIdentity } from '../readings/device';
import { referClinic } from './clinic';
import { type CodeName, codeTable, concept, MDC } from './codes';
import { type FhirContext, keyPart } from './context';
import { refer } from './elements';
import type { Draft } from './item-of';

/** A device for ever: by what its maker calls it and its serial number. */
export const deviceKey = ({ manufacturer, model, serialNumber }: DeviceIdentity): string =>
  [manufacturer, model, serialNumber].map(keyPart).join('/');
export const referDevice = (identity: DeviceIdentity): Reference<Device> =>
  refer('device', deviceKey(identity));
export const referDeviceKey = (key: string): Reference<Device> => refer('device', key);

export const stationKey = ({ stationId }: FhirContext): string => `console/${keyPart(stationId)}`;
export const referStation = (context: FhirContext): Reference<Device> => refer('device', stationKey(context));

/** What a driver's devices are. A driver that is not named here is of a kind that nobody coded. */
const typeOf: Readonly<Record<string, CodeName>> = {
  'alaris-asena': 'syringe-pump',
  'philips-intellivue': 'monitor',
};

/** A device as it named itself over the cable. */
export function deviceDraft(context: FhirContext, identity: DeviceIdentity): Draft {
  const { driver, manufacturer, model, serialNumber, software, simulator } = identity;
  const type = typeOf[driver];
  const resource: Device = {
    resourceType: 'Device',
    status: 'active',
    manufacturer,
    deviceName: [{ name: simulator ? `${model} (simulator)` : model, type: 'model-name' }],
    modelNumber: model,
    serialNumber,
    ...(type === undefined ? {} : { type: concept(context, type) }),
    ...(software === null ? {} : { version: [{ value: software }] }),
    owner: referClinic(),
  };
  return { kind: 'device', key: deviceKey(identity), lane: 0, write: 'update', resource };
}

/** This workstation, as the author of what the console itself does. */
export const stationDraft = (context: FhirContext): Draft => ({
  ...{ kind: 'device', key: stationKey(context), lane: 0, write: 'create' },
  resource: {
    resourceType: 'Device',
    status: 'active',
    type: concept(context, 'console'),
    deviceName: [{ name: `Infusion Console ${context.stationId}`, type: 'user-friendly-name' }],
    owner: referClinic(),
  } satisfies Device,
});

const mdcOf = (name: CodeName): string | null =>
  codeTable[name].codings.find(({ system }) => system === MDC)?.code ?? null;

/** One quantity of a device, keyed by its MDC code; null: there is none that is sure. */
export function metricDraft(
  context: FhirContext,
  identity: DeviceIdentity,
  name: CodeName,
  category: 'measurement' | 'setting',
): Draft | null {
  const code = mdcOf(name);
  if (code === null) return null;
  const { unit } = codeTable[name];
  const resource: DeviceMetric = {
    resourceType: 'DeviceMetric',
    type: concept(context, name),
    ...(unit === null
      ? {}
      : { unit: { coding: [{ system: 'http://unitsofmeasure.org', code: unit }], text: unit } }),
    source: referDevice(identity),
    operationalStatus: 'on',
    category,
  };
  return {
    ...{ kind: 'device-metric', key: `${deviceKey(identity)}/${code}`, lane: 0, write: 'create' },
    resource,
  };
}
