import { type ConnectionStep, connects, stepNames } from '../../shared/sync/connection-step';
import type { SyncWish } from '../../shared/sync/setting-wish';
import { sameWish } from './draft';
import type { Testing } from './use-set-up';

const marks: Readonly<Record<ConnectionStep['standing'], readonly [mark: string, words: string]>> = {
  right: ['✓', 'right'],
  doubtful: ['?', 'look at this'],
  wrong: ['✕', 'wrong'],
  'not-tried': ['·', 'not tried'],
};

function Step({ one }: { one: ConnectionStep }) {
  const [mark, words] = marks[one.standing];
  return (
    <li
      className={`sync-step ${one.standing}`}
      data-testid={`sync-step-${one.step}`}
      data-standing={one.standing}
    >
      <span className="sync-mark" aria-hidden="true">
        {mark}
      </span>
      <div>
        <div className="sync-step-head">
          <b>{stepNames[one.step]}</b> <span className="cap">{words}</span>
        </div>
        <div className="sync-found">{one.found}</div>
        {one.meaning !== '' && <div className="sync-meaning">{one.meaning}</div>}
        {one.todo !== '' && <div className="sync-todo">{one.todo}</div>}
      </div>
    </li>
  );
}

function verdictOf(steps: readonly ConnectionStep[]): string {
  if (!connects(steps))
    return 'Nothing can be sent like this. What to do stands beside the step that is wrong.';
  return steps.some(({ standing }) => standing === 'doubtful')
    ? 'Records can be sent. Look at the steps with a question mark.'
    : 'Records can be sent.';
}

/** What the test of the connection found, step by step, with what it means and what to do. */
export function TestPanel({ testing, wish }: { testing: Testing; wish: SyncWish }) {
  return (
    <section
      className="sync-test scroll"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keyboard
      tabIndex={0}
      aria-label="Test of the connection"
      data-testid="sync-test"
      data-standing={testing.kind}
    >
      {testing.kind === 'none' && (
        <p className="lab">
          “Test connection” tries what stands in the form, kept or not, one step after the other: name, port,
          certificate, FHIR, sign-in, rights, patients. It reads alone; nothing is written on the server.
        </p>
      )}
      {testing.kind === 'running' && (
        <p role="status">Testing. It takes seconds, or up to two minutes where nothing answers.</p>
      )}
      {testing.kind === 'failed' && <p className="field-reason">{testing.words}</p>}
      {testing.kind === 'tested' && (
        <>
          <p role="status" className="sync-verdict" data-testid="sync-verdict">
            {verdictOf(testing.steps)}
          </p>
          {!sameWish(wish, testing.wish) && (
            <p className="sync-todo">The form was changed since this test.</p>
          )}
          <ol className="sync-steps">
            {testing.steps.map((one) => (
              <Step key={one.step} one={one} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
