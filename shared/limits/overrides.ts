import { z } from 'zod';
import type { Order } from '../dosing/order';
import { csvOf } from '../record/csv';
import type { Actor } from '../record/people';
import type { EpochMs } from '../time/clock';
import { type LimitRule, limitRule } from './profile';
import { reasonWords } from './reasons';

/** Where a limit spoke without a command or a refusal that would hold the same fact. */
export const warnedPlace = z.enum(['start', 'change-rate', 'resume', 'order']);
export type WarnedPlace = z.infer<typeof warnedPlace>;

/** What became of a limit that spoke: soft ones were passed with a reason, left or changed; hard ones refused. */
export const overrideOutcomes = ['accepted', 'cancelled', 'changed', 'refused'] as const;
export type OverrideOutcome = (typeof overrideOutcomes)[number];

/** One limit that spoke once to one person. `by` null: nobody was signed in. */
export type OverrideFact = {
  readonly at: EpochMs;
  readonly by: Actor | null;
  readonly rule: LimitRule;
  readonly outcome: OverrideOutcome;
  /** The reason's words; null where the outcome has none. */
  readonly reason: string | null;
};

export type OverrideCount = Readonly<Record<OverrideOutcome, number>>;
export type ReasonCount = { readonly words: string; readonly count: number };

/** One limit and one person. */
export type OverrideLine = {
  readonly rule: LimitRule;
  readonly person: Actor | null;
  readonly count: OverrideCount;
  /** Why it was passed, the most frequent reason first. */
  readonly reasons: readonly ReasonCount[];
};

const none: OverrideCount = { accepted: 0, cancelled: 0, changed: 0, refused: 0 };

/** The words of each limit as a table has them. */
export const ruleWords: Readonly<Record<LimitRule, string>> = {
  concentration: 'Concentration',
  'rate-per-kg': 'Rate by weight',
  'rate-absolute': 'Rate in mg/h',
  'total-mg': 'Total in mg',
  'total-mg-per-kg': 'Total by weight',
  duration: 'Duration',
  weight: 'Weight',
  'step-up': 'Step up',
  'step-interval': 'Time between steps',
  'bolus-dose': 'Bolus dose',
  'bolus-duration': 'Bolus time',
  'bolus-lockout': 'Bolus lockout',
  'projected-total': 'Total to come',
  'order-rate': 'Ordered ceiling',
  'order-total': 'Ordered total',
  'pump-rate': 'Range of the pump',
  'pump-vtbi': 'Volume limit of the pump',
  'syringe-volume': 'Volume in the syringe',
};

/** The soft limits that a physician passed with a reason when an order was signed. */
export function overridesOfOrder(
  order: Pick<Order, 'softReasons' | 'signedBy' | 'signedAt'>,
): OverrideFact[] {
  const { signedBy, signedAt } = order;
  if (signedBy === null || signedAt === null) return [];
  return order.softReasons.flatMap((reason): OverrideFact[] => {
    const rule = limitRule.options.find((one) => one === reason.rule);
    const words = reasonWords(reason);
    return rule === undefined
      ? []
      : [{ at: signedAt, by: signedBy, rule, outcome: 'accepted', reason: words }];
  });
}

/** Every limit that spoke to every person, counted; limits in the order of the library, persons by name. */
export function countOverrides(facts: Iterable<OverrideFact>): OverrideLine[] {
  const lines = new Map<string, OverrideLine>();
  for (const { by, rule, outcome, reason } of facts) {
    const key = `${rule} ${by?.personId ?? ''}`;
    const line = lines.get(key) ?? { rule, person: by, count: none, reasons: [] };
    lines.set(key, {
      ...line,
      count: { ...line.count, [outcome]: line.count[outcome] + 1 },
      reasons: reason === null ? line.reasons : withReason(line.reasons, reason),
    });
  }
  const place = ({ rule }: OverrideLine) => limitRule.options.indexOf(rule);
  return [...lines.values()]
    .map((line) => ({ ...line, reasons: [...line.reasons].sort((a, b) => b.count - a.count) }))
    .sort((a, b) => place(a) - place(b) || personWords(a.person).localeCompare(personWords(b.person)));
}

function withReason(reasons: readonly ReasonCount[], words: string): ReasonCount[] {
  const known = reasons.some((one) => one.words === words);
  if (!known) return [...reasons, { words, count: 1 }];
  return reasons.map((one) => (one.words === words ? { words, count: one.count + 1 } : one));
}

/** A person as a line names them. */
export const personWords = (person: Actor | null): string =>
  person === null ? 'nobody signed in' : `${person.name}, ${person.role}`;

/** All lines added up. */
export function sumOf(lines: readonly OverrideLine[]): OverrideCount {
  return lines.reduce(
    (sum, { count }) => ({
      accepted: sum.accepted + count.accepted,
      cancelled: sum.cancelled + count.cancelled,
      changed: sum.changed + count.changed,
      refused: sum.refused + count.refused,
    }),
    none,
  );
}

/** Of the soft warnings the share that was passed, percent; null: none was shown. Hard limits are not in it. */
export function passedPercent({ accepted, cancelled, changed }: OverrideCount): number | null {
  const shown = accepted + cancelled + changed;
  return shown === 0 ? null : (accepted / shown) * 100;
}

/** The count as a file for people (SR-032). */
export function overridesCsv(lines: readonly OverrideLine[]): string {
  return csvOf(
    ['Limit', 'Person', 'Role', 'Passed with a reason', 'Cancelled', 'Changed', 'Refused hard', 'Reasons'],
    lines.map(({ rule, person, count, reasons }) => [
      ruleWords[rule],
      person?.name ?? 'nobody signed in',
      person?.role ?? '',
      ...overrideOutcomes.map((outcome) => String(count[outcome])),
      reasons.map(({ words, count: times }) => `${times} x ${words}`).join('; '),
    ]),
  );
}
