import { useMemo, useState } from 'react';
import { amendablesOf } from '../../shared/review/amendable';
import type { LoggedEvent } from '../../shared/session/events';
import type { Session } from '../../shared/session/state';
import type { ReviewModel } from '../../shared/timeline/model';
import type { Timed } from '../../shared/timeline/timed-events';
import { totalsOf } from '../../shared/timeline/totals';
import { contextOf } from '../../shared/words/event-context';
import { AmendForm } from './amend-form';
import { AnnotateForm } from './annotate-form';
import { EntryHistory } from './entry-history';
import type { EventFilter } from './event-filters';
import { EventTable } from './event-table';
import type { Picked } from './open-session';
import { tabWords } from './review-words';
import { SignOffPanel } from './sign-off-panel';
import { TotalsPanel } from './totals-panel';
import type { ReviewDesk } from './use-review';

/** What is being written. */
export type DeskForm =
  | { readonly kind: 'annotate'; readonly t: number; readonly ofSeq: number | null }
  | { readonly kind: 'amend'; readonly seq: number };

type Props = {
  model: ReviewModel;
  /** The final state as it was written. */
  session: Session;
  desk: ReviewDesk;
  picked: Picked | null;
  form: DeskForm | null;
  /** The entries that the filter lets through; the graph shows the same ones. */
  entries: readonly Timed[];
  filter: EventFilter;
  onFilter(filter: EventFilter): void;
  onPick(picked: Picked): void;
  onForm(form: DeskForm | null): void;
};

function OpenForm({ form, model, desk, onForm }: Props & { form: DeskForm }) {
  const done = () => onForm(null);
  if (form.kind === 'annotate') {
    return (
      <AnnotateForm key={`${form.t} ${form.ofSeq}`} t={form.t} ofSeq={form.ofSeq} desk={desk} onDone={done} />
    );
  }
  const entry = model.log.find(({ event }) => event.seq === form.seq)?.event;
  return entry === undefined ? null : <AmendForm key={form.seq} entry={entry} desk={desk} onDone={done} />;
}

/** Beside the graph: the session in numbers and entries, or its sign-off, or what is being written. */
export function ReviewDeskSide(props: Props) {
  const { model, session, desk, picked, form, onPick, onForm } = props;
  const { entries, filter, onFilter } = props;
  const [tab, setTab] = useState<'session' | 'sign-off'>('session');
  const { events } = model.detail;
  const context = useMemo(() => contextOf(events), [events]);
  const totals = useMemo(() => totalsOf(model), [model]);
  const open = session.phase !== 'closed';
  const { amended, discharge } = desk.review;
  const choose = (next: typeof tab) => {
    setTab(next);
    onForm(null);
  };
  const more = (event: LoggedEvent, t: number) => {
    const history = amended.filter(({ ofSeq }) => ofSeq === event.seq);
    return (
      <div className="entry-more">
        {history.length > 0 && <EntryHistory amended={history} />}
        {!open && (
          <div className="row">
            {amendablesOf(event).length > 0 && (
              <button
                type="button"
                className="plain"
                data-testid="put-right"
                onClick={() => onForm({ kind: 'amend', seq: event.seq })}
              >
                Put right
              </button>
            )}
            <button
              type="button"
              className="plain"
              onClick={() => onForm({ kind: 'annotate', t, ofSeq: event.seq })}
            >
              Write a note here
            </button>
          </div>
        )}
      </div>
    );
  };
  const showing = form !== null ? 'form' : tab;
  return (
    <aside className={`desk desk-${showing}`}>
      <div className="panel desk-tabs">
        <button
          type="button"
          aria-pressed={tab === 'session'}
          data-testid="tab-session"
          onClick={() => choose('session')}
        >
          Session
        </button>
        <button
          type="button"
          aria-pressed={tab === 'sign-off'}
          data-testid="tab-sign-off"
          onClick={() => choose('sign-off')}
        >
          Sign-off: {tabWords(desk.review, open)}
        </button>
      </div>
      {form !== null && <OpenForm {...props} form={form} />}
      {showing === 'session' && (
        <>
          <TotalsPanel model={model} totals={totals} discharge={discharge ?? []} />
          <EventTable {...{ entries, filter, onFilter, context, picked, amended, more }} onPick={onPick} />
        </>
      )}
      {showing === 'sign-off' && <SignOffPanel {...{ model, session, desk, onPick }} />}
    </aside>
  );
}
