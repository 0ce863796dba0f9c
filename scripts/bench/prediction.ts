import { curveOf } from '../../shared/pk/curve';
import { dispositionOf } from '../../shared/pk/disposition';
import type { DoseStep } from '../../shared/pk/dose-step';
import { followDose } from '../../shared/pk/follow';
import { compartmentsOf, pkModelIds } from '../../shared/pk/model';
import { ke0Olofsen, pkModels } from '../../shared/pk/models';
import { type AccountRow, regimenFold, stepsOf } from '../../shared/pk/regimen';
import { epochMs } from '../../shared/time/clock';
import { kg, mgPerMin, mgPerMl, ml, mlPerHour } from '../../shared/units/units';
import { type Row, row } from './numbers';

const SECONDS = 4 * 3_600;
const ROUNDS = 40;
const WEIGHT = kg(68);

const step = (fromS: number, toS: number, rate: number): DoseStep => ({
  fromMs: epochMs(fromS * 1000),
  toMs: epochMs(toS * 1000),
  lowMgPerMin: mgPerMin(rate),
  highMgPerMin: mgPerMin(rate),
});
const dose = [
  step(600, 2_400, 0.227),
  step(2_400, 4_300, 0.34),
  step(4_540, 5_000, 0.34),
  step(5_000, SECONDS, 0.397),
];

/** A pump that is read once a second, with a counter of three decimals. */
function account(): AccountRow[] {
  const rows: AccountRow[] = [];
  let volume = 0;
  for (let second = 0; second < SECONDS; second += 1) {
    const running = dose.find(({ fromMs, toMs }) => second * 1000 >= fromMs && second * 1000 < toMs);
    const rate = ((running?.highMgPerMin ?? 0) * 60) / 2;
    const shown = ml(Math.floor(volume * 1000) / 1000);
    rows.push({
      ...{ at: epochMs(second * 1000), lowMl: shown, highMl: shown },
      ...{ rateMlPerHour: mlPerHour(rate), concentration: mgPerMl(2) },
    });
    volume += rate / 3600;
  }
  return rows;
}

function exact(): void {
  for (const id of pkModelIds) {
    const kinetics = { disposition: dispositionOf(pkModels[id], WEIGHT), ke0: ke0Olofsen.perMin };
    curveOf(kinetics, dose, 'high', { fromMs: epochMs(0), everyMs: 1_000, count: SECONDS });
  }
}

/** The same points by one step of Runge-Kutta a second on the compartments: what others do, and less exact. */
function rungeKutta(): void {
  const h = 1 / 60;
  const ke0 = ke0Olofsen.perMin;
  for (const id of pkModelIds) {
    const { v1L, k10, k12, k21, k13, k31 } = compartmentsOf(pkModels[id], WEIGHT);
    const out = new Float64Array(SECONDS * 2);
    let [a, b, c, e] = [0, 0, 0, 0];
    const slope = (x: number, y: number, z: number, w: number, rate: number) =>
      [
        rate - (k10 + k12 + k13) * x + k21 * y + k31 * z,
        k12 * x - k21 * y,
        k13 * x - k31 * z,
        ke0 * ((x / v1L) * 1000 - w),
      ] as const;
    for (let second = 0; second < SECONDS; second += 1) {
      out[second * 2] = (a / v1L) * 1000;
      out[second * 2 + 1] = e;
      const rate =
        dose.find(({ fromMs, toMs }) => second * 1000 >= fromMs && second * 1000 < toMs)?.highMgPerMin ?? 0;
      const p = slope(a, b, c, e, rate);
      const q = slope(a + (h / 2) * p[0], b + (h / 2) * p[1], c + (h / 2) * p[2], e + (h / 2) * p[3], rate);
      const r = slope(a + (h / 2) * q[0], b + (h / 2) * q[1], c + (h / 2) * q[2], e + (h / 2) * q[3], rate);
      const s = slope(a + h * r[0], b + h * r[1], c + h * r[2], e + h * r[3], rate);
      a += (h / 6) * (p[0] + 2 * q[0] + 2 * r[0] + s[0]);
      b += (h / 6) * (p[1] + 2 * q[1] + 2 * r[1] + s[1]);
      c += (h / 6) * (p[2] + 2 * q[2] + 2 * r[2] + s[2]);
      e += (h / 6) * (p[3] + 2 * q[3] + 2 * r[3] + s[3]);
    }
  }
}

function timed(work: () => void, into: number[]): void {
  const started = performance.now();
  work();
  into.push(performance.now() - started);
}

/** Predicted concentration: a whole session at once, what one more reading costs, and the regimen out of the account. */
export async function prediction(): Promise<Row[]> {
  const rows = account();
  const drawn = {
    model: pkModels['kamp2020-arterial3c'],
    ke0: ke0Olofsen,
    offered: [pkModels['kamp2020-arterial3c'], pkModels.clements250, pkModels.domino],
    weight: WEIGHT,
    subject: { drug: 'ketamine', ageYears: 46 },
  };
  const times = {
    exact: [] as number[],
    rungeKutta: [] as number[],
    regimen: [] as number[],
    whole: [] as number[],
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    timed(exact, times.exact);
    timed(rungeKutta, times.rungeKutta);
    timed(() => {
      const fold = regimenFold();
      for (const one of rows) fold.take(one);
      stepsOf(fold);
    }, times.regimen);
    timed(() => followDose(drawn, [], rows), times.whole);
  }
  const live = followDose(drawn, [], rows.slice(0, -3_600));
  const single: number[] = [];
  for (const one of rows.slice(-3_600)) timed(() => live.take(one), single);
  // The first rounds warm up.
  const warm = (samples: number[]) => samples.slice(5);
  const [ours, others] = [warm(times.exact), warm(times.rungeKutta)];
  const ratio = ours.map((value, index) => value / (others[index] ?? value));
  return [
    row('five models, 4 h at one-second steps, exact', ours, { aim: { of: 'median', below: 5 } }),
    row('  the same points, Runge-Kutta at one second', others),
    row('  exact beside Runge-Kutta', ratio, { unit: 'times' }),
    row("regimen out of 4 h of the pump's account at 1 Hz", warm(times.regimen)),
    row('bedside opens: 4 h followed in one go, band of three', warm(times.whole)),
    row('  one more reading', single, { note: 'three models, both ends of the account' }),
  ];
}
