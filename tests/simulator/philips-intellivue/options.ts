import { type Kg, kg, type MgPerMl, mgPerMl } from '../../../shared/units/units';
import type { OptionDescription } from '../device';

export type MonitorOptions = {
  readonly recording: string;
  readonly weight: Kg;
  readonly concentration: MgPerMl;
  readonly cuffCycleMs: number;
  readonly seed: number;
  readonly clockOffsetMs: number;
  readonly firstTick: number;
  readonly serialNumber: string;
};

/** The options of the simulated monitor, for the help text. */
export const monitorOptions: readonly OptionDescription[] = [
  { name: 'recording', argument: 'a|b|FILE', what: 'recorded person to replay (default a)' },
  { name: 'weight-kg', argument: 'KG', what: 'weight of the modelled patient (default 70)' },
  {
    name: 'mg-per-ml',
    argument: 'MG/ML',
    what: 'concentration in the pump given by --pump-control (default 2)',
  },
  { name: 'nibp-minutes', argument: 'MIN', what: 'cuff cycle; 0 measures only on request (default 5)' },
  { name: 'seed', argument: 'N', what: 'seed of the modelled noise (default 1)' },
  { name: 'clock-offset-seconds', argument: 'S', what: 'how far the monitor clock is ahead (default 0)' },
  { name: 'first-tick', argument: 'TICKS', what: 'relative time at power-on, 1/8000 s (default 1000000)' },
  { name: 'serial', argument: 'TEXT', what: 'serial number (default SIM0000001)' },
];

/** Options from the command line; a number that is none is refused. */
export function readOptions(given: Readonly<Record<string, string>>): MonitorOptions {
  const number = (name: string, fallback: number, min: number): number => {
    const text = given[name];
    const value = text === undefined ? fallback : Number(text);
    if (text === '' || !Number.isFinite(value) || value < min)
      throw new RangeError(`--${name}: "${text}" is not a number of at least ${min}`);
    return value;
  };
  return {
    recording: given.recording ?? 'a',
    weight: kg(number('weight-kg', 70, 1)),
    concentration: mgPerMl(number('mg-per-ml', 2, 0.001)),
    cuffCycleMs: number('nibp-minutes', 5, 0) * 60_000,
    seed: number('seed', 1, 0),
    clockOffsetMs: number('clock-offset-seconds', 0, Number.NEGATIVE_INFINITY) * 1000,
    firstTick: number('first-tick', 1_000_000, 0),
    serialNumber: given.serial ?? 'SIM0000001',
  };
}
