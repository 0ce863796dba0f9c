import { useEffect, useMemo, useState } from 'react';
import { unpackedDetail } from '../../shared/ipc/packed-detail';
import { type ReviewModel, reviewModel } from '../../shared/timeline/model';
import { useAnswer } from '../live/use-answer';
import { amendedModel, remarkMarks } from './amended-model';
import { type DeskForm, ReviewDeskSide } from './desk-side';
import { type EventFilter, filtered } from './event-filters';
import { ReviewGraph } from './review-graph';
import { SessionHeader } from './session-header';
import { usePainted } from './use-painted';
import { usePredicted } from './use-predicted';
import { useReview } from './use-review';

/** An entry or a time that the graph and the table both point at. */
export type Picked = { readonly t: number; readonly seq: number | null };

function Opened(props: { model: ReviewModel; head: HeadProps }) {
  const { model, head } = props;
  const [picked, setPicked] = useState<Picked | null>(null);
  const { session } = model;
  // The graph first; what stands beside it, what is predicted and how the record stands come with the next frames.
  const painted = usePainted();
  const desk = useReview(session.sessionId, model.detail.events, painted);
  const amended = useMemo(() => amendedModel(model, desk.events), [model, desk.events]);
  const read = usePredicted(amended, desk.events, painted);
  const [filter, setFilter] = useState<EventFilter>('all');
  const entries = useMemo(() => filtered(read.log, filter), [read.log, filter]);
  const [form, setForm] = useState<DeskForm | null>(null);
  const closed = session.phase === 'closed';
  const { review } = desk;
  const marks = useMemo(() => (review === null ? [] : remarkMarks(review)), [review]);
  const annotate = (t: number) => setForm({ kind: 'annotate', t, ofSeq: picked?.seq ?? null });
  return (
    <section className="review-open">
      <SessionHeader model={read} {...head} review={review} standing={desk.standing} />
      <ReviewGraph
        model={read}
        entries={entries}
        filtered={filter !== 'all'}
        picked={picked}
        onPick={setPicked}
        marks={marks}
        {...(closed ? { onAnnotate: annotate } : {})}
      />
      {review !== null && (
        <ReviewDeskSide
          {...{ model: read, session, entries, filter, picked, form }}
          desk={{ ...desk, review }}
          onFilter={setFilter}
          onPick={setPicked}
          onForm={setForm}
        />
      )}
    </section>
  );
}

export type HeadProps = {
  readonly readAt: number;
  onReadAgain(): void;
  onBack(): void;
  onLeave(): void;
  onCourse(patientId: string): void;
};

/** One session, read once from the record; what was read stays until it is read again. */
export function OpenSession(props: {
  sessionId: string;
  onBack(): void;
  onLeave(): void;
  onCourse(patientId: string): void;
}) {
  const { sessionId, onBack, onLeave, onCourse } = props;
  const [answered, askAgain] = useAnswer('session', { sessionId });
  const packed = answered.kind === 'here' ? answered.value : null;
  const model = useMemo(() => packed && reviewModel(unpackedDetail(packed)), [packed]);
  useEffect(() => {
    const back = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onBack();
    };
    window.addEventListener('keydown', back);
    return () => window.removeEventListener('keydown', back);
  }, [onBack]);
  if (answered.kind === 'here' && model !== null) {
    const head = { readAt: answered.askedAt, onReadAgain: askAgain, onBack, onLeave, onCourse };
    return <Opened model={model} head={head} />;
  }
  const words = {
    waiting: 'Reading the session',
    failed: `The session cannot be read: ${answered.kind === 'failed' ? answered.words : ''}`,
    here: 'This log never opened a session: there is nothing to show.',
  }[answered.kind];
  return (
    <div className="panel empty">
      <p>{words}</p>
      <button type="button" className="plain" onClick={onBack}>
        All sessions
      </button>
    </div>
  );
}
