import type { DoseStep } from '../../shared/pk/dose-step';
import { type Follow, followDose } from '../../shared/pk/follow';
import { noColumns, type PredictedColumns, type Prediction } from '../../shared/pk/prediction';
import { type AccountRow, accountRow, concentrationAt, type Loaded } from '../../shared/pk/regimen';
import type { PredictionPolicy } from '../../shared/policy/prediction-policy';
import type { LoggedEvent } from '../../shared/session/events';
import type { Session } from '../../shared/session/state';
import { freshAccountMs } from '../../shared/session/view';
import { type EpochMs, epochMs, type Instant } from '../../shared/time/clock';
import { predictionFor, syringesIn } from '../../shared/timeline/prediction';
import { mgPerMin } from '../../shared/units/units';
import type { Carried } from './carry-over';
import type { SeriesBuffer } from './series-buffer';

/** The prediction of the open session, as far as the readings in the window go. */
export type LivePrediction = {
  readonly prediction: Prediction;
  readonly follow: Follow;
  readonly syringes: readonly [Loaded, ...Loaded[]];
};

type Inputs = {
  readonly rules: PredictionPolicy;
  readonly session: Session;
  readonly series: SeriesBuffer;
  readonly journal: readonly LoggedEvent[];
  readonly carried: Exclude<Carried, null>;
};

let held:
  | (LivePrediction & { readonly inputs: Inputs; taken: number; syringes: [Loaded, ...Loaded[]] })
  | null = null;

function sameBeginning(one: Inputs, other: Inputs): boolean {
  return (
    one.session.sessionId === other.session.sessionId &&
    one.series === other.series &&
    one.carried === other.carried &&
    JSON.stringify(one.rules) === JSON.stringify(other.rules)
  );
}

/**
 * Follows the pump's readings that came since the last call; the work of a call is that of the new readings alone. It
 * begins anew only with another session, with other rules, or when the window read everything again.
 */
export function followedPrediction(inputs: Inputs): LivePrediction {
  const { rules, session, series, journal, carried } = inputs;
  const { pump } = series;
  const syringes = syringesIn(session.order, journal);
  const rowsFrom = (taken: number): AccountRow[] => {
    const rows: AccountRow[] = [];
    for (let index = taken; index < pump.t.length; index += 1) {
      const at = epochMs((pump.t[index] ?? 0) * 1000);
      const row = accountRow(pump, index, concentrationAt(syringes, at));
      if (row !== null) rows.push(row);
    }
    return rows;
  };
  if (held === null || !sameBeginning(held.inputs, inputs)) {
    const prediction = predictionFor(rules, session.order, session.patient, session.openedAt);
    const earlier = carried === 'failed' ? [] : carried.dose;
    held = { prediction, follow: followDose(prediction, earlier, rowsFrom(0)), syringes, inputs, taken: 0 };
  } else for (const row of rowsFrom(held.taken)) held.follow.take(row);
  held.syringes = syringes;
  held.taken = pump.t.length;
  return held;
}

/** What may be flowing between the last reading and now, both ends; the upper one goes on through a silence. */
function sinceLast({ follow, syringes }: LivePrediction, session: Session, now: Instant): DoseStep[] {
  const last = follow.last();
  if (last === null || now.at <= last) return [];
  const { delivered, timeFactor } = session;
  const rate = (delivered.possibleMaxMlPerHour * concentrationAt(syringes, now.at)) / 60;
  const quiet = delivered.asOfMono === null ? 0 : now.mono - delivered.asOfMono;
  const fresh = quiet <= freshAccountMs(timeFactor);
  return [
    { fromMs: last, toMs: now.at, lowMgPerMin: mgPerMin(fresh ? rate : 0), highMgPerMin: mgPerMin(rate) },
  ];
}

/** How it goes on: `mgPerMin` from now until `until`, and nothing afterwards. */
export type GoingOn = { readonly mgPerMin: DoseStep['highMgPerMin']; readonly until: EpochMs };

const MINUTE_MS = 60_000;

/** From now to `to`, every minute: what follows if drug goes on like this. Its first moment is now. */
export function aheadOf(
  live: LivePrediction,
  session: Session,
  now: Instant,
  goingOn: GoingOn,
  to: EpochMs,
): PredictedColumns {
  const { mgPerMin: rate, until } = goingOn;
  if (live.follow.last() === null || to <= now.at) return noColumns();
  const moments: EpochMs[] = [];
  for (let at: number = now.at; at < to; at += MINUTE_MS) moments.push(epochMs(at));
  moments.push(to);
  const begins = epochMs(Math.max(now.at, live.follow.last() ?? now.at));
  const steps: DoseStep[] =
    rate > 0 && until > begins
      ? [{ fromMs: begins, toMs: until, lowMgPerMin: rate, highMgPerMin: rate }]
      : [];
  return live.follow.ahead([...sinceLast(live, session, now), ...steps], moments);
}
