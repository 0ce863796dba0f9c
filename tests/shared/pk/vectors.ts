import type { PkModelId } from '../../../shared/pk/model';

/** Moments of both cases, minutes. */
export const minutesOfVectors = [1, 5, 10, 20, 40, 60, 120, 240, 300] as const;

export type Vector = {
  readonly weightKg: number;
  readonly mgPerMin: number;
  readonly lastsMin: number;
  readonly modelId: PkModelId;
  /** Null: plasma; else the effect site with this rate of equilibration. */
  readonly ke0PerMin: number | null;
  readonly ngPerMl: readonly number[];
};

const ln2 = Math.LN2 / 6.1;
const caseA = { weightKg: 70, mgPerMin: 0.875, lastsMin: 40 };
const caseB = { weightKg: 80, mgPerMin: (0.35 * 80) / 60, lastsMin: 240 };
const vector = (
  dose: Pick<Vector, 'weightKg' | 'mgPerMin' | 'lastsMin'>,
  modelId: PkModelId,
  ke0PerMin: number | null,
  ...ngPerMl: number[]
): Vector => ({ ...dose, modelId, ke0PerMin, ngPerMl });

const kamp = 'kamp2020-arterial3c';

/** Public test vectors: 0.5 mg/kg over 40 min at 70 kg, and 0.35 mg/kg/h over 4 h at 80 kg. */
export const vectors: readonly Vector[] = [
  vector(caseA, 'domino', null, 100.53, 155.354, 181.829, 209.607, 240.36, 55.12, 35.839, 17.347, 12.069),
  vector(caseA, 'domino', ln2, 6.812, 54.732, 105.133, 169.448, 224.877, 84.295, 37.897, 18.322, 12.747),
  vector(caseA, 'domino', 0.652, 32.394, 136.632, 174.247, 206.268, 238.318, 56.694, 36.175, 17.51, 12.182),
  vector(caseA, 'clements250', null, 7.03, 33.198, 62.032, 109.48, 177.313, 115.415, 58.834, 34.568, 27.511),
  vector(caseA, 'clements250', ln2, 0.387, 8.044, 25.926, 70.197, 148.372, 133.878, 63.053, 35.779, 28.461),
  vector(caseA, 'clements250', 5.2, 5.698, 32.004, 60.992, 108.672, 176.779, 115.825, 58.908, 34.593, 27.531),
  vector(caseA, kamp, null, 31.507, 109.325, 154.532, 198.271, 253.052, 95.86, 49.906, 25.621, 20.115),
  vector(caseA, kamp, ln2, 1.784, 29.735, 76.114, 148.442, 227.563, 127.545, 54.157, 26.634, 20.836),
  vector(caseA, kamp, 2.791, 21.373, 104.337, 152.165, 197.058, 252.213, 96.42, 50.052, 25.66, 20.143),
  vector(caseB, 'domino', null, 46.914, 72.498, 84.853, 97.817, 112.168, 123.539, 150.275, 181.813, 67.276),
  vector(caseB, 'domino', ln2, 3.179, 25.541, 49.062, 79.076, 104.943, 118.413, 146.84, 180.15, 71.245),
  vector(caseB, 'domino', 0.652, 15.117, 63.762, 81.315, 96.258, 111.215, 122.716, 149.703, 181.536, 67.907),
  vector(caseB, 'clements250', null, 3.281, 15.492, 28.948, 51.09, 82.746, 104.951, 149.744, 206.96, 122.036),
  vector(caseB, 'clements250', ln2, 0.18, 3.754, 12.099, 32.759, 69.24, 95.235, 144.107, 203.561, 129.046),
  vector(
    caseB,
    'clements250',
    5.2,
    2.659,
    14.935,
    28.463,
    50.714,
    82.497,
    104.765,
    149.627,
    206.888,
    122.165,
  ),
  vector(caseB, kamp, null, 14.703, 51.018, 72.115, 92.526, 118.091, 137.261, 175.791, 219.699, 97.104),
  vector(caseB, kamp, ln2, 0.833, 13.876, 35.52, 69.273, 106.196, 128.794, 171.104, 217.19, 103.595),
  vector(caseB, kamp, 2.791, 9.974, 48.691, 71.01, 91.96, 117.699, 136.956, 175.612, 219.6, 97.331),
];

/** 0.1 % or 0.05 ng/mL, whichever is larger. */
export const toleranceOf = (expected: number): number => Math.max(0.001 * expected, 0.05);
