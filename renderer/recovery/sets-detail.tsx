import { baselineOf, type Sign, unstable, type VitalSet } from '../../shared/recovery/stable';
import { nauseaSinceTheStop, setsAroundTheStop } from '../../shared/session/recovery/discharge';
import type { Session } from '../../shared/session/state';
import { formatNumber } from '../../shared/units/format';
import { goTo, openSheet } from '../live/route';
import type { Now } from '../live/store';
import { clockTime } from '../live/words';

const one = (value: number | null): string => (value === null ? 'unknown' : formatNumber(value, 0));

function Row(props: { name: string; set: Readonly<Record<Sign, number | null>>; verdict: string }) {
  const { set } = props;
  return (
    <tr>
      <th scope="row">{props.name}</th>
      <td>
        {one(set.systolicMmHg)}/{one(set.diastolicMmHg)}
      </td>
      <td>{one(set.heartRatePerMin)}</td>
      <td>{one(set.spo2Percent)}</td>
      <td>{one(set.respirationPerMin)}</td>
      <td>{props.verdict}</td>
    </tr>
  );
}

/** Sets since the stop beside the baseline, and what keeps each from being stable. */
export function SetsDetail({ session, now }: { session: Session; now: Now }) {
  const { stability, stableSets, nauseaAtMost } = session.policy.recovery;
  const { baseline, since: sets } = setsAroundTheStop(session);
  const nausea = nauseaSinceTheStop(session);
  const base = baselineOf(baseline);
  const verdict = (set: VitalSet): string => {
    const why = unstable(set, base, stability);
    return why.length === 0 ? 'stable' : why.join('; ');
  };
  return (
    <>
      <p>
        {stableSets} sets in a row, {stability.setsApartMin} min apart or more: pressures within{' '}
        {stability.pressureWithinPercent} % and HR within {stability.heartRateWithinPercent} % of baseline,
        SpO₂ {stability.spo2AtLeastPercent} % or more, RR {stability.respirationFromPerMin} to{' '}
        {stability.respirationToPerMin}. Nausea: {nausea ?? 'not asked'}, at most {nauseaAtMost}.
      </p>
      <div className="scroll grow">
        <table className="sets" data-testid="recovery-sets">
          <thead>
            <tr>
              <th scope="col">Set</th>
              <th scope="col">NIBP mmHg</th>
              <th scope="col">HR /min</th>
              <th scope="col">SpO₂ %</th>
              <th scope="col">RR /min</th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            <Row name="Baseline" set={base} verdict="" />
            {sets.toReversed().map((set) => (
              <Row
                key={set.mono}
                name={clockTime(now.at - (now.mono - set.mono))}
                set={set}
                verdict={verdict(set)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <button
        type="button"
        className="btn primary"
        data-testid="recovery-observation"
        onClick={() => {
          goTo('session');
          openSheet('observation');
        }}
      >
        Observation set
        <small>takes the monitor’s values with it</small>
      </button>
    </>
  );
}
