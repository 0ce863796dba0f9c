import { type FormEvent, useId, useState } from 'react';
import type { Review } from '../../shared/review/fold';
import { Refusals } from '../parts/sheet';
import { dateTime } from './review-words';
import type { ReviewDesk } from './use-review';

/** What reviewers wrote about the whole session, and room for more. */
export function CommentBox({ review, desk, open }: { review: Review; desk: ReviewDesk; open: boolean }) {
  const [text, setText] = useState('');
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const id = useId();
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const against = await desk.say({ kind: 'comment', text });
    setReasons(against);
    if (against.length === 0) setText('');
  };
  return (
    <form className="desk-form" onSubmit={(event) => void save(event)}>
      <label htmlFor={id}>Comment</label>
      {review.comments.map((one) => (
        <p key={one.seq} className="said" data-testid="review-comment">
          {one.text}
          <small>
            {one.by.name}, {dateTime(one.at)}
          </small>
        </p>
      ))}
      <textarea
        id={id}
        rows={3}
        value={text}
        disabled={open}
        onChange={(event) => setText(event.target.value)}
        data-testid="comment-text"
      />
      <Refusals reasons={reasons} />
      <button type="submit" className="plain" data-testid="comment-save" disabled={text.trim() === ''}>
        Keep the comment
      </button>
    </form>
  );
}
