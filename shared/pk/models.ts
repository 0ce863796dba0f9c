import { ngPerMl, perMin } from '../units/units';
import type { Ke0, PkModel, PkModelId } from './model';

const ADULT_YEARS = 18;
/** Patients wake up at about this; what is above it, no model of these predicts. */
const FAILS_ABOVE = ngPerMl(600);

/** The general rate of equilibration: the one that was measured, over all its endpoints. */
export const ke0Olofsen: Ke0 = {
  ke0Id: 'olofsen2012',
  perMin: perMin(Math.LN2 / 6.1),
  basis: 'half-life 6.1 min, mean over all endpoints (0 to 11.8 min), S-ketamine, 12 volunteers',
  source: 'Olofsen 2012, Anesthesiology 117:353',
};

const bolusPeak = (value: number): Ke0 => ({
  ke0Id: 'peak-1min',
  perMin: perMin(value),
  basis: 'set so that a bolus has its peak effect after 1 min; not measured',
  source: 'opentiva, ketamine.py',
});

/** Every model that this program knows, as data. Numbers as they are printed in the source or in the code named. */
export const pkModels: Readonly<Record<PkModelId, PkModel>> = {
  domino: {
    modelId: 'domino',
    name: 'Domino',
    version: 1,
    parameters: {
      kind: 'rate-constants',
      v1LPerKg: 0.063,
      k10PerMin: 0.438,
      k12PerMin: 0.592,
      k21PerMin: 0.247,
      third: { k13PerMin: 0.59, k31PerMin: 0.0146 },
    },
    scaling: 'linear in weight',
    population: 'adults',
    fromYears: ADULT_YEARS,
    belowYears: null,
    upTo: FAILS_ABOVE,
    source: 'Domino 1982 (PMID 7198883) by opentiva; Clin Pharmacol Ther 1984;36:645 by stanpumpR',
    confidence: 'from open code, source disputed',
    note: 'Two programs agree on the numbers and name different papers. Reads low over long infusions.',
    ke0s: [
      bolusPeak(0.652),
      {
        ke0Id: 'peak-3min',
        perMin: perMin(0.0857),
        basis: 'set so that a bolus has its peak effect after 3 min, which its author calls a guess',
        source: 'stanpumpR, drugs_ketamine.R',
      },
    ],
  },
  clements250: {
    modelId: 'clements250',
    name: 'Clements 250',
    version: 1,
    parameters: {
      kind: 'rate-constants',
      v1LPerKg: 1.7522,
      k10PerMin: 0.0109,
      k12PerMin: 0.0186,
      k21PerMin: 0.0137,
      third: null,
    },
    scaling: 'linear in weight',
    population: 'volunteers after a bolus of 250 mcg/kg',
    fromYears: ADULT_YEARS,
    belowYears: null,
    upTo: FAILS_ABOVE,
    source: 'Clements and Nimmo 1981, Br J Anaesth 53:27, doi 10.1093/bja/53.1.27',
    confidence: 'from open code',
    note: 'Two programs agree within 3 %.',
    ke0s: [bolusPeak(5.2)],
  },
  'kamp2020-arterial3c': {
    modelId: 'kamp2020-arterial3c',
    name: 'Kamp 2020',
    version: 1,
    parameters: {
      kind: 'clearances',
      v1L: 25,
      v2L: 56,
      v3L: 157,
      clLPerHour: 84,
      q2LPerHour: 161,
      q3LPerHour: 79,
      clearancePower: 1,
    },
    scaling: 'volumes and clearances linear in weight, from 70 kg',
    population: 'raw data of 14 studies pooled, arterial',
    fromYears: ADULT_YEARS,
    belowYears: null,
    upTo: FAILS_ABOVE,
    source: 'Kamp 2020, Anesthesiology, doi 10.1097/ALN.0000000000003577',
    confidence: 'from open code',
    note: 'Arterial: above what a vein shows while drug runs. The two delays to the vein are left out.',
    ke0s: [bolusPeak(2.791)],
  },
  herd2007: {
    modelId: 'herd2007',
    name: 'Herd 2007',
    version: 1,
    parameters: {
      kind: 'clearances',
      v1L: 38.7,
      v2L: 102,
      v3L: null,
      clLPerHour: 90,
      q2LPerHour: 215,
      q3LPerHour: null,
      clearancePower: 0.75,
    },
    scaling: 'volumes linear, clearances by (weight / 70 kg) to the power of 0.75',
    population: 'children in the emergency department',
    fromYears: 0,
    belowYears: ADULT_YEARS,
    upTo: FAILS_ABOVE,
    source: 'Herd 2007, PMID 17564643',
    confidence: 'read in the source',
    note: 'Between children the central volume differs by 64 %, the clearance by 38 %.',
    ke0s: [],
  },
  hijazi2003: {
    modelId: 'hijazi2003',
    name: 'Hijazi 2003',
    version: 1,
    parameters: {
      kind: 'rate-constants',
      v1LPerKg: 1.08,
      k10PerMin: 0.0333,
      k12PerMin: 0.0088,
      k21PerMin: 0.003,
      third: null,
    },
    scaling: 'linear in weight',
    population: '12 patients in intensive care with injury of brain or spinal cord',
    fromYears: ADULT_YEARS,
    belowYears: null,
    upTo: FAILS_ABOVE,
    source: 'Hijazi 2003, Br J Anaesth, doi 10.1093/bja/aeg028',
    confidence: 'from open code',
    note: 'Not made for outpatients.',
    ke0s: [],
  },
};

/** The rates of equilibration that may be used with a model, the measured one first. */
export function ke0sFor(model: PkModel): readonly Ke0[] {
  return [ke0Olofsen, ...model.ke0s];
}
