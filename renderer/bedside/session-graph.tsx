import { useEffect, useMemo, useState } from 'react';
import type { Session } from '../../shared/session/state';
import { timeLeftMs } from '../../shared/session/view';
import { PREDICTED } from '../../shared/timeline/predicted-lane';
import { LaneChart } from '../charts/lane-chart';
import { openSheet } from '../live/route';
import { type Now, useLive } from '../live/store';
import { clockTime } from '../live/words';
import { useEffectSite } from './effect-site';
import { graphFlags } from './graph-flags';
import { bedsideLanes } from './graph-lanes';
import { type GraphRange, graphView } from './graph-view';
import { predictedLaneAtBedside, usePrediction } from './predicted';

const CURSOR_STAYS_MS = 10_000;
const OPENS = { [PREDICTED]: () => openSheet('prediction') };

function Key({ look, words }: { look: 'solid' | 'dashed' | 'hatched'; words: string }) {
  return (
    <span className="graph-key">
      <i className={look} />
      {words}
    </span>
  );
}

/** The session on one time axis, up to now and as far ahead as the order goes. */
export function SessionGraph(props: {
  session: Session;
  now: Now;
  range: GraphRange;
  onRange(range: GraphRange): void;
}) {
  const { session, now, range, onRange } = props;
  const series = useLive((view) => view.series);
  const journal = useLive((view) => view.journal);
  const { read, carried } = usePrediction(session);
  const effect = useEffectSite();
  const [cursor, setCursor] = useState<number | null>(null);
  useEffect(() => {
    if (cursor === null) return;
    const timer = setTimeout(() => setCursor(null), CURSOR_STAYS_MS);
    return () => clearTimeout(timer);
  }, [cursor]);
  // Four lanes are drawn again at most once a second of real time; the ages beside them run on.
  const beat = Math.floor(performance.now() / 1000);
  const factor = session.timeFactor;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the arrays grow in place, the beat stands for them
  const drawn = useMemo(() => {
    const second = now.at / 1000;
    const left = timeLeftMs(session, now.mono);
    const planEnd = left === null ? null : second + left / 1000;
    const view = graphView(session, second, range);
    const live = read();
    const predicted =
      live === null
        ? null
        : predictedLaneAtBedside({ live, carried, session, now, to: view.to, withEffect: effect.shown });
    const input = { series, session, journal, now: second, planEnd, breakAfterS: 6 * Math.max(1, factor) };
    return { lanes: bedsideLanes(input, predicted), view };
  }, [beat, series, journal, session.phase, session.confirmedRate, range, carried, effect.shown]);
  const flags = useMemo(() => graphFlags(journal), [journal]);
  return (
    <div className="graph-body" data-testid="session-graph">
      <div className="graph-head">
        <Key look="solid" words="confirmed" />
        <Key look="dashed" words="ordered" />
        <Key look="hatched" words="not known" />
        <div className="graph-ranges">
          {(['all', 'hour'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className={one === range ? 'on' : ''}
              data-testid={`graph-${one}`}
              aria-pressed={one === range}
              onClick={() => onRange(one)}
            >
              {one === 'all' ? 'All' : '1 h'}
            </button>
          ))}
        </div>
      </div>
      <p className="graph-short">The graph is back when what stands above it is answered.</p>
      <LaneChart
        {...drawn}
        flags={flags}
        cursor={cursor}
        onCursor={setCursor}
        nowText={clockTime(now.at)}
        onName={OPENS}
      />
    </div>
  );
}
