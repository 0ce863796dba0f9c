import type { DeviceIdentity, DeviceRole } from '../readings/device';
import { canonical } from '../record/canonical';
import type { LoggedEvent } from '../session/events';
import { clinicDraft, roomDraft } from './clinic';
import type { FhirContext } from './context';
import { deviceDraft, metricDraft, stationDraft } from './devices';
import type { Draft } from './item-of';
import { orderDrafts } from './order';
import { patientResource } from './patient';
import { actorsIn } from './people-named';
import { actorDraft } from './practitioner';
import type { Part, Scope } from './scope';

/** Everybody whom entries name, the first time that they are named. */
export function peopleNamed(context: FhirContext): (event: LoggedEvent) => Draft[] {
  const known = new Set<string>();
  return (event) => {
    // Readings name nobody, and there are tens of thousands of them.
    if (event.type === 'pump.reading' || event.type === 'monitor.reading') return [];
    return actorsIn(event.body).flatMap((actor) => {
      const draft = actorDraft(context, actor);
      if (known.has(draft.key)) return [];
      known.add(draft.key);
      return [draft];
    });
  };
}

/** Every device that is named, when it is named first and when it says something else of itself. */
export function devicesNamed(context: FhirContext): (role: DeviceRole, identity: DeviceIdentity) => Draft[] {
  const known = new Map<string, string>();
  return (role, identity) => {
    const draft = deviceDraft(context, identity);
    const text = canonical(draft.resource);
    if (known.get(draft.key) === text) return [];
    const isFirst = !known.has(draft.key);
    known.set(draft.key, text);
    return [draft, ...(isFirst && role === 'pump' ? pumpMetrics(context, identity) : [])];
  };
}

const pumpMetrics = (context: FhirContext, identity: DeviceIdentity): Draft[] =>
  [
    metricDraft(context, identity, 'pump-flow', 'measurement'),
    metricDraft(context, identity, 'pump-volume', 'measurement'),
    metricDraft(context, identity, 'pump-vtbi', 'setting'),
  ].filter((one) => one !== null);

/** The device that an entry names. */
export const deviceIn = (event: LoggedEvent): [DeviceRole, DeviceIdentity] | null =>
  event.type === 'link.up' || event.type === 'device.accepted'
    ? [event.body.device, event.body.identity]
    : null;

/** What a session's own resources refer to: clinic, room, console, patient, order, people, devices. */
export function namedPart(scope: Scope): Part {
  const { context, opened } = scope;
  const people = peopleNamed(context);
  const devices = devicesNamed(context);
  return {
    take(event, state) {
      const device = deviceIn(event);
      const named = [...people(event), ...(device === null ? [] : devices(...device))];
      if (event !== opened) return named;
      const { patient, order, room } = opened.body;
      // What is linked when the session opens belongs to it, whether or not its own log says so again.
      const { pump, monitor } = state;
      const linked = [
        ...(pump.identity === null ? [] : devices('pump', pump.identity)),
        ...(monitor.identity === null ? [] : devices('monitor', monitor.identity)),
      ];
      return [
        clinicDraft(context),
        ...(room === '' ? [] : [roomDraft(room)]),
        stationDraft(context),
        {
          ...{ kind: 'patient', key: patient.patientId, lane: 0, write: 'look-up' },
          resource: patientResource(context, patient),
          identity: { by: 'identifier', system: context.mrnSystem, value: patient.mrn },
        },
        ...named,
        ...orderDrafts(context, order),
        ...linked,
      ] satisfies Draft[];
    },
  };
}
