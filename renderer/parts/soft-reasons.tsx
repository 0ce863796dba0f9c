import type { Finding, SoftReason } from '../../shared/limits/profile';

const choices = ['Ordered protocol', 'Tolerated before', 'Physician present'];

/** Reasons given so far, with one rule's reason replaced. */
export function withReason(
  reasons: readonly SoftReason[],
  rule: Finding['rule'],
  reason: string,
): SoftReason[] {
  const others = reasons.filter((one) => one.rule !== rule);
  return reason === '' ? others : [...others, { rule, reason }];
}

/** A soft limit always asks why; the reason is kept with the name. */
export function SoftReasons(props: {
  findings: readonly Finding[];
  reasons: readonly SoftReason[];
  onReasons: (reasons: SoftReason[]) => void;
}) {
  const { findings, reasons, onReasons } = props;
  return findings.map((finding) => {
    const given = reasons.find((one) => one.rule === finding.rule)?.reason ?? '';
    const typed = given !== '' && !choices.includes(given) ? given : '';
    return (
      <div key={finding.rule} className="soft-reason" data-testid={`soft-${finding.rule}`}>
        <b>{finding.words}</b>
        <div className="row">
          {choices.map((choice) => (
            <button
              key={choice}
              type="button"
              className={given === choice ? 'btn low selected' : 'btn low'}
              data-testid={`reason-${choice.split(' ')[0]?.toLowerCase()}`}
              aria-pressed={given === choice}
              onClick={() => onReasons(withReason(reasons, finding.rule, choice))}
            >
              {choice}
            </button>
          ))}
          <input
            className="grow typed-reason"
            placeholder="Other, type"
            aria-label="Other reason"
            data-testid="reason-typed"
            value={typed}
            onChange={(event) => onReasons(withReason(reasons, finding.rule, event.target.value))}
          />
        </div>
      </div>
    );
  });
}
