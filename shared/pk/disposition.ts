import type { Kg } from '../units/units';
import { type Compartments, compartmentsOf, type PkModel } from './model';

/**
 * What one milligram does in plasma: the concentration t minutes later is the sum of `ngPerMlPerMg` · e^(−`perMin` · t),
 * in ng/mL. Always three terms; of two compartments the last one is nought.
 */
export type Disposition = {
  readonly perMin: readonly [number, number, number];
  readonly ngPerMlPerMg: readonly [number, number, number];
};

const NG_PER_ML_IN_MG_PER_L = 1_000;

/** Roots of λ² − sum·λ + product, the larger one first; the smaller one without cancellation. */
function twoRoots(sum: number, product: number): [number, number] {
  const larger = (sum + Math.sqrt(sum * sum - 4 * product)) / 2;
  return [larger, product / larger];
}

/** Roots of λ³ − a·λ² + b·λ − c, all real and positive for a mammillary model, largest first. */
function threeRoots(a: number, b: number, c: number): [number, number, number] {
  const p = (a * a - 3 * b) / 9;
  const q = (2 * a ** 3 - 9 * a * b + 27 * c) / 54;
  const angle = Math.acos(Math.max(-1, Math.min(1, q / p ** 1.5))) / 3;
  // The formula leaves a rounding of the size of the largest root; one on each root itself takes it away.
  const polished = (start: number): number => {
    let root = start;
    for (let turn = 0; turn < 3; turn += 1) {
      const value = ((root - a) * root + b) * root - c;
      root -= value / ((3 * root - 2 * a) * root + b);
    }
    return root;
  };
  const [first = 0, second = 0, third = 0] = [0, 1, 2]
    .map((turn) => 2 * Math.sqrt(p) * Math.cos(angle + (2 * Math.PI * turn) / 3) + a / 3)
    .map(polished)
    .sort((left, right) => right - left);
  return [first, second, third];
}

function ofTwo({ v1L, k10, k12, k21 }: Compartments): Disposition {
  const [fast, slow] = twoRoots(k10 + k12 + k21, k10 * k21);
  const unit = NG_PER_ML_IN_MG_PER_L / v1L;
  return {
    perMin: [fast, slow, 1],
    ngPerMlPerMg: [(unit * (fast - k21)) / (fast - slow), (unit * (k21 - slow)) / (fast - slow), 0],
  };
}

function ofThree({ v1L, k10, k12, k21, k13, k31 }: Compartments): Disposition {
  const roots = threeRoots(
    k10 + k12 + k13 + k21 + k31,
    k10 * k21 + k10 * k31 + k21 * k31 + k12 * k31 + k13 * k21,
    k10 * k21 * k31,
  );
  const unit = NG_PER_ML_IN_MG_PER_L / v1L;
  const weightOf = (own: number, one: number, other: number) =>
    (unit * (k21 - own) * (k31 - own)) / ((one - own) * (other - own));
  const [a, b, c] = roots;
  return { perMin: roots, ngPerMlPerMg: [weightOf(a, b, c), weightOf(b, a, c), weightOf(c, a, b)] };
}

/** The sum of exponentials of a model in a body of this weight. */
export function dispositionOf(model: PkModel, weight: Kg): Disposition {
  const compartments = compartmentsOf(model, weight);
  return compartments.count === 2 ? ofTwo(compartments) : ofThree(compartments);
}
