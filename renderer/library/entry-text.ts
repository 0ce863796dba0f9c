import { type ends, quantities } from '../../shared/library/quantities';
import type { Bounds, LimitProfile } from '../../shared/limits/profile';
import { parseNumber } from '../../shared/units/parse';

type End = (typeof ends)[number]['end'];
/** One entry as it stands in the form: text, exactly as typed; empty is no bound. */
export type EntryText = {
  readonly bounds: Readonly<Record<string, string>>;
  readonly floor: string;
  readonly advisory: string;
};

const DECIMALS = 4;

/** The name of a bound's field. */
export const fieldOf = (key: string, end: End): string => `${key}-${end}`;

/** An entry as text; what is typed nowhere stays as it is in the entry. */
export function textOf(profile: LimitProfile): EntryText {
  const bounds: Record<string, string> = {};
  for (const { key } of quantities)
    for (const end of ['hardMin', 'softMin', 'softMax', 'hardMax'] as const)
      bounds[fieldOf(key, end)] = profile[key][end] === null ? '' : String(profile[key][end]);
  return { bounds, floor: String(profile.stepUpFloorMgPerHour), advisory: profile.advisory };
}

/** The entry that the text would be, and what is wrong with each field. */
export function readEntry(
  text: EntryText,
  before: LimitProfile,
): { readonly profile: LimitProfile; readonly wrong: Readonly<Record<string, string>> } {
  const wrong: Record<string, string> = {};
  const read = (field: string, typed: string): number | null => {
    if (typed.trim() === '') return null;
    const parsed = parseNumber(typed.trim(), DECIMALS);
    if (parsed.kind === 'number') return parsed.value;
    wrong[field] = parsed.words;
    return null;
  };
  let profile = before;
  for (const { key } of quantities) {
    const bound = (end: End) => read(fieldOf(key, end), text.bounds[fieldOf(key, end)] ?? '');
    const bounds: Bounds = {
      hardMin: bound('hardMin'),
      softMin: bound('softMin'),
      softMax: bound('softMax'),
      hardMax: bound('hardMax'),
    };
    profile = { ...profile, [key]: bounds };
  }
  const floor = read('floor', text.floor);
  if (text.floor.trim() === '') wrong.floor = 'Type a number.';
  return {
    profile: {
      ...profile,
      stepUpFloorMgPerHour: floor ?? before.stepUpFloorMgPerHour,
      advisory: text.advisory.trim(),
    },
    wrong,
  };
}
