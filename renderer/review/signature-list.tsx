import type { BrokenWhy, Review } from '../../shared/review/fold';
import { type RecordCheck, whyBroken } from '../../shared/review/signing';
import { brokenWords } from '../../shared/review/words';
import { signatureBroken } from '../../shared/session/recovery/signature';
import type { Session } from '../../shared/session/state';
import { clockTime } from '../live/words';
import { dateTime } from './review-words';

function Signature(props: {
  name: string;
  role: string;
  at: number;
  meaning: string;
  statement: string;
  why: readonly string[];
  testid: string;
}) {
  const { name, role, at, meaning, statement, why, testid } = props;
  const holds = why.length === 0;
  return (
    <li className={holds ? 'signature' : 'signature broken'} data-testid={testid} data-holds={holds}>
      <b>
        {holds ? '' : 'BROKEN: '}
        {name}, {role}
      </b>
      <small>
        {dateTime(at)} · meaning: {meaning}
      </small>
      <span>{statement}</span>
      {holds ? (
        <small>Holds: nothing was changed since.</small>
      ) : (
        why.map((words) => (
          <span key={words} className="why">
            {words}
          </span>
        ))
      )}
    </li>
  );
}

const inWords = (why: readonly BrokenWhy[]): string[] => why.map((one) => brokenWords(one, clockTime));

/** Every signature of the session, the discharge’s first: printed name, date and time, meaning, and whether it holds. */
export function SignatureList(props: { session: Session; review: Review; check: RecordCheck | null }) {
  const { session, review, check } = props;
  const { signature: discharge } = session.recovery;
  const then = signatureBroken(session);
  const none = discharge === null && review.signatures.length === 0;
  return (
    <ul className="signatures" data-testid="signatures">
      {none && <li className="none">Nobody has signed.</li>}
      {discharge !== null && (
        <Signature
          name={discharge.by.name}
          role={discharge.by.role}
          at={discharge.at}
          meaning="approved, discharge"
          statement={`${discharge.content.entries} charted entries to no. ${discharge.content.toSeq}.`}
          why={[...(then === null ? [] : [then]), ...inWords(review.discharge ?? [])]}
          testid="discharge-signature"
        />
      )}
      {review.signatures.map((one) => (
        <Signature
          key={one.seq}
          name={one.by.name}
          role={one.by.role}
          at={one.at}
          meaning={one.meaning === 'approved' ? 'reviewed and approved' : one.meaning}
          statement={one.statement}
          why={inWords(whyBroken(one, check))}
          testid="review-signature"
        />
      ))}
    </ul>
  );
}
