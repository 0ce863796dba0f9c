import type { VitalLimit, VitalLimits } from '../../dosing/order';
import type { Observation } from '../../observation/observation';
import { type ScoreBreach, type ScoreName, scoreBreaches } from '../../observation/thresholds';
import { signWords, type VitalSign, vitalSigns } from '../../observation/vital-signs';
import type { Policy } from '../../policy/policy';

/** A value of a set past a limit: which rule, the value, the limit, and the clinic's action (SR-086). */
export type Breach = Omit<ScoreBreach, 'score'> & { readonly rule: ScoreName | VitalSign };

/** The rules of a session by which a set is judged. */
export type Judges = { readonly vitalLimits: VitalLimits; readonly policy: Pick<Policy, 'rounds'> };

function past(limit: VitalLimit, value: number): { severity: Breach['severity']; words: string } | null {
  const { highLow, highHigh, mediumLow, mediumHigh } = limit;
  if (highLow !== null && value < highLow) return { severity: 'stop', words: `stop limit under ${highLow}` };
  if (highHigh !== null && value > highHigh)
    return { severity: 'stop', words: `stop limit over ${highHigh}` };
  if (mediumLow !== null && value < mediumLow)
    return { severity: 'caution', words: `caution limit under ${mediumLow}` };
  if (mediumHigh !== null && value > mediumHigh)
    return { severity: 'caution', words: `caution limit over ${mediumHigh}` };
  return null;
}

/** One vital sign of a set against the patient's limits. */
export function vitalBreach(sign: VitalSign, value: number, { vitalLimits, policy }: Judges): Breach | null {
  const found = past(vitalLimits[sign], value);
  if (found === null) return null;
  const { name, unit } = signWords[sign];
  return {
    rule: sign,
    severity: found.severity,
    words: `${name} ${value} ${unit}, ${found.words}`,
    action: policy.rounds.vitalActions[found.severity],
  };
}

/** Everything in a set that is past a limit, what asks for a stop first. */
export function breaches(seen: Observation, judges: Judges): Breach[] {
  const vitals = vitalSigns.flatMap((sign) => {
    const taken = seen.vitals[sign];
    return taken === null ? [] : (vitalBreach(sign, taken.value, judges) ?? []);
  });
  const scores = scoreBreaches(seen, judges.policy.rounds.scores).map(({ score, ...rest }) => ({
    rule: score,
    ...rest,
  }));
  return [...scores, ...vitals].sort((a, b) => Number(b.severity === 'stop') - Number(a.severity === 'stop'));
}
