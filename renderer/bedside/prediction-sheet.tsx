import { barredFor, type PredictedColumns } from '../../shared/pk/prediction';
import { LONGEST_HOURS } from '../../shared/pk/validity';
import type { Session } from '../../shared/session/state';
import { epochMs } from '../../shared/time/clock';
import { formatIn, formatNumber, withUnit } from '../../shared/units/format';
import type { Carried } from '../live/carry-over';
import { aheadOf, type LivePrediction } from '../live/live-prediction';
import type { Now } from '../live/store';
import { FactsTable } from '../parts/facts-table';
import { LeaveSheet, Sheet } from '../parts/sheet';
import { useEffectSite } from './effect-site';
import { asItRuns, carriedWords, usePrediction } from './predicted';

const milligrams = (carried: Carried): number =>
  carried === null || carried === 'failed'
    ? 0
    : carried.dose.reduce(
        (sum, { fromMs, toMs, highMgPerMin }) => sum + (highMgPerMin * (toMs - fromMs)) / 60_000,
        0,
      );

/** The value of now with its spread, or why there is none (SR-132). */
function nowWords(live: LivePrediction, { outside, plasma, low, high }: PredictedColumns): string {
  const why = outside[0] ?? barredFor(live.prediction);
  if (why !== null) return `no value: outside what the model was made for, ${why}`;
  const [value, least, most] = [plasma[0], low[0], high[0]];
  if (value === undefined) return 'no value: the pump has not been heard';
  return `${withUnit(value, 'ng/mL')}, ${formatIn(least ?? value, 'ng/mL')} to ${formatIn(most ?? value, 'ng/mL')} across the models`;
}

function earlierWords(carried: Carried): string {
  const missing = carriedWords(carried);
  if (missing !== undefined) return missing;
  const dose = milligrams(carried);
  return dose > 0 ? `${withUnit(dose, 'mg')} of earlier sessions count` : 'no earlier session counts';
}

function rowsOf(live: LivePrediction, carried: Carried, session: Session, now: Now): [string, string][] {
  const { model, ke0, offered } = live.prediction;
  const ahead = aheadOf(live, session, now, asItRuns(session, now), epochMs(now.at + 60_000));
  return [
    ['Now, predicted', nowWords(live, ahead)],
    ['Computed from', `what the pump says it gave, upper end; ${earlierWords(carried)}`],
    ['Model', `${model.name}, version ${model.version}; ${model.confidence}. ${model.note}`],
    ['Made from', model.population],
    ['Source', model.source],
    ['Weight', `${withUnit(session.order.dosingWeightKg, 'kg')}, the dosing weight; ${model.scaling}`],
    ['Band', `least to greatest of ${offered.map(({ name }) => name).join(', ')}; no confidence interval`],
    ['Effect site', `ke0 ${formatNumber(ke0.perMin, 3)} per min: ${ke0.basis}. ${ke0.source}`],
    [
      'Not made for',
      `under 18 years, above ${withUnit(model.upTo, 'ng/mL')}, over ${LONGEST_HOURS} h; liver failure, pregnancy, drugs that slow or speed its breakdown`,
    ],
  ];
}

/** What stands behind the predicted lane: model, version, basis of the effect site, of whom it was made (SR-130). */
export function PredictionSheet({ session, now }: { session: Session; now: Now }) {
  const { read, carried } = usePrediction(session);
  const effect = useEffectSite();
  const live = read();
  return (
    <Sheet
      title="Predicted, not measured"
      aside="no limit, alarm or advice uses it"
      testid="sheet-prediction"
      empty
      foot={
        <>
          <LeaveSheet>Close</LeaveSheet>
          <button
            type="button"
            className="btn"
            data-testid="effect-site"
            aria-pressed={effect.shown}
            onClick={effect.turn}
          >
            {effect.shown ? 'Hide the effect site' : 'Show the effect site'}
            <small>dotted; there is no agreed ke0</small>
          </button>
        </>
      }
    >
      <div className="scroll grow">
        {live === null ? (
          <p className="lab">Reading what the patient was given before.</p>
        ) : (
          <FactsTable
            rows={rowsOf(live, carried, session, now)}
            look="prediction-facts"
            testid="prediction-facts"
          />
        )}
      </div>
    </Sheet>
  );
}
