import type { Numeric, NumericCode, NumericUnit } from '../../../shared/readings/monitor';
import type { PumpSnapshot } from '../../../shared/readings/pump';
import { epochMs } from '../../../shared/time/clock';
import { ml, mlPerHour } from '../../../shared/units/units';

/** Numbers that look like noise and are the same in every run. */
export function noise(second: number, key: number): number {
  const turned = Math.sin(second * 12.9898 + key * 78.233) * 43_758.5453;
  return (turned - Math.floor(turned)) * 2 - 1;
}

/** What a pump shows that infuses at `rate` or, at 0, is on hold with `setTo` still on its display; mL/h, mL. */
export function snapshot(rate: number, setTo: number, volume: number): PumpSnapshot {
  return {
    runState: rate > 0 ? 'infusing' : 'paused',
    motion: rate > 0 ? 'proven' : 'still',
    rateMlPerHour: mlPerHour(rate > 0 ? rate : setTo),
    volumeInfusedMl: ml(Number(volume.toFixed(3))),
    vtbi: null,
    linePressureMmHg: null,
    timeRemaining: null,
    syringe: null,
    drugName: null,
    alarms: [],
    serialNumber: 'SIM-1',
    mode: rate > 0 ? 'SET' : 'HLD',
  };
}

const numeric = (code: NumericCode, source: string, unit: NumericUnit, value: number | null): Numeric => ({
  ...{ code, source, unit, value, alarming: false, measuredAt: null },
  quality: value === null ? 'unavailable' : 'valid',
});

/** The streaming numbers of one second; `dose` from 0 to 1 lifts pulse and breathing a little. */
export function streaming(second: number, dose: number, spo2: number | null): Numeric[] {
  const slow = Math.sin(second / 900) * 2 + Math.sin(second / 260) * 1.5;
  const hr = Math.round(72 + dose * 10 + slow + noise(Math.floor(second / 8), 1) * 1.2);
  return [
    numeric('HR', 'ecg', '/min', hr),
    numeric('PR', 'pleth', '/min', spo2 === null ? null : hr + Math.round(noise(Math.floor(second / 15), 2))),
    numeric('SpO2', 'pleth', '%', spo2),
    numeric('RR', 'impedance', '/min', Math.round(14 + dose + noise(Math.floor(second / 7), 3))),
    numeric('EtCO2', 'airway', 'mm[Hg]', Math.round(36 + slow / 2 + noise(Math.floor(second / 9), 4))),
    numeric(
      'Temp',
      'skin',
      'Cel',
      Number((36.5 + dose * 0.3 + noise(Math.floor(second / 60), 5) * 0.05).toFixed(1)),
    ),
  ];
}

/** One pressure with its own time, as the monitor goes on repeating it. */
export function pressure(sys: number, dia: number, at: number): Numeric[] {
  const measuredAt = epochMs(at);
  const cuff = (code: NumericCode, value: number) => ({
    ...numeric(code, 'cuff', 'mm[Hg]', value),
    measuredAt,
  });
  return [cuff('NIBP-sys', sys), cuff('NIBP-dia', dia), cuff('NIBP-mean', Math.round(dia + (sys - dia) / 3))];
}
