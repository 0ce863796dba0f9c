import { useLive } from '../live/store';
import './self-test.css';

/** How the workstation's self-test came out, in one quiet line; what is not known stands there as such. */
export function SelfTestLine() {
  const test = useLive((view) => view.state?.selfTest ?? null);
  if (test === null) {
    return (
      <p className="self-test-line" data-testid="self-test" data-standing="running">
        The self-test of this workstation runs
      </p>
    );
  }
  const count = (standing: string) => test.lines.filter((line) => line.standing === standing).length;
  const failed = count('failed');
  const unknown = test.lines.filter(({ standing }) => standing === 'unknown');
  return (
    <p className="self-test-line" data-testid="self-test" data-standing={failed === 0 ? 'passed' : 'failed'}>
      {failed === 0
        ? `Self-test passed: ${count('passed')} of ${test.lines.length}`
        : `Self-test: ${failed} of ${test.lines.length} failed`}
      {unknown.map(({ item, words }) => (
        <span key={item}>. {words}</span>
      ))}
    </p>
  );
}

/** Each failure: what was found, what it means at the bedside, what to do. */
export function SelfTestFailures() {
  const test = useLive((view) => view.state?.selfTest ?? null);
  const failed = test?.lines.filter(({ standing }) => standing === 'failed') ?? [];
  return failed.map(({ item, words, meaning, todo, blocks }) => (
    <div
      key={item}
      className={blocks ? 'self-test-failed blocks' : 'self-test-failed'}
      data-testid={`self-test-${item}`}
    >
      <strong>{words}</strong>
      <span>
        {meaning} {todo} {blocks && <b>No session can be opened here until then.</b>}
      </span>
    </div>
  ));
}
