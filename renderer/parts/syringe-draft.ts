import type { Syringe } from '../../shared/dosing/order';
import { parseNumber } from '../../shared/units/parse';
import { mgPerMl, ml } from '../../shared/units/units';

export type SyringeText = {
  readonly drug: string;
  readonly concentration: string;
  readonly volume: string;
  readonly lot: string;
  readonly expires: string;
};

export type SyringeDraft = {
  readonly syringe: Syringe | null;
  readonly wrong: {
    readonly drug: string | null;
    readonly concentration: string | null;
    readonly volume: string | null;
    readonly expires: string | null;
  };
};

function positive(
  text: string,
  maxDecimals: number,
  unit: string,
): { value: number | null; wrong: string | null } {
  const parsed = parseNumber(text, maxDecimals);
  if (parsed.kind === 'refused') return { value: null, wrong: parsed.words };
  return parsed.value > 0
    ? { value: parsed.value, wrong: null }
    : { value: null, wrong: `0 ${unit} is not a syringe.` };
}

/** A calendar day as `2030-01-31`; an empty field is an expiry that is not known, and is kept as such. */
function expiry(text: string): { day: string | null; wrong: string | null } {
  const typed = text.trim();
  if (typed === '') return { day: null, wrong: null };
  const day = /^\d{4}-\d{2}-\d{2}$/.test(typed) ? new Date(`${typed}T00:00:00Z`) : null;
  const real = day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(typed);
  return real ? { day: typed, wrong: null } : { day: null, wrong: 'Type the day as 2030-01-31.' };
}

/** The syringe as typed from its label, with what is wrong with each field. */
export function readSyringe(text: SyringeText): SyringeDraft {
  const drug = text.drug.trim();
  const concentration = positive(text.concentration, 2, 'mg/mL');
  const volume = positive(text.volume, 1, 'mL');
  const expires = expiry(text.expires);
  const wrong = {
    drug: drug === '' ? 'Type the name on the label.' : null,
    concentration: concentration.wrong,
    volume: volume.wrong,
    expires: expires.wrong,
  };
  const whole =
    drug !== '' && concentration.value !== null && volume.value !== null && expires.wrong === null;
  return {
    wrong,
    syringe: whole
      ? {
          drug,
          concentrationMgPerMl: mgPerMl(concentration.value ?? 0),
          volumeMl: ml(volume.value ?? 0),
          lot: text.lot.trim() === '' ? null : text.lot.trim(),
          expires: expires.day,
        }
      : null,
  };
}
