import type { Finding, ReasonCode, SoftReason } from '../../shared/limits/profile';

/** Reasons given so far, with one rule's reason replaced; null takes it away. */
export function withReason(
  reasons: readonly SoftReason[],
  rule: Finding['rule'],
  reason: Omit<SoftReason, 'rule'> | null,
): SoftReason[] {
  const others = reasons.filter((one) => one.rule !== rule);
  return reason === null ? others : [...others, { rule, ...reason }];
}

/**
 * A soft limit always asks why: one of the library's reasons, none of them chosen beforehand, and words where the reason
 * needs them. The reason is kept with the name and the time.
 */
export function SoftReasons(props: {
  /** False: what each asks about stands beside it already. */
  titled?: boolean;
  findings: readonly Finding[];
  codes: readonly ReasonCode[];
  reasons: readonly SoftReason[];
  onReasons: (reasons: SoftReason[]) => void;
}) {
  const { titled = true, findings, codes, reasons, onReasons } = props;
  return findings.map((finding) => {
    const given = reasons.find((one) => one.rule === finding.rule) ?? null;
    const free = codes.find((one) => one.needsText) ?? null;
    const type = (text: string) => {
      const code = given?.code ?? free?.code;
      if (code === undefined) return;
      const taken = text === '' && code === free?.code;
      onReasons(withReason(reasons, finding.rule, taken ? null : { code, text }));
    };
    return (
      <section
        key={finding.rule}
        className="soft-reason"
        aria-label={finding.words}
        data-testid={`soft-${finding.rule}`}
      >
        {titled && <b>{finding.words}</b>}
        <div className="row">
          {codes.map(({ code, words }) => (
            <button
              key={code}
              type="button"
              className={given?.code === code ? 'btn low selected' : 'btn low'}
              data-testid={`reason-${code}`}
              aria-pressed={given?.code === code}
              onClick={() => onReasons(withReason(reasons, finding.rule, { code, text: given?.text ?? '' }))}
            >
              {words}
            </button>
          ))}
          <input
            className="grow typed-reason"
            placeholder={
              free !== null && (given === null || given.code === free.code) ? 'Type the reason' : 'Add words'
            }
            aria-label={`Words for the reason: ${finding.words}`}
            data-testid="reason-typed"
            value={given?.text ?? ''}
            onChange={(event) => type(event.target.value)}
          />
        </div>
      </section>
    );
  });
}
