import { useMemo } from 'react';
import { barredFor, noColumns, type PredictedColumns } from '../../shared/pk/prediction';
import type { Session } from '../../shared/session/state';
import { deliveredHighMg, infusingMs } from '../../shared/session/view';
import { epochMs, type Instant } from '../../shared/time/clock';
import type { Curve, Lane } from '../../shared/timeline/lane';
import { predictedLane } from '../../shared/timeline/predicted-lane';
import { formatIn } from '../../shared/units/format';
import { type MgPerHour, mgPerMin } from '../../shared/units/units';
import { LaneChart } from '../charts/lane-chart';
import { aheadOf, type GoingOn } from '../live/live-prediction';
import { clockTime } from '../live/words';
import { asItRuns, upToNow, usePrediction } from './predicted';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const BEFORE_S = 30 * 60;
const AFTER_S = 60 * 60;
const ASKED_MIN = [15, 30, 60] as const;

/** With the typed rate from now on, until the order's total or its time is reached. */
function atRate(session: Session, now: Instant, rate: MgPerHour): GoingOn {
  const { order } = session;
  const leftMg = Math.max(0, order.totalMg - deliveredHighMg(session, now.mono));
  const byTotal = rate > 0 ? (leftMg / rate) * HOUR_MS : 0;
  const byTime = Math.max(0, order.durationMin * MINUTE_MS - infusingMs(session, now.mono));
  return { mgPerMin: mgPerMin(rate / 60), until: epochMs(now.at + Math.min(byTotal, byTime)) };
}

/** `167, 171, 180`, after a quarter, a half and an hour; a value outside the model is none (SR-132). */
function valuesWords({ t, plasma, outside }: PredictedColumns, nowS: number): string {
  return ASKED_MIN.map((min) => {
    const row = t.findIndex((at) => at >= nowS + min * 60 - 0.5);
    const value = plasma[row];
    return value === undefined || outside[row] !== null ? '- -' : formatIn(value, 'ng/mL');
  }).join(', ');
}

const dashed = (curve: Curve, key: string, columns: PredictedColumns): Curve => ({
  ...curve,
  key,
  t: columns.t,
  v: columns.plasma.map((value, row) => (columns.outside[row] === null ? value : null)),
});

function Key({ look, name, words }: { look: 'becomes' | 'stays'; name: string; words: string }) {
  return (
    <span className="look-ahead-key" data-testid={`look-ahead-${look}`}>
      <i className={look} />
      {name} <b>{words}</b>
    </span>
  );
}

export type LookAheadProps = {
  readonly session: Session;
  readonly now: Instant;
  /** What it runs at now, in words: `at 0.35`, `paused`. */
  readonly stays: string;
  /** The rate that is typed; null: none is. */
  readonly becomes: { readonly words: string; readonly rate: MgPerHour } | null;
};

/**
 * The next hour if the rate stays, and if it becomes what is typed: a population model's curve, from what the pump says
 * it gave. Nothing is decided by it (SR-133).
 */
export function LookAhead({ session, now, stays, becomes }: LookAheadProps) {
  const { read } = usePrediction(session);
  const beat = Math.floor(performance.now() / 1000);
  const rate = becomes?.rate ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a second, and whenever the typed rate changes
  const drawn = useMemo(() => {
    const live = read();
    if (live === null) return null;
    const to = epochMs(now.at + AFTER_S * 1000);
    const staying = aheadOf(live, session, now, asItRuns(session, now), to);
    const becoming = rate === null ? null : aheadOf(live, session, now, atRate(session, now, rate), to);
    const { past } = upToNow(live.follow.columns, staying);
    const facts = { prediction: live.prediction, past, withEffect: false, weight: 1 };
    const lane = predictedLane({ ...facts, ahead: becoming ?? staying });
    const line: Curve = {
      ...{ kind: 'line', key: 'stays', label: '', unit: 'ng/mL', digits: 0, tint: 'predict' },
      ...{ t: [], v: [], width: 1.8, dash: [2, 3], silent: true },
    };
    const traces = [
      ...lane.traces.filter(({ key }) => key !== 'plasma-ahead'),
      dashed(line, 'stays', staying),
      ...(becoming === null ? [] : [dashed({ ...line, tint: 'text-1', dash: [5, 4] }, 'becomes', becoming)]),
    ];
    const lanes: Lane[] = [{ ...lane, traces: barredFor(live.prediction) === null ? traces : lane.traces }];
    const second = now.at / 1000;
    return {
      lanes,
      view: { from: second - BEFORE_S, to: second + AFTER_S, now: second },
      staying: valuesWords(staying, second),
      becoming: valuesWords(becoming ?? noColumns(), second),
    };
  }, [beat, read, rate]);
  if (drawn === null) return null;
  const { lanes, view, staying, becoming } = drawn;
  return (
    <div className="look-ahead" data-testid="look-ahead">
      <LaneChart lanes={lanes} view={view} readOut={false} nowText={clockTime(now.at)} />
      <div className="look-ahead-keys">
        <span>ng/mL after 15, 30, 60 min:</span>
        {becomes !== null && <Key look="becomes" name={becomes.words} words={becoming} />}
        <Key look="stays" name={stays} words={staying} />
      </div>
    </div>
  );
}
