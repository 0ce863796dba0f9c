import type { OverrideFact, OverrideOutcome } from '../limits/overrides';
import type { Finding, KeptReason } from '../limits/profile';
import { reasonWords } from '../limits/reasons';
import type { LoggedEvent } from './events';

/** What an entry of the log says of limits that spoke to a person: one fact for each (SR-032). */
export function overridesOf(event: LoggedEvent): OverrideFact[] {
  switch (event.type) {
    case 'command.requested': {
      const { by, findings, reasons } = event.body;
      return findings
        .filter(({ severity }) => severity === 'soft')
        .map((finding) => fact(event, by, finding, 'accepted', reasons));
    }
    case 'intent.refused':
      // A soft limit in a refusal still waits for its reason: what becomes of it is told later.
      return event.body.findings
        .filter(({ severity }) => severity === 'hard')
        .map((finding) => fact(event, event.body.by, finding, 'refused'));
    case 'limit.warned': {
      const { by, outcome, findings } = event.body;
      return findings.map((finding) =>
        fact(event, by, finding, finding.severity === 'hard' ? 'refused' : outcome),
      );
    }
    default:
      return [];
  }
}

function fact(
  { at }: LoggedEvent,
  by: OverrideFact['by'],
  { rule }: Finding,
  outcome: OverrideOutcome,
  reasons: readonly KeptReason[] = [],
): OverrideFact {
  const given = reasons.find((one) => one.rule === rule);
  return { at, by, rule, outcome, reason: given === undefined ? null : reasonWords(given) };
}
