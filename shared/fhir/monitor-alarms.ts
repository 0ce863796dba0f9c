import type { Observation } from '@medplum/fhirtypes';
import type { MonitorAlarm } from '../readings/monitor';
import type { LoggedEvent } from '../session/events';
import { ownConcept } from './codes';
import { entryKey } from './context';
import { deviceKey, referDeviceKey } from './devices';
import { period } from './elements';
import type { Draft } from './item-of';
import { observationOf } from './observation';
import type { Part, Scope } from './scope';

type Standing = {
  readonly key: string;
  readonly alarm: MonitorAlarm;
  readonly fromAt: number;
  readonly monitor: string | null;
};

const idOf = ({ code, text }: MonitorAlarm): string => `${code} ${text}`;

function rawOf(scope: Scope, { alarm, fromAt, monitor }: Standing, toAt: number | null): Observation {
  const { context } = scope;
  const { effectiveDateTime: _, ...whole } = observationOf(
    scope,
    { code: 'alarm-event', category: 'procedure', at: fromAt, writtenAt: null, by: null },
    { valueString: alarm.text === '' ? alarm.code || 'alarm' : alarm.text },
  );
  return {
    ...whole,
    status: toAt === null ? 'preliminary' : 'final',
    effectivePeriod: period(fromAt, toAt),
    ...(monitor === null ? {} : { device: referDeviceKey(monitor) }),
    component: [
      { code: ownConcept(context, 'alarm-priority', 'priority'), valueString: alarm.priority },
      { code: ownConcept(context, 'alarm-kind', 'kind'), valueString: alarm.kind },
      ...(alarm.code === ''
        ? []
        : [{ code: ownConcept(context, 'alarm-code', 'code of the device'), valueString: alarm.code }]),
    ],
  };
}

/** What the monitor itself alarms on, raw: from when to when. */
export function monitorAlarmsPart(scope: Scope): Part {
  const standing = new Map<string, Standing>();
  const draftOf = (one: Standing, toAt: number | null): Draft => ({
    ...{ kind: 'alarm', key: one.key, lane: 2, write: toAt === null ? 'create' : 'update' },
    resource: rawOf(scope, one, toAt),
  });
  function ended(at: number, stays: (id: string) => boolean): Draft[] {
    const over = [...standing].filter(([id]) => !stays(id));
    for (const [id] of over) standing.delete(id);
    return over.map(([, one]) => draftOf(one, at));
  }
  const isGone = ({ type, body }: LoggedEvent): boolean =>
    type === 'session.closed' ||
    type === 'run.started' ||
    ((type === 'link.down' || type === 'link.up') && body.device === 'monitor');

  return {
    take(event, state) {
      // What was seen over a link that is gone is not known to stand.
      if (isGone(event)) return ended(event.at, () => false);
      if (event.type !== 'monitor.alarms' || state.session === null || !state.monitor.trusted) return [];
      const now = new Map(event.body.alarms.map((alarm) => [idOf(alarm), alarm]));
      const over = ended(event.at, (id) => now.has(id));
      const { identity } = state.monitor;
      const come = [...now].flatMap(([id, alarm], index): Draft[] => {
        if (standing.has(id)) return [];
        const one: Standing = {
          key: `${scope.sessionId}/${entryKey(scope.context, event.seq)}/monitor/${index}`,
          ...{ alarm, fromAt: event.at, monitor: identity === null ? null : deviceKey(identity) },
        };
        standing.set(id, one);
        return [draftOf(one, null)];
      });
      return [...over, ...come];
    },
  };
}
