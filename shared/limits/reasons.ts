import type { Finding, KeptReason, ReasonCode, SoftReason } from './profile';

/** Whether a reason is one that the library offers, with its words where it needs them (SR-022). */
export function reasonCounts(given: SoftReason, codes: readonly ReasonCode[]): boolean {
  const code = codes.find((one) => one.code === given.code);
  return code !== undefined && !(code.needsText && given.text.trim() === '');
}

/** The findings that still forbid: every hard one, and every soft one without a reason of the library's list. */
export function forbidding(
  findings: readonly Finding[],
  reasons: readonly SoftReason[],
  codes: readonly ReasonCode[],
): Finding[] {
  return findings.filter(
    (finding) =>
      finding.severity === 'hard' ||
      !reasons.some((given) => given.rule === finding.rule && reasonCounts(given, codes)),
  );
}

/** The reasons that answer one of the findings, with the library's words; others are not kept. */
export function keptReasons(
  findings: readonly Finding[],
  reasons: readonly SoftReason[],
  codes: readonly ReasonCode[],
): KeptReason[] {
  return reasons
    .filter((given) => findings.some(({ rule }) => rule === given.rule) && reasonCounts(given, codes))
    .map(({ rule, code, text }) => ({
      rule,
      code,
      words: codes.find((one) => one.code === code)?.words ?? code,
      text: text.trim(),
    }));
}

/** A reason as the record reads: the code's words, and what was typed. */
export function reasonWords({ words, text }: Pick<KeptReason, 'words' | 'text'>): string {
  return text === '' ? words : `${words}: ${text}`;
}
