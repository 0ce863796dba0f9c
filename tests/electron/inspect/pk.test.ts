import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { pk } from '../../../electron/inspect/pk';
import { minutesOfVectors, toleranceOf, vectors } from '../../shared/pk/vectors';
import { bundled, ended, launch } from '../store/program';
import { temporaryFolder } from '../store/samples';

type Event = Readonly<Record<string, unknown>>;

function regimen(content: unknown): string {
  const file = path.join(temporaryFolder(), 'regimen.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function asked(events: readonly Event[], more: Readonly<Record<string, string>> = {}) {
  const options = { model: 'domino', 'weight-kg': '70', regimen: regimen({ events }), at: '10', ...more };
  return pk(Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]));
}

const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('it was not refused');
};

describe('inspect pk', () => {
  it.each(vectors)('SR-134 $modelId at $weightKg kg, ke0 $ke0PerMin', (one) => {
    const { points, model } = asked(
      [
        { minute: 0, bolus_mg: 0 },
        { minute: 0, rate_mg_per_min: one.mgPerMin },
        { minute: one.lastsMin, rate_mg_per_min: 0 },
      ],
      {
        model: one.modelId,
        'weight-kg': String(one.weightKg),
        at: minutesOfVectors.join(','),
        ...(one.ke0PerMin === null ? {} : { ke0: String(one.ke0PerMin) }),
      },
    );
    expect(model).toBe(one.modelId);
    points.forEach(({ minute, cp_ng_ml, ce_ng_ml }, index) => {
      expect(minute).toBe(minutesOfVectors[index]);
      const expected = one.ngPerMl[index] ?? Number.NaN;
      const found = one.ke0PerMin === null ? cp_ng_ml : ce_ng_ml;
      expect(Math.abs(found - expected)).toBeLessThanOrEqual(toleranceOf(expected));
    });
  });

  it('takes doses by weight and by the hour, and a bolus at its own minute', () => {
    const plain = asked([
      { minute: 0, bolus_mg: 14 },
      { minute: 2, rate_mg_per_min: 0.7 },
    ]);
    const ways: Event[][] = [
      [
        { minute: 0, bolus_mg_per_kg: 0.2 },
        { minute: 2, rate_mg_per_kg_per_min: 0.01 },
      ],
      [
        { minute: 2, rate_mg_per_kg_per_hour: 0.6 },
        { minute: 0, bolus_mg_per_kg: 0.2 },
      ],
      [
        { minute: 0, bolus_mg: 14 },
        { minute: 2, rate_mg_per_hour: 42 },
      ],
    ];
    for (const events of ways)
      expect(asked(events).points[0]?.cp_ng_ml).toBeCloseTo(plain.points[0]?.cp_ng_ml ?? 0, 9);
    const jump = asked([{ minute: 5, bolus_mg: 10 }], { at: '5,4.999,0' });
    expect(jump.points.map(({ minute }) => minute)).toEqual([5, 4.999, 0]);
    expect(jump.points[0]?.cp_ng_ml).toBeCloseTo((10 / 4.41) * 1000, 6);
    expect(jump.points.slice(1)).toEqual([
      { minute: 4.999, cp_ng_ml: 0, ce_ng_ml: 0 },
      { minute: 0, cp_ng_ml: 0, ce_ng_ml: 0 },
    ]);
  });

  it('refuses what is missing, unknown or contradicts itself, with a reason', () => {
    const rate = { minute: 0, rate_mg_per_min: 1 };
    expect(refusal(() => pk([]))).toContain('--model is missing; known: domino, clements250');
    expect(refusal(() => asked([rate], { model: 'minto' }))).toContain('no model "minto"');
    for (const weight of ['0', '-70', 'heavy', '', '5000', 'Infinity'])
      expect(refusal(() => asked([rate], { 'weight-kg': weight }))).toContain('--weight-kg');
    for (const ke0 of ['0', '-1', 'slow']) expect(refusal(() => asked([rate], { ke0 }))).toContain('--ke0');
    for (const at of ['', '1,,2', '-1', 'now'])
      expect(refusal(() => asked([rate], { at }))).toContain('--at');
    expect(refusal(() => asked([rate, { minute: 0, rate_mg_per_min: 2 }]))).toContain(
      'minute 0 has two rates',
    );
    expect(refusal(() => asked([{ ...rate, rate_mg_per_hour: 60 }]))).toContain('given in two ways');
    expect(refusal(() => asked([{ minute: 1, bolus_mg: 1, bolus_mg_per_kg: 1 }]))).toContain('in two ways');
    expect(refusal(() => asked([{ minute: 0 }]))).toContain('neither a bolus nor a rate');
    expect(refusal(() => asked([{ minute: -1, bolus_mg: 1 }]))).toContain('events.0.minute');
    expect(refusal(() => asked([{ minute: 0, bolus_mg: -1 }]))).toContain('events.0.bolus_mg');
    expect(refusal(() => asked([{ minute: 0, bolus_mg: '5' }]))).toContain('events.0.bolus_mg');
    expect(refusal(() => asked([{ minute: 0, bolus_mcg: 5 }]))).toContain('bolus_mcg');
    const file = (content: unknown) =>
      refusal(() =>
        pk(['--model', 'domino', '--weight-kg', '70', '--at', '1', '--regimen', regimen(content)]),
      );
    expect(file({})).toContain('events');
    expect(file([])).toContain('regimen.json');
    expect(file('{"events":')).toContain('can not be read');
    expect(refusal(() => asked([], { regimen: '/nowhere/at/all.json' }))).toContain('can not be read');
  });

  it('prints JSON and nothing else, or a reason on standard error with exit code 1', async () => {
    const program = await bundled('electron/inspect/cli.ts');
    try {
      const call = (weight: string) =>
        ended(
          launch(
            program.file,
            [
              ...['pk', '--model', 'kamp2020-arterial3c', '--weight-kg', weight, '--at', '1,40'],
              ...['--regimen', regimen({ events: [{ minute: 0, rate_mg_per_min: 0.875 }] })],
            ],
            {},
          ),
        );
      const done = await call('70');
      expect({ code: done.code, err: done.err }).toEqual({ code: 0, err: '' });
      const { model, points, ...more } = JSON.parse(done.out) as Record<string, unknown>;
      expect({ model, more }).toEqual({ model: 'kamp2020-arterial3c', more: {} });
      expect(points).toEqual([
        { minute: 1, cp_ng_ml: expect.closeTo(31.507, 2), ce_ng_ml: expect.closeTo(1.784, 2) },
        { minute: 40, cp_ng_ml: expect.closeTo(253.052, 2), ce_ng_ml: expect.closeTo(227.563, 2) },
      ]);
      const refused = await call('0');
      expect(refused).toMatchObject({ code: 1, out: '' });
      expect(refused.err).toContain('0 kg is not a body weight');
    } finally {
      program.remove();
    }
  });
});
