import { useEffect, useMemo, useState } from 'react';
import { unpackedDetail } from '../../shared/ipc/packed-detail';
import { type ReviewModel, reviewModel } from '../../shared/timeline/model';
import { totalsOf } from '../../shared/timeline/totals';
import { contextOf } from '../../shared/words/event-context';
import { useAnswer } from '../live/use-answer';
import { EventTable } from './event-table';
import { ReviewGraph } from './review-graph';
import { SessionHeader } from './session-header';
import { TotalsPanel } from './totals-panel';

/** An entry or a time that the graph and the table both point at. */
export type Picked = { readonly t: number; readonly seq: number | null };

function Opened(props: { model: ReviewModel; head: HeadProps }) {
  const { model, head } = props;
  const [picked, setPicked] = useState<Picked | null>(null);
  const { events } = model.detail;
  const context = useMemo(() => contextOf(events), [events]);
  const totals = useMemo(() => totalsOf(model), [model]);
  return (
    <section className="review-open">
      <SessionHeader model={model} {...head} />
      <ReviewGraph model={model} picked={picked} onPick={setPicked} />
      <aside>
        <TotalsPanel model={model} totals={totals} />
        <EventTable log={model.log} context={context} picked={picked} onPick={setPicked} />
      </aside>
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
