import { useState } from 'react';
import type { Correction, Remark, Review } from '../../shared/review/fold';
import { correctionWords, numericName } from '../../shared/review/words';
import { clockTime } from '../live/words';
import { Refusals } from '../parts/sheet';
import type { Picked } from './open-session';
import { dateTime } from './review-words';
import type { ReviewDesk } from './use-review';

const kindWords = { note: 'Note', 'late-entry': 'Late entry', artefact: 'Artefact' } as const;

function RemarkLine({
  remark,
  desk,
  onPick,
}: {
  remark: Remark;
  desk: ReviewDesk;
  onPick(picked: Picked): void;
}) {
  const { annotation, momentAt, by, at, withdrawn, ofSeq, seq } = remark;
  const [reason, setReason] = useState<string | null>(null);
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const back = async () => {
    const against = await desk.say({ kind: 'withdraw', ofSeq: seq, reason: reason ?? '' });
    setReasons(against);
    if (against.length === 0) setReason(null);
  };
  const until =
    annotation.kind === 'artefact'
      ? ` to ${clockTime(annotation.toAt)}, ${numericName(annotation.sign)}`
      : '';
  return (
    <li data-testid="review-remark">
      <button type="button" className="jump" onClick={() => onPick({ t: momentAt / 1000, seq: ofSeq })}>
        <b>
          {clockTime(momentAt)}
          {until} {kindWords[annotation.kind]}
        </b>{' '}
        <span className={withdrawn === null ? '' : 'struck'}>{annotation.text}</span>
        <small>
          {by.name}, written {dateTime(at)}
          {withdrawn !== null && `; taken back by ${withdrawn.by.name}: ${withdrawn.reason}`}
        </small>
      </button>
      {annotation.kind !== 'note' && withdrawn === null && reason === null && (
        <button type="button" className="plain" onClick={() => setReason('')}>
          Take back
        </button>
      )}
      {reason !== null && (
        <div className="row">
          <input
            aria-label="Why it is taken back"
            placeholder="Why"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <button type="button" className="plain" onClick={() => void back()}>
            Take back
          </button>
        </div>
      )}
      <Refusals reasons={reasons} />
    </li>
  );
}

function CorrectionLine({
  one,
  onPick,
  t,
}: {
  one: Correction;
  onPick(picked: Picked): void;
  t: number | null;
}) {
  return (
    <li data-testid="review-correction">
      <button type="button" className="jump" onClick={() => t !== null && onPick({ t, seq: one.ofSeq })}>
        <b>{correctionWords(one, clockTime)}</b> {one.reason}
        <small>
          {one.by.name}, {dateTime(one.at)}
          {one.duringSession && ', at the bedside'}
        </small>
      </button>
    </li>
  );
}

/** What was put right and what was noted at moments of the session. */
export function SaidLater(props: {
  review: Review;
  desk: ReviewDesk;
  tOf(seq: number): number | null;
  onPick(picked: Picked): void;
}) {
  const { review, desk, tOf, onPick } = props;
  const corrections = review.amended.flatMap(({ corrections: chain }) => chain).sort((a, b) => a.seq - b.seq);
  if (corrections.length + review.remarks.length === 0) return null;
  return (
    <section>
      <h3>Corrections and notes</h3>
      <ul className="facts">
        {corrections.map((one) => (
          <CorrectionLine key={`${one.seq} ${one.field}`} one={one} t={tOf(one.ofSeq)} onPick={onPick} />
        ))}
        {review.remarks.map((remark) => (
          <RemarkLine key={remark.seq} remark={remark} desk={desk} onPick={onPick} />
        ))}
      </ul>
    </section>
  );
}
