import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Bounds, LimitProfile } from '../../shared/limits/profile';
import { limitProfileSchema } from '../../shared/limits/profile';

export type LimitProfiles =
  | { readonly kind: 'loaded'; readonly profiles: LimitProfile[] }
  | { readonly kind: 'refused'; readonly words: string };

class ProfileRefused extends Error {}

/** A misspelt name must not read as "no limit". */
const exactProfile = limitProfileSchema.strict();

const isBounds = (value: unknown): value is Bounds =>
  typeof value === 'object' && value !== null && 'hardMin' in value;

/** The four bounds must rise; a soft limit outside the hard ones would never be met. */
function disorder(profile: LimitProfile): string | null {
  for (const [name, bounds] of Object.entries(profile)) {
    if (!isBounds(bounds)) continue;
    const set = [bounds.hardMin, bounds.softMin, bounds.softMax, bounds.hardMax].filter(
      (each) => each !== null,
    );
    if (set.some((value, at) => value < 0 || value < (set[at - 1] ?? 0)))
      return `${name}: ${set.join(', ')} are not in rising order`;
  }
  return null;
}

function readProfile(file: string): LimitProfile {
  const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const checked = exactProfile.safeParse(content);
  if (!checked.success) {
    const problems = checked.error.issues.map(
      ({ path: at, message }) => `${at.join('.') || 'file'}: ${message}`,
    );
    throw new ProfileRefused(problems.join('; '));
  }
  const problem = disorder(checked.data);
  if (problem !== null) throw new ProfileRefused(problem);
  return checked.data;
}

const refused = (what: string): LimitProfiles => ({
  kind: 'refused',
  words:
    `${what} Without valid limits no dose can be checked, so the console does not start. ` +
    'Restore the limit files that the pharmacy released and start again.',
});

/** Reads every limit profile of a folder. One bad file refuses them all: half a library is no library. */
export function loadLimitProfiles(folder: string): LimitProfiles {
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch (error) {
    return refused(`The folder of the limits, ${folder}, can not be read (${String(error)}).`);
  }
  if (names.length === 0) return refused(`There are no limit profiles in ${folder}.`);
  const profiles: LimitProfile[] = [];
  for (const name of names.sort()) {
    const file = path.join(folder, name);
    try {
      const profile = readProfile(file);
      if (profiles.some(({ profileId }) => profileId === profile.profileId))
        return refused(`The limit profile ${profile.profileId} is there twice, the second time in ${file}.`);
      profiles.push(profile);
    } catch (error) {
      return refused(
        `The limit profile ${file} can not be used: ${error instanceof Error ? error.message : String(error)}.`,
      );
    }
  }
  return { kind: 'loaded', profiles };
}
