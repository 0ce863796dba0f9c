import type { LimitProfile } from '../limits/profile';
import { formatNumber } from '../units/format';
import { ends, quantities } from './quantities';

const show = (value: number | null, unit: string): string => {
  if (value === null) return 'none';
  return unit === '1' ? formatNumber(value, 4) : `${formatNumber(value, 4)} ${unit}`;
};

/** What a change of a number does to the room that it leaves. */
function sense(end: (typeof ends)[number]['end'], before: number | null, after: number | null): string {
  const isMax = end.endsWith('Max');
  const open = isMax ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const rises = (after ?? open) > (before ?? open);
  return rises === isMax ? 'wider' : 'tighter';
}

/** What one entry says otherwise than another, a sentence a difference; names, people and dates are no difference. */
function entryDifferences(before: LimitProfile, after: LimitProfile): string[] {
  const lines: string[] = [];
  for (const { key, name, unit } of quantities) {
    for (const { end, name: endName } of ends) {
      const [was, is] = [before[key][end], after[key][end]];
      if (was !== is)
        lines.push(
          `${name}, ${endName}: ${show(was, unit)} becomes ${show(is, unit)} (${sense(end, was, is)})`,
        );
    }
  }
  const said = (name: string, was: string, is: string) => {
    if (was !== is) lines.push(`${name}: "${was}" becomes "${is}"`);
  };
  said('Step floor', show(before.stepUpFloorMgPerHour, 'mg/h'), show(after.stepUpFloorMgPerHour, 'mg/h'));
  said('Drug', before.drug, after.drug);
  said('Label', before.tallMan, after.tallMan);
  said('Care area', before.careArea, after.careArea);
  said('Units', before.units.join(', '), after.units.join(', '));
  said(
    'Standard concentrations, mg/mL',
    before.concentrationsMgPerMl.join(', '),
    after.concentrationsMgPerMl.join(', '),
  );
  said('Advisory', before.advisory, after.advisory);
  said('Source', before.source, after.source);
  const reasons = ({ reasonCodes }: LimitProfile) =>
    reasonCodes.map((one) => `${one.words} (${one.code}${one.needsText ? ', typed' : ''})`).join('; ');
  said('Reasons', reasons(before), reasons(after));
  return lines;
}

/** Every difference between two libraries in words, entry by entry; empty when they say the same (SR-031). */
export function diffLibraries(before: readonly LimitProfile[], after: readonly LimitProfile[]): string[] {
  const lines: string[] = [];
  for (const profile of after) {
    const old = before.find((one) => one.profileId === profile.profileId);
    if (old === undefined) lines.push(`${profile.profileId}: is new`);
    else lines.push(...entryDifferences(old, profile).map((line) => `${profile.profileId}: ${line}`));
  }
  for (const profile of before)
    if (!after.some((one) => one.profileId === profile.profileId))
      lines.push(`${profile.profileId}: is taken out`);
  return lines;
}
