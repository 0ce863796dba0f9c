import { useState } from 'react';
import { type ScorePoints, scoreItems, scoreTotal } from '../../shared/recovery/scores';
import type { Session } from '../../shared/session/state';
import { useSubmission } from '../live/submit';
import { Refusals } from '../parts/sheet';

const points: readonly ScorePoints[] = [2, 1, 0];

/** The clinic's recovery scale: one touch for each item, the level's words on the button. */
export function ScoreForm({ session }: { session: Session }) {
  const { scale, targetScore, aldrete, padss } = session.policy.recovery;
  const items = scoreItems(scale, { aldrete, padss });
  const [given, setGiven] = useState<readonly (ScorePoints | null)[]>(items.map(() => null));
  const submission = useSubmission();
  const whole = given.filter((one) => one !== null);
  const complete = whole.length === items.length;
  const save = async () => {
    if (!complete) return;
    const sent = await submission.send({
      kind: 'record-recovery-score',
      score: { scale, points: whole },
    });
    if (sent) setGiven(items.map(() => null));
  };
  return (
    <>
      <div className="score-rows">
        {items.map(({ item, words }, row) => (
          <div key={item} className="score-row">
            <span className="lab">{item}</span>
            {points.map((one) => (
              <button
                key={one}
                type="button"
                className={given[row] === one ? 'btn low selected' : 'btn low'}
                data-testid={`score-${row}-${one}`}
                aria-pressed={given[row] === one}
                aria-label={`${item}: ${one} ${words[one]}`}
                onClick={() => setGiven(given.map((old, at) => (at === row ? one : old)))}
              >
                <small>
                  <b>{one}</b> {words[one]}
                </small>
              </button>
            ))}
          </div>
        ))}
      </div>
      <Refusals reasons={submission.reasons} />
      <button
        type="button"
        className={complete ? 'btn primary' : 'btn blocked'}
        data-testid="score-save"
        aria-disabled={!complete || submission.pending}
        onClick={() => void save()}
      >
        {complete
          ? `Record ${scale} ${scoreTotal(whole)} of 10, ${targetScore} needed`
          : `${items.length - whole.length} of ${items.length} items open`}
      </button>
    </>
  );
}
