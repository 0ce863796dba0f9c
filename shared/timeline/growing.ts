import type { SessionDetail } from '../ipc/session-detail';
import { seriesBuilder } from '../series/builder';
import type { LoggedEvent } from '../session/events';
import { evolve } from '../session/evolve';
import { isReview } from '../session/review/events';
import type { Session } from '../session/state';
import { assemble } from './assemble';
import { commandStories } from './command-stories';
import { dosingOf, stops } from './doses';
import { growPumpColumns, noPumpColumns } from './pump-columns';
import type { ReviewModel } from './review-model';
import { growSilences, noSilences } from './silences';
import { timedAfter } from './timed-events';

/** One session under review to which more may come. */
export type GrowingReview = {
  model(): ReviewModel;
  /**
   * Adds what came since, readings and all, in the order of the log; what is known already, or of another session, is
   * passed over. The model before it stays as it was but for its columns, which share their arrays and grow.
   */
  append(events: readonly LoggedEvent[]): ReviewModel;
};

/** What is said about a session afterwards, perhaps days later, has no place on its axis. */
const hasPlace = ({ type }: LoggedEvent): boolean => !isReview(type);
const isReading = ({ type }: LoggedEvent): boolean => type === 'pump.reading' || type === 'monitor.reading';

/** Reads one session for review so that it can grow by a second at a time; null when its log never opened one. */
export function growingReview(detail: SessionDetail): GrowingReview | null {
  if (detail.state.session === null) return null;
  const { summary, series } = detail;
  const builder = seriesBuilder(series, summary.simulation);
  const columns = noPumpColumns();
  const silences = noSilences();
  let { state, events } = detail;
  let told = summary.events;
  let log = timedAfter([], events.filter(hasPlace));
  let session: Session = detail.state.session;
  let model = drawn();

  function drawn(): ReviewModel {
    const stories = commandStories(log);
    growPumpColumns(columns, series.pump, stops(stories), dosingOf(session));
    growSilences(silences, series.monitor);
    const { phase } = session;
    const now = { ...summary, phase, startedAt: session.startedAt, events: told };
    return assemble({
      detail: {
        ...detail,
        summary: phase === summary.phase ? { ...summary, events: told } : now,
        state,
        events,
      },
      ...{ session, log, stories, columns, silences },
    });
  }

  return {
    model: () => model,
    append(more) {
      const fresh = more.filter(({ seq, sessionId }) => seq > state.seq && sessionId === summary.sessionId);
      if (fresh.length === 0) return model;
      for (const event of fresh) {
        state = evolve(state, event);
        builder.add(event, state.session?.delivered ?? null);
      }
      session = state.session ?? session;
      const entries = fresh.filter((event) => !isReading(event));
      if (entries.length > 0) {
        told += entries.length;
        log = timedAfter(log, entries.filter(hasPlace));
        events = [...events, ...entries];
      }
      model = drawn();
      return model;
    },
  };
}
