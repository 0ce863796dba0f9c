import type { Bounds, LimitProfile } from '../limits/profile';
import { quantities } from './quantities';

/** Bounds without which an entry would let anything pass. */
const obligatory: readonly (keyof LimitProfile)[] = [
  'rateMgPerKgPerHour',
  'rateMgPerHour',
  'totalMg',
  'totalMgPerKg',
  'durationH',
  'weightKg',
  'stepUpShare',
  'bolusMgPerKg',
];

/** What is wrong with an entry, in words; empty when it can be used. */
export function entryProblems(profile: LimitProfile): string[] {
  const problems: string[] = [];
  const bounds = (key: keyof LimitProfile): Bounds => profile[key] as Bounds;
  for (const { key, name } of quantities) {
    const { hardMin, softMin, softMax, hardMax } = bounds(key);
    const set = [hardMin, softMin, softMax, hardMax].filter((each) => each !== null);
    if (set.some((value, at) => value < 0 || value < (set[at - 1] ?? 0)))
      problems.push(`${name} (${key}): ${set.join(', ')} are not in rising order`);
  }
  // Without the hard minimum a weaker programmed concentration than the syringe's overdoses unseen (SR-023).
  if (!((profile.concentrationMgPerMl.hardMin ?? 0) > 0))
    problems.push('Concentration needs a hard minimum above 0');
  if (profile.concentrationMgPerMl.hardMax === null) problems.push('Concentration needs a hard maximum');
  for (const key of obligatory) {
    if (bounds(key).hardMax === null)
      problems.push(`${quantities.find((one) => one.key === key)?.name ?? key} needs a hard maximum`);
  }
  if (!((profile.bolusSeconds.hardMin ?? 0) > 0)) problems.push('Bolus time needs a hard minimum above 0');
  if (!((profile.weightKg.hardMin ?? 0) > 0)) problems.push('Weight needs a hard minimum above 0');
  if (!(profile.stepUpFloorMgPerHour >= 0)) problems.push('The floor of a step can not be below 0');
  const { hardMin, hardMax } = profile.concentrationMgPerMl;
  for (const one of profile.concentrationsMgPerMl)
    if (one < (hardMin ?? 0) || one > (hardMax ?? 0))
      problems.push(`The standard concentration ${one} mg/mL is outside the hard limits`);
  const codes = profile.reasonCodes.map(({ code }) => code);
  if (new Set(codes).size < codes.length) problems.push('Two reasons have the same code');
  return problems;
}

/** What is wrong with a whole library; empty when it can be used. */
export function libraryProblems(profiles: readonly LimitProfile[]): string[] {
  const ids = profiles.map(({ profileId }) => profileId);
  const twice = ids.filter((one, at) => ids.indexOf(one) !== at);
  return [
    ...(profiles.length === 0 ? ['There is no entry'] : []),
    ...twice.map((one) => `${one} is there twice`),
    ...profiles.flatMap((profile) =>
      entryProblems(profile).map((problem) => `${profile.profileId}: ${problem}`),
    ),
  ];
}
