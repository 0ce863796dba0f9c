import type { SelfTest } from '../workstation/events';

/** The self-test of a start in one line: that all passed, or each failure. */
export function selfTestWords({ lines }: SelfTest): string {
  const failed = lines.filter(({ standing }) => standing === 'failed');
  return failed.length === 0
    ? 'Self-test of the workstation passed'
    : `Self-test of the workstation: ${failed.map(({ words }) => words).join('; ')}`;
}
