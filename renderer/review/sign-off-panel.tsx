import { useMemo } from 'react';
import type { Session } from '../../shared/session/state';
import type { ReviewModel } from '../../shared/timeline/model';
import { openFacts } from '../../shared/timeline/open-facts';
import { clockTime, counted } from '../live/words';
import { CommentBox } from './comment-box';
import type { Picked } from './open-session';
import { checkWords } from './review-words';
import { SaidLater } from './said-later';
import { SignForm } from './sign-form';
import { SignatureList } from './signature-list';
import type { ReviewDesk } from './use-review';

/**
 * The physician's sign-off: what of the session should be looked at, what was said of it since, who signed and whether
 * that holds, and the signature. `session`: as it was written, since signatures stand under that.
 */
export function SignOffPanel(props: {
  model: ReviewModel;
  session: Session;
  desk: ReviewDesk;
  onPick(picked: Picked): void;
}) {
  const { model, session, desk, onPick } = props;
  const { review, standing, failed } = desk;
  const facts = useMemo(() => openFacts(model), [model]);
  const open = session.phase !== 'closed';
  const tOf = (seq: number) => model.log.find(({ event }) => event.seq === seq)?.t ?? null;
  const words = failed === null ? checkWords(standing) : `The record cannot be checked: ${failed}`;
  return (
    <div className="panel sign-off" data-testid="sign-off">
      <h2>Sign-off</h2>
      <p data-testid="record-check">Record: {words}</p>
      <section>
        <h3>
          To look at <small>{facts.length === 0 ? 'nothing' : counted(facts.length, 'fact', 'facts')}</small>
        </h3>
        <ul className="facts" data-testid="open-facts">
          {facts.map(({ key, title, words: what, t, seq }) => (
            <li key={key}>
              <button type="button" className="jump" onClick={() => onPick({ t, seq })}>
                <b>
                  {clockTime(t * 1000)} {title}
                </b>{' '}
                {what}
              </button>
            </li>
          ))}
        </ul>
      </section>
      <SaidLater review={review} desk={desk} tOf={tOf} onPick={onPick} />
      <CommentBox review={review} desk={desk} open={open} />
      <section>
        <h3>Signatures</h3>
        <SignatureList session={session} review={review} check={standing?.check ?? null} />
      </section>
      {standing !== null &&
        (standing.against.length === 0 ? (
          <SignForm desk={desk} standing={standing} />
        ) : (
          <ul className="against" data-testid="sign-against">
            {standing.against.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        ))}
    </div>
  );
}
