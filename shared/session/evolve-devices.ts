import type { Numeric } from '../readings/monitor';
import type { LoggedEvent } from './events';
import type { BedsideState, MonitorStanding, PumpStanding, Stamped } from './state';

const stamp = <T>(event: LoggedEvent, value: T): Stamped<T> => ({
  value,
  at: event.at,
  mono: event.mono,
  seq: event.seq,
});

/** What an event means for what we know of the devices, whatever the session. */
export function evolveDevices(state: BedsideState, event: LoggedEvent): BedsideState {
  switch (event.type) {
    case 'run.started':
      return {
        ...state,
        runId: event.runId,
        simulation: event.body.simulation,
        timeFactor: event.body.timeFactor,
        operator: null,
        soundPause: null,
        // A new run has spoken with no device yet: nothing of what was known is still known.
        pump: {
          ...state.pump,
          link: { kind: 'never' },
          control: 'unknown',
          controlDetail: '',
          lastFault: null,
        },
        monitor: { ...state.monitor, link: { kind: 'never' }, numerics: {}, alarms: [], lastFault: null },
      };
    case 'run.continued':
      return { ...state, runId: event.runId };
    case 'operator.signed-in':
    case 'operator.broke-glass':
      return { ...state, operator: event.body.by };
    case 'operator.signed-out':
      return { ...state, operator: null };
    case 'session.opened':
      return {
        ...state,
        simulation: event.body.simulation,
        timeFactor: event.body.timeFactor,
        clockStep: null,
        pump: pumpAtOpening(state.pump),
        monitor: monitorAtOpening(state.monitor),
      };
    case 'session.closed':
      return {
        ...state,
        pump: { ...state.pump, acceptedSerial: null },
        monitor: { ...state.monitor, acceptedSerial: null, trusted: true },
      };
    case 'link.up':
      return event.body.device === 'pump'
        ? { ...state, pump: pumpUp(state, event.body.identity, event) }
        : { ...state, monitor: monitorUp(state, event.body.identity, event) };
    case 'link.down': {
      const { device, fault, detail } = event.body;
      const link = { kind: 'down', since: event.at, sinceMono: event.mono, fault, detail } as const;
      return device === 'pump'
        ? { ...state, pump: { ...state.pump, link, control: 'unknown', controlDetail: detail } }
        : {
            ...state,
            monitor: { ...state.monitor, link, numerics: keepIntermittent(state.monitor), alarms: [] },
          };
    }
    case 'link.silent': {
      const link = { kind: 'silent', since: event.at, sinceMono: event.mono } as const;
      return event.body.device === 'pump'
        ? { ...state, pump: { ...state.pump, link } }
        : { ...state, monitor: { ...state.monitor, link, numerics: keepIntermittent(state.monitor) } };
    }
    case 'device.fault': {
      const { device, fault, detail } = event.body;
      const lastFault = stamp(event, { fault, detail });
      if (device === 'pump') return { ...state, pump: { ...state.pump, lastFault } };
      const trusted = fault === 'wrong-device' && state.session !== null ? false : state.monitor.trusted;
      const numerics = trusted ? state.monitor.numerics : {};
      return { ...state, monitor: { ...state.monitor, lastFault, trusted, numerics } };
    }
    case 'device.accepted': {
      const { device, identity } = event.body;
      return device === 'pump'
        ? { ...state, pump: { ...state.pump, acceptedSerial: identity.serialNumber } }
        : { ...state, monitor: { ...state.monitor, acceptedSerial: identity.serialNumber, trusted: true } };
    }
    case 'pump.capabilities':
      return { ...state, pump: { ...state.pump, capabilities: event.body.capabilities } };
    case 'pump.control':
      return {
        ...state,
        pump: { ...state.pump, control: event.body.control, controlDetail: event.body.detail },
      };
    case 'pump.reading':
      return {
        ...state,
        pump: { ...state.pump, link: answering(state.pump.link, event), reading: stamp(event, event.body) },
      };
    case 'monitor.reading':
      return { ...state, monitor: monitorReading(state.monitor, event.body.numerics, event) };
    case 'monitor.alarms':
      return { ...state, monitor: { ...state.monitor, alarms: event.body.alarms } };
    case 'monitor.clock':
      return { ...state, monitor: { ...state.monitor, clockOffsetMs: event.body.offsetMs } };
    case 'clock.stepped':
      return { ...state, clockStep: stamp(event, event.body.byMs) };
    default:
      return state;
  }
}

