import { useLive } from '../live/store';
import './self-test-panel.css';

/** What the workstation found out about itself at its start: one quiet line when nothing failed, else each failure in words. */
export function SelfTestPanel() {
  const test = useLive((view) => view.state?.selfTest ?? null);
  if (test === null) {
    return (
      <p className="self-test-line" data-testid="self-test" data-standing="running">
        The self-test of this workstation runs.
      </p>
    );
  }
  const failed = test.lines.filter(({ standing }) => standing === 'failed');
  const unknown = test.lines.filter(({ standing }) => standing === 'unknown');
  const passed = test.lines.length - failed.length - unknown.length;
  return (
    <section
      className="self-test"
      data-testid="self-test"
      data-standing={failed.length === 0 ? 'passed' : 'failed'}
      aria-label="Self-test of this workstation"
    >
      <p className="self-test-line">
        {failed.length === 0
          ? `Self-test passed: ${passed} of ${test.lines.length}`
          : `Self-test: ${failed.length} of ${test.lines.length} failed`}
        {unknown.map(({ item, words }) => (
          <span key={item}>. {words}</span>
        ))}
      </p>
      {failed.map(({ item, words, meaning, todo, blocks }) => (
        <div
          key={item}
          className={blocks ? 'self-test-failed blocks' : 'self-test-failed'}
          data-testid={`self-test-${item}`}
        >
          <strong>{words}</strong>
          <span>{meaning}</span>
          <span>{todo}</span>
          {blocks && <b>No session can be opened here until then.</b>}
        </div>
      ))}
    </section>
  );
}
