import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { entryProblems } from '../../shared/library/check-library';
import { type LimitProfile, limitProfileSchema } from '../../shared/limits/profile';

export type LimitProfiles =
  | { readonly kind: 'loaded'; readonly profiles: LimitProfile[] }
  | { readonly kind: 'refused'; readonly words: string };

class ProfileRefused extends Error {}

/** A misspelt name must not read as "no limit". */
const exactProfile = limitProfileSchema.strict();

/** Which files make the library, each with the SHA-256 of its text. */
const manifestSchema = z.object({ files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)) }).strict();
const MANIFEST = 'manifest.json';

/** The fingerprint of a file's text; how its lines end is no part of what it says. */
export function fingerprintOfText(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n'), 'utf8').digest('hex');
}

function readProfile(file: string, fingerprint: string): LimitProfile {
  const text = readFileSync(file, 'utf8');
  if (fingerprintOfText(text) !== fingerprint)
    throw new ProfileRefused('it is not the file that was released (its fingerprint differs)');
  const checked = exactProfile.safeParse(JSON.parse(text));
  if (!checked.success) {
    const problems = checked.error.issues.map(
      ({ path: at, message }) => `${at.join('.') || 'file'}: ${message}`,
    );
    throw new ProfileRefused(problems.join('; '));
  }
  const problems = entryProblems(checked.data);
  if (problems.length > 0) throw new ProfileRefused(problems.join('; '));
  return checked.data;
}

const refused = (what: string): LimitProfiles => ({
  kind: 'refused',
  words:
    `${what} Without a whole drug library no dose can be checked, so no session can be prepared. ` +
    'Install the program again, or restore the library files that were released, and start again.',
});

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Reads the library files that the manifest of a folder names. One bad, missing or further file refuses them all: half
 * a library is no library.
 */
export function loadLimitProfiles(folder: string): LimitProfiles {
  let files: [string, string][];
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json') && name !== MANIFEST);
    const manifest: unknown = JSON.parse(readFileSync(path.join(folder, MANIFEST), 'utf8'));
    files = Object.entries(manifestSchema.parse(manifest).files).sort();
  } catch (error) {
    return refused(`The list of the library files in ${folder} can not be read (${said(error)}).`);
  }
  const further = names.find((name) => !files.some(([listed]) => listed === name));
  if (further !== undefined) return refused(`The file ${further} in ${folder} is no part of the library.`);
  if (files.length === 0) return refused(`There is no library in ${folder}.`);
  const profiles: LimitProfile[] = [];
  for (const [name, fingerprint] of files) {
    const file = path.join(folder, path.basename(name));
    try {
      const profile = readProfile(file, fingerprint);
      if (profiles.some(({ profileId }) => profileId === profile.profileId))
        return refused(`The library entry ${profile.profileId} is there twice, the second time in ${file}.`);
      profiles.push(profile);
    } catch (error) {
      return refused(`The library file ${file} can not be used: ${said(error)}.`);
    }
  }
  return { kind: 'loaded', profiles };
}