/**
 * A session begins with the devices that are linked, and with nothing that was seen of them for someone else: its log
 * has to tell the same without what came before (a device that comes later is said by its own `link.up`).
 */
function pumpAtOpening(pump: PumpStanding): PumpStanding {
  if (isConnected(pump.link)) {
    return { ...pump, acceptedSerial: pump.identity?.serialNumber ?? null, lastFault: null };
  }
  const nothing = {
    identity: null,
    acceptedSerial: null,
    capabilities: null,
    reading: null,
    lastFault: null,
  };
  return { ...pump, ...nothing, control: 'unknown', controlDetail: '' };
}

const isConnected = ({ kind }: PumpStanding['link']): boolean => kind === 'up' || kind === 'silent';

function monitorAtOpening(monitor: MonitorStanding): MonitorStanding {
  const linked = isConnected(monitor.link);
  return {
    ...monitor,
    identity: linked ? monitor.identity : null,
    acceptedSerial: linked ? (monitor.identity?.serialNumber ?? null) : null,
    numerics: {},
    lastReadingMono: null,
    alarms: [],
    trusted: true,
    clockOffsetMs: null,
    lastFault: null,
  };
}

/** A reading ends a silence. */
function answering(link: PumpStanding['link'], event: LoggedEvent): PumpStanding['link'] {
  return link.kind === 'silent' ? { kind: 'up', since: event.at, sinceMono: event.mono } : link;
}

function pumpUp(state: BedsideState, identity: PumpStanding['identity'], event: LoggedEvent): PumpStanding {
  const { pump, session } = state;
  const firstOfSession = session !== null && pump.acceptedSerial === null;
  return {
    ...pump,
    link: { kind: 'up', since: event.at, sinceMono: event.mono },
    identity,
    acceptedSerial: firstOfSession ? (identity?.serialNumber ?? null) : pump.acceptedSerial,
    control: 'unknown',
    controlDetail: '',
    // What the pump did before the link went is not what it does now.
    reading: null,
  };
}

function monitorUp(
  state: BedsideState,
  identity: MonitorStanding['identity'],
  event: LoggedEvent,
): MonitorStanding {
  const { monitor, session } = state;
  const firstOfSession = session !== null && monitor.acceptedSerial === null;
  const acceptedSerial = firstOfSession ? (identity?.serialNumber ?? null) : monitor.acceptedSerial;
  const replaced = session !== null && acceptedSerial !== (identity?.serialNumber ?? null);
  return {
    ...monitor,
    link: { kind: 'up', since: event.at, sinceMono: event.mono },
    identity,
    acceptedSerial,
    trusted: replaced ? false : monitor.trusted,
    numerics: replaced ? {} : monitor.numerics,
    alarms: [],
  };
}

/** A lost link empties the streaming values; a measurement with its own time stays, growing older. */
function keepIntermittent(monitor: MonitorStanding): MonitorStanding['numerics'] {
  return Object.fromEntries(
    Object.entries(monitor.numerics).filter(([, seen]) => seen.value.measuredAt !== null),
  );
}

function monitorReading(
  monitor: MonitorStanding,
  numerics: readonly Numeric[],
  event: LoggedEvent,
): MonitorStanding {
  const link = answering(monitor.link, event);
  if (!monitor.trusted) return { ...monitor, link, lastReadingMono: event.mono };
  const next: Record<string, Stamped<Numeric>> = { ...monitor.numerics };
  for (const numeric of numerics) {
    const key = `${numeric.code}/${numeric.source}`;
    const had = next[key];
    // A repeat of one cuff determination is not a new value: it keeps the time at which it first came.
    if (had !== undefined && numeric.measuredAt !== null && had.value.measuredAt === numeric.measuredAt)
      continue;
    next[key] = stamp(event, numeric);
  }
  return { ...monitor, link, lastReadingMono: event.mono, numerics: next };
}
