import { z } from 'zod';
import type { Actor } from '../record/people';
import { formatDuration } from '../units/format';
import type { RecoveryScale, ScorePoints } from './scores';
import { scoreTotal } from './scores';
import { baselineOf, type Stability, stableInARow, unstable, type VitalSet } from './stable';

/** Everything that must be met before a patient leaves (clinical.md 2.3), in the order in which it is shown. */
export const gateName = z.enum([
  'minimum-stay',
  'score',
  'stable-vitals',
  'alert-oriented',
  'nausea',
  'dissociation',
  'iv-removed',
  'escort',
  'advice',
  'suicide-risk',
  'sign-off',
]);
export type GateName = z.infer<typeof gateName>;

/** What a nurse looks at and records in words. */
export const seenGate = z.enum(['alert-oriented', 'dissociation', 'iv-removed', 'escort', 'advice']);
export type SeenGate = z.infer<typeof seenGate>;

/** What a physician may let go with a reason; an open suicide risk is assessed, and the signature is given, never passed over. */
export const overridableGate = gateName.exclude(['suicide-risk', 'sign-off']);
export type OverridableGate = z.infer<typeof overridableGate>;

const nauseaLevels = ['none', 'mild', 'moderate', 'severe'] as const;
export const nauseaLevel = z.enum(nauseaLevels);
export type NauseaLevel = z.infer<typeof nauseaLevel>;

export const gateTitles: Record<GateName, string> = {
  'minimum-stay': 'Minimum stay',
  score: 'Recovery score',
  'stable-vitals': 'Stable vital signs',
  'alert-oriented': 'Alert and oriented',
  nausea: 'Nausea minimal',
  dissociation: 'Dissociation resolved',
  'iv-removed': 'IV removed, site checked',
  escort: 'Adult to take home',
  advice: 'Advice given',
  'suicide-risk': 'No open suicide risk',
  'sign-off': 'Physician sign-off',
};

/** The clinic's own values of the gate. */
export type GateRules = {
  readonly scale: RecoveryScale;
  readonly targetScore: number;
  readonly stableSets: number;
  readonly minimumStayMin: number;
  readonly nauseaAtMost: NauseaLevel;
  readonly stability: Stability;
};

/** What is known since the stop; null: nobody has recorded it. */
export type GateFacts = {
  readonly sinceStopMs: number;
  readonly score: { readonly scale: RecoveryScale; readonly points: readonly ScorePoints[] } | null;
  readonly baseline: readonly VitalSet[];
  readonly sets: readonly VitalSet[];
  readonly nausea: NauseaLevel | null;
  readonly seen: Readonly<Partial<Record<SeenGate, { readonly met: boolean; readonly evidence: string }>>>;
  readonly overrides: Readonly<
    Partial<Record<OverridableGate, { readonly by: Actor; readonly reason: string }>>
  >;
  /** Why the suicide-risk workflow is open; empty: it is not. */
  readonly risk: readonly string[];
  readonly signature: { readonly by: Actor; readonly broken: string | null } | null;
};

export type GateLine = {
  readonly gate: GateName;
  readonly standing: 'met' | 'overridden' | 'missing';
  /** What is there, or what is missing. */
  readonly words: string;
};

type Verdict = { readonly met: boolean; readonly words: string };

const missing = (words: string): Verdict => ({ met: false, words });
const met = (words: string): Verdict => ({ met: true, words });

function stay({ sinceStopMs }: GateFacts, { minimumStayMin }: GateRules): Verdict {
  const leftMs = minimumStayMin * 60_000 - sinceStopMs;
  if (leftMs <= 0) return met(`${formatDuration(sinceStopMs)} since the stop, ${minimumStayMin} min needed`);
  return missing(`${Math.ceil(leftMs / 60_000)} min left of ${minimumStayMin} min`);
}

function score({ score: seen }: GateFacts, { scale, targetScore }: GateRules): Verdict {
  if (seen === null) return missing(`${scale} not scored, ${targetScore} needed`);
  if (seen.scale !== scale) return missing(`Scored by ${seen.scale}, this clinic uses ${scale}`);
  const total = scoreTotal(seen.points);
  return total >= targetScore
    ? met(`${scale} ${total} of 10, ${targetScore} needed`)
    : missing(`${scale} ${total} of 10, ${targetScore} needed`);
}

function vitals({ sets, baseline }: GateFacts, rules: GateRules): Verdict {
  const base = baselineOf(baseline);
  const count = stableInARow(sets, base, rules.stability);
  const words = `${Math.min(count, rules.stableSets)} of ${rules.stableSets} stable sets`;
  if (count >= rules.stableSets) return met(words);
  const last = sets.at(-1);
  const why = last === undefined ? ['no set since the stop'] : unstable(last, base, rules.stability);
  const apart = `next one ${rules.stability.setsApartMin} min or more after the last`;
  return missing(`${words}: ${why[0] ?? apart}${why.length > 1 ? ` and ${why.length - 1} more` : ''}`);
}

function nausea({ nausea: level }: GateFacts, { nauseaAtMost }: GateRules): Verdict {
  if (level === null) return missing('Not asked since the stop');
  const minimal = nauseaLevels.indexOf(level) <= nauseaLevels.indexOf(nauseaAtMost);
  return minimal ? met(`Nausea ${level}`) : missing(`Nausea ${level}, at most ${nauseaAtMost}`);
}

function seenBy(facts: GateFacts, gate: SeenGate): Verdict {
  const found = facts.seen[gate];
  if (found === undefined) return missing('Not recorded');
  return found.met ? met(found.evidence) : missing(`Not yet: ${found.evidence}`);
}

function signOff({ signature }: GateFacts): Verdict {
  if (signature === null) return missing('Not signed');
  return signature.broken === null
    ? met(`Signed by ${signature.by.name}`)
    : missing(`Signature of ${signature.by.name} is broken: ${signature.broken}`);
}

function verdict(gate: GateName, facts: GateFacts, rules: GateRules): Verdict {
  switch (gate) {
    case 'minimum-stay':
      return stay(facts, rules);
    case 'score':
      return score(facts, rules);
    case 'stable-vitals':
      return vitals(facts, rules);
    case 'nausea':
      return nausea(facts, rules);
    case 'suicide-risk':
      return facts.risk.length === 0 ? met('None open') : missing(facts.risk.join('; '));
    case 'sign-off':
      return signOff(facts);
    default:
      return seenBy(facts, gate);
  }
}

/** Every gate with what is met, what a physician let go, and what is missing in words (SR-088). */
export function dischargeGate(facts: GateFacts, rules: GateRules): GateLine[] {
  return gateName.options.map((gate) => {
    const { met: isMet, words } = verdict(gate, facts, rules);
    if (isMet) return { gate, standing: 'met', words };
    const may = overridableGate.safeParse(gate);
    const letGo = may.success ? facts.overrides[may.data] : undefined;
    if (letGo === undefined) return { gate, standing: 'missing', words };
    return { gate, standing: 'overridden', words: `by ${letGo.by.name}, ${letGo.reason}. ${words}` };
  });
}

export const stillMissing = (lines: readonly GateLine[]): GateLine[] =>
  lines.filter(({ standing }) => standing === 'missing');

/** `3 open: recovery score, adult to take home, physician sign-off`; null: nothing is open. */
export function missingWords(lines: readonly GateLine[]): string | null {
  const open = stillMissing(lines);
  if (open.length === 0) return null;
  return `${open.length} open: ${open.map(({ gate }) => gateTitles[gate].replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase())).join(', ')}`;
}
