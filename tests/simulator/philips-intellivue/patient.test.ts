import { describe, expect, test } from 'vitest';
import { kg, mg } from '../../../shared/units/units';
import { SimulatedPatient } from './patient';
import { noDose, SimulatedPlasma } from './pharmacokinetics';
import { drugResponse } from './physiology';
import { loadRecording, parseRecording, playBack } from './recording';

describe('simulated plasma', () => {
  // clinical.md 4.6, clements250, Ce with ke0 = ln 2 / 6.1 min.
  const minutes = [1, 5, 10, 20, 40, 60, 120, 240, 300];
  const cases = [
    {
      name: 'a: 70 kg, 0.875 mg/min for 40 min',
      weight: kg(70),
      rate: 0.875,
      until: 40,
      plasma: [7.03, 33.198, 62.032, 109.48, 177.313, 115.415, 58.834, 34.568, 27.511],
      effect: [0.387, 8.044, 25.926, 70.197, 148.372, 133.878, 63.053, 35.779, 28.461],
    },
    {
      name: 'b: 80 kg, 0.466667 mg/min for 240 min',
      weight: kg(80),
      rate: 112 / 240,
      until: 240,
      plasma: [3.281, 15.492, 28.948, 51.09, 82.746, 104.951, 149.744, 206.96, 122.036],
      effect: [0.18, 3.754, 12.099, 32.759, 69.24, 95.235, 144.107, 203.561, 129.046],
    },
  ];

  test.each(cases)('published vectors, case $name', ({ weight, rate, until, plasma, effect }) => {
    for (const stepSeconds of [1, 30]) {
      const model = new SimulatedPlasma(weight);
      for (let second = 0; second < 300 * 60; second += stepSeconds) {
        model.step(second < until * 60 ? mg((rate * stepSeconds) / 60) : noDose, stepSeconds);
        const index = minutes.indexOf((second + stepSeconds) / 60);
        if (index < 0) continue;
        const close = (value: number, expected: number | undefined) =>
          expect(Math.abs(value - (expected ?? 0))).toBeLessThanOrEqual(
            Math.max(0.05, 0.001 * (expected ?? 0)),
          );
        close(model.plasmaNgPerMl, plasma[index]);
        close(model.effectNgPerMl, effect[index]);
      }
    }
  });

  test('without drug it is exactly zero', () => {
    const model = new SimulatedPlasma(kg(70));
    for (let second = 0; second < 1000; second += 1) model.step(noDose, 1);
    expect([model.plasmaNgPerMl, model.effectNgPerMl]).toEqual([0, 0]);
  });
});

describe('response to the drug', () => {
  test('none without drug; +16/+11 mmHg at the end of 0.5 mg/kg over 40 min', () => {
    expect(Object.values(drugResponse(0)).map(Math.abs)).toEqual([0, 0, 0, 0, 0]);
    const response = drugResponse(148.4);
    expect(response.sysMmHg).toBeCloseTo(16, 0);
    expect(response.diaMmHg).toBeCloseTo(11, 0);
    expect(response.heartRatePerMin).toBeGreaterThan(5);
    expect(response.breathsPerMin).toBeLessThan(0);
    expect(response.etco2MmHg).toBeGreaterThan(0);
  });
});

describe('recordings', () => {
  test.each(['a', 'b'])('recording %s is replayed unchanged, with its gaps, and starts again', (which) => {
    const recording = loadRecording(which);
    const person = new SimulatedPatient(recording, new SimulatedPlasma(kg(70)), 1);
    const { length } = recording.seconds;
    let missing = 0;
    for (let second = 0; second < length + 10; second += 1) {
      const recorded = recording.seconds[second % length];
      expect([person.now.spo2, person.now.pulse]).toEqual([recorded?.spo2, recorded?.pulse]);
      expect(person.now.pass).toBe(second < length ? 1 : 2);
      expect(person.now.heartRate).toBeGreaterThan(25);
      expect(person.now.heartRate).toBeLessThan(120);
      if (person.now.pulse === null) missing += 1;
      person.live(noDose);
    }
    expect(missing).toBeGreaterThan(500);
  });

  test('are refused without the columns, and play from before their start', () => {
    expect(() => parseRecording('x', 't_s,other\n0,1')).toThrow('no columns');
    expect(() => parseRecording('x', 't_s,spo2_pct,pulse_bpm\n0,,')).toThrow('no pulse');
    const tiny = parseRecording('x', 't_s,spo2_pct,pulse_bpm\n0,97,60\n1,,61\n');
    expect([0, 1, 2].map((second) => playBack(tiny, second))).toEqual([
      { spo2: 97, pulse: 60, pass: 1 },
      { spo2: null, pulse: 61, pass: 1 },
      { spo2: 97, pulse: 60, pass: 2 },
    ]);
  });
});

describe('modelled vitals', () => {
  function hour(seed: number, milligrams: number) {
    const person = new SimulatedPatient(loadRecording('a'), new SimulatedPlasma(kg(70)), seed);
    const seen: number[][] = [];
    for (let second = 0; second < 3600; second += 1) {
      const { modelled } = person.live(mg(milligrams / 3600));
      seen.push([modelled.sysMmHg, modelled.breathsPerMin, modelled.etco2MmHg, modelled.temperatureCel]);
    }
    return seen;
  }

  test('are the same for the same seed, and others for another', () => {
    expect(hour(5, 30)).toEqual(hour(5, 30));
    expect(hour(5, 30)).not.toEqual(hour(6, 30));
  });

  test('stay plausible at rest and under an infusion', () => {
    for (const dose of [0, 40]) {
      for (const [sys = 0, breaths = 0, etco2 = 0, temperature = 0] of hour(2, dose)) {
        expect(sys).toBeGreaterThan(100);
        expect(sys).toBeLessThan(165);
        expect(breaths).toBeGreaterThan(9);
        expect(breaths).toBeLessThan(19);
        expect(etco2).toBeGreaterThan(32);
        expect(etco2).toBeLessThan(45);
        expect(Math.abs(temperature - 36.7)).toBeLessThan(0.5);
      }
    }
  });
});
