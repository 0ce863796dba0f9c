import type { Numeric } from '../readings/monitor';
import { charts } from '../series/charted';
import { artefacts } from './artefacts';
import { deviceKey, referDeviceKey } from './devices';
import type { Draft } from './item-of';
import { type Revisions, revisions } from './revisions';
import type { Correcting, Part, Scope } from './scope';
import { type Pressure, pressureObservation } from './vital';

const parts = {
  'NIBP-sys': 'systolicMmHg',
  'NIBP-dia': 'diastolicMmHg',
  'NIBP-mean': 'meanMmHg',
  'NIBP-PR': 'pulsePerMin',
} as const;
const isPart = (code: string): code is keyof typeof parts => code in parts;
const none: Pressure = { systolicMmHg: null, diastolicMmHg: null, meanMmHg: null, pulsePerMin: null };

type Measured = {
  readonly at: number;
  pressure: Pressure;
  readonly monitor: string | null;
};

/** The value of a numeric of the cuff as it is charted: in mmHg, to one decimal where the monitor shows kPa. */
function charted(numeric: Numeric, simulation: boolean): number | null {
  const value = charts(numeric, simulation);
  return value === null || numeric.unit !== 'kPa' ? value : Math.round(value * 10) / 10;
}

/**
 * Blood pressures by the monitor's cuff: one panel a measurement, at its own time, however often the monitor repeats it
 * and in however many readings its numbers come.
 */
export function cuffPart(scope: Scope): Part {
  const kept: Revisions = revisions(scope);
  const measured = new Map<number, Measured>();
  const remarks = artefacts();
  let untimed = '';

  const isArtefact = ({ at }: Measured): boolean =>
    remarks.standing().some(({ code, fromAt, toAt }) => isPart(code) && at >= fromAt && at <= toAt);

  function send(one: Measured, why: Correcting | null): Draft[] {
    const key = `${scope.sessionId}/nibp/${one.at}`;
    const resource = pressureObservation(
      scope,
      one.pressure,
      {
        ...{ at: one.at, writtenAt: null, by: null, numeric: 'NIBP-sys', note: '' },
        device: one.monitor === null ? null : referDeviceKey(one.monitor),
      },
      'error',
    );
    const draft: Draft = { kind: 'obs', key, lane: 3, write: 'create', resource };
    const isOut = isArtefact(one);
    return kept.put(key, isOut ? [] : [draft], why);
  }

  function remember({ at, pressure }: Measured): void {
    const key = `${scope.sessionId}/nibp/${at}`;
    const { systolicMmHg, diastolicMmHg } = pressure;
    const index = scope.cuffs.findIndex((one) => one.key === key);
    const sent = { key, at, systolicMmHg, diastolicMmHg };
    if (index < 0) scope.cuffs.push(sent);
    else scope.cuffs[index] = sent;
  }

  return {
    take(event, state) {
      const why = remarks.take(event);
      if (why !== null) return [...measured.values()].flatMap((one) => send(one, why));
      if (event.type !== 'monitor.reading' || !state.monitor.trusted || state.session === null) return [];
      if (state.session.phase === 'closed') return [];
      const cuff = event.body.numerics.filter(({ code }) => isPart(code));
      if (cuff.length === 0) return [];
      // Without a time of their own the same numbers are the same measurement.
      const said = cuff
        .map(({ code, value, measuredAt }) => (measuredAt === null ? `${code} ${value}` : ''))
        .join();
      const isRepeated = said === untimed;
      untimed = said;
      const { identity } = state.monitor;
      const monitor = identity === null ? null : deviceKey(identity);
      const changed = new Set<Measured>();
      for (const numeric of cuff) {
        if (!isPart(numeric.code) || (numeric.measuredAt === null && isRepeated)) continue;
        const at: number = numeric.measuredAt ?? event.at;
        const one = measured.get(at) ?? { at, pressure: none, monitor };
        const value = charted(numeric, state.session.simulation);
        const part = parts[numeric.code];
        const isNews = !measured.has(at) || (value !== null && one.pressure[part] !== value);
        if (!isNews) continue;
        if (value !== null) one.pressure = { ...one.pressure, [part]: value };
        measured.set(at, one);
        changed.add(one);
      }
      return [...changed].flatMap((one) => {
        remember(one);
        return send(one, null);
      });
    },
  };
}
