import type { Numeric, NumericQuality } from '../../../shared/readings/monitor';
import type { EpochMs } from '../../../shared/time/clock';
import { type ObservedValue, observedValues, wallTimeOf } from './attributes';
import { decodeFloat } from './float';
import { codeHex } from './hex';
import { attributeId, type Parameter, parameterOf, stateBit, unitOf } from './nomenclature';
import type { ObservedObject } from './poll';
import type { MonitorWallMs } from './time';

export type NumericRules = {
  /** Accept values in demo or test state. Only for tests and simulations (monitors.md 11.4). */
  readonly acceptDemoData: boolean;
  /** A measurement's monitor wall time in host time; null when the monitor's clock is not known. */
  readonly hostTime: (wall: MonitorWallMs) => EpochMs | null;
};

export type NumericsRead = {
  readonly numerics: readonly Numeric[];
  /** Words about what could not be used, for a fault that is told once. */
  readonly problems: readonly string[];
};

/** A number counts only without any of these bits: invalid, questionable, unavailable, calibrating, test. */
const NOT_A_VALUE =
  stateBit.invalid | stateBit.questionable | stateBit.unavailable | stateBit.calibrating | stateBit.test;

/** State bits as quality, the reason that matters most first (monitors.md 2.8). */
export function qualityOf(state: number): NumericQuality {
  if ((state & stateBit.invalid) !== 0) return 'invalid';
  if ((state & stateBit.unavailable) !== 0) return 'unavailable';
  if ((state & stateBit.calibrating) !== 0) return 'calibrating';
  if ((state & stateBit.test) !== 0) return 'test';
  if ((state & stateBit.demo) !== 0) return 'demo';
  if ((state & stateBit.questionable) !== 0) return 'questionable';
  return 'valid';
}

/** All numerics of one result set that the console knows (monitors.md 2.8). */
export function readNumerics(objects: readonly ObservedObject[], rules: NumericRules): NumericsRead {
  const numerics: Numeric[] = [];
  const problems: string[] = [];
  const taken = new Set<string>();
  // The order in which a monitor lists its objects must not decide which of two equal sensors is called what.
  const ordered = [...objects].sort((a, b) => a.context - b.context || a.handle - b.handle);
  for (const object of ordered) {
    const wall = wallTimeOf(object.attributes, attributeId.measuredAt);
    for (const observed of observedValues(object.attributes)) {
      const parameter = parameterOf.get(observed.physioId);
      if (parameter === undefined) continue;
      const key = numericKey(parameter);
      const source = taken.has(key) ? `${parameter.source} (context ${object.context})` : parameter.source;
      taken.add(key);
      numerics.push(toNumeric(observed, { ...parameter, source }, wall, rules, problems));
    }
  }
  return { numerics, problems };
}

/** What tells two numerics apart: parameter and sensor. */
export function numericKey({ code, source }: Pick<Numeric, 'code' | 'source'>): string {
  return `${code} ${source}`;
}

function toNumeric(
  observed: ObservedValue,
  { code, source, units }: Parameter,
  wall: MonitorWallMs | null,
  rules: NumericRules,
  problems: string[],
): Numeric {
  const { state } = observed;
  const named = { code, source, alarming: (state & stateBit.alarming) !== 0 };
  const unit = unitOf.get(observed.unitCode);
  if (unit === undefined || !units.includes(unit)) {
    problems.push(
      `${code} (${source}) came with unit code ${codeHex(observed.unitCode)}, which is not usable`,
    );
    return { ...named, value: null, unit: units[0], quality: 'invalid', measuredAt: null };
  }
  const measuredAt = wall === null ? null : rules.hostTime(wall);
  const none = (quality: NumericQuality): Numeric => ({ ...named, value: null, unit, quality, measuredAt });
  const quality = qualityOf(state);
  const madeUp = quality === 'demo' || quality === 'test';
  const accepted = madeUp && rules.acceptDemoData ? state & ~(stateBit.demo | stateBit.test) : state;
  if ((accepted & NOT_A_VALUE) !== 0 || (madeUp && !rules.acceptDemoData)) return none(quality);
  const decoded = decodeFloat(observed.float);
  if (decoded.kind === 'special') {
    const infinite = decoded.special === '+infinity' || decoded.special === '-infinity';
    return none(infinite ? 'invalid' : 'unavailable');
  }
  if (code.startsWith('NIBP') && measuredAt === null) {
    // A cuff value without its time could be an hour old.
    problems.push(`${code} came without a usable time of measurement`);
    return none('questionable');
  }
  return { ...named, value: decoded.value, unit, quality, measuredAt };
}

/**
 * Remembers what this association has delivered, so that a numeric that is no longer in the set is said to be
 * unavailable at once, and not held until it is too old. A new association starts with an empty memory.
 */
export class DeliveredNumerics {
  readonly #seen = new Map<string, Numeric>();

  /** The set with an unavailable numeric in the place of each that was there before and now is missing. */
  complete(numerics: readonly Numeric[]): Numeric[] {
    const present = new Set(numerics.map(numericKey));
    const missing = Array.from(this.#seen.values()).filter((known) => !present.has(numericKey(known)));
    for (const numeric of numerics) this.#seen.set(numericKey(numeric), numeric);
    const gone = missing.map(
      (known): Numeric => ({
        ...known,
        value: null,
        quality: 'unavailable',
        alarming: false,
        measuredAt: null,
      }),
    );
    return [...numerics, ...gone];
  }
}
