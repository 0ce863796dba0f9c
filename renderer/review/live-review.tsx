import { useMemo, useState } from 'react';
import { mayDo } from '../../shared/record/permissions';
import type { ReviewModel } from '../../shared/timeline/model';
import { totalsOf } from '../../shared/timeline/totals';
import { contextOf } from '../../shared/words/event-context';
import { useLive, useNow } from '../live/store';
import '../theme/seated.css';
import './review.css';
import './review-events.css';
import './review-graph.css';
import './live-review.css';
import { type EventFilter, filtered } from './event-filters';
import { EventTable } from './event-table';
import type { Picked } from './open-session';
import { ReviewGraph } from './review-graph';
import { TotalsPanel } from './totals-panel';
import { useLiveReview } from './use-live-review';

const SECOND_MS = 1_000;

/** `live, 2 s behind`: how old the newest entry in sight is; what is not heard any more says so. */
function Behind() {
  const mono = useLive((view) => view.state?.mono ?? null);
  const now = useNow();
  if (mono === null || now === null) return null;
  const seconds = Math.max(0, Math.round((now.mono - mono) / SECOND_MS));
  return (
    <b data-testid="reading-behind" data-live={now.live}>
      {now.live ? `live, ${seconds} s behind` : 'NOT LIVE, nothing is heard from the console'}
    </b>
  );
}

function Shown({ model }: { model: ReviewModel }) {
  const [picked, setPicked] = useState<Picked | null>(null);
  const [filter, setFilter] = useState<EventFilter>('all');
  const entries = useMemo(() => filtered(model.log, filter), [model.log, filter]);
  const { events } = model.detail;
  const context = useMemo(() => contextOf(events), [events]);
  const totals = useMemo(() => totalsOf(model), [model]);
  const { patient } = model.session;
  return (
    <section className="live-open" data-testid="reading-session" data-entries={model.detail.summary.events}>
      <header className="panel live-head">
        <h1>{patient.name}</h1>
        <small>MRN {patient.mrn}</small>
        <span className="quiet">Read only. What is done is done in the bedside window.</span>
        <Behind />
      </header>
      <ReviewGraph {...{ model, picked, entries }} filtered={filter !== 'all'} onPick={setPicked} />
      <aside>
        {/* What takes a discharge's signature its ground is written after the end. */}
        <TotalsPanel model={model} totals={totals} discharge={[]} />
        <EventTable {...{ entries, filter, context, picked }} onFilter={setFilter} onPick={setPicked} />
      </aside>
    </section>
  );
}

/** The running session for reading as it grows; only for who may review, and not while the workstation is locked. */
export function LiveReview() {
  const operator = useLive((view) => view.state?.operator ?? null);
  const session = useLive((view) => view.state?.session ?? null);
  const resumes = useLive((view) => view.resumes);
  const known = useLive((view) => view.state !== null);
  const may = operator !== null && mayDo(operator.role, 'review');
  const wanted = may ? (session?.sessionId ?? null) : null;
  const reading = useLiveReview(wanted, `${operator?.personId ?? ''} ${resumes}`);
  const words = !known
    ? 'Reading the state of the console'
    : operator === null
      ? 'Locked. Sign in at the bedside window to read here.'
      : !may
        ? `Not for the role of ${operator.role}.`
        : session === null
          ? 'No session was opened since the console started. It shows here when one is.'
          : reading.kind === 'failed'
            ? `The session cannot be read: ${reading.words}`
            : 'Reading the session';
  return (
    <div className="review live-review" data-theme="review">
      {wanted !== null && reading.kind === 'here' ? (
        <Shown model={reading.model} />
      ) : (
        <p className="panel empty" data-testid="reading-none">
          {words}
        </p>
      )}
    </div>
  );
}
