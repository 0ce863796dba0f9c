import { levelText, sedationLevel } from '../../shared/observation/scales';
import type { NumericCode } from '../../shared/readings/monitor';
import { scheduleOf } from '../../shared/session/rounds/schedule';
import type { BedsideState, Session } from '../../shared/session/state';
import type { Now } from '../live/store';
import { limitWords, vitalView } from '../live/vital-view';
import { clockTime } from '../live/words';
import { PressureTile } from '../parts/pressure-tile';
import { SmallTile, VitalTile } from '../parts/vital-tile';

/** The level that was seen last, with its scale, its term and when; an older set counts where the last one left it out. */
function SedationTile({ session }: { session: Session }) {
  const set = session.rounds.sets.findLast(({ observation }) => observation.sedation !== null);
  const seen = set?.observation.sedation ?? null;
  const { scale } = seen ?? { scale: scheduleOf(session).sedationScale };
  return (
    <div className="tile small low tint-text" data-testid="vital-sedation">
      <div className="head">
        <span className="name">{scale}</span>
        <span className="age">{set === undefined ? 'none yet' : clockTime(set.observation.measuredAt)}</span>
      </div>
      <div className="mid">
        <span className="number">{seen === null ? '- -' : levelText(seen)}</span>
        <span className="age">{seen === null ? '' : sedationLevel(seen).term.toLowerCase()}</span>
      </div>
    </div>
  );
}

/** The heart rate from the electrodes; the pulse rate, under its own name, while those give none. */
function rateSource(state: BedsideState, now: Now): { code: NumericCode; name: string } {
  const electrodes = vitalView(state, 'HR', now.mono).look;
  const pulse = vitalView(state, 'PR', now.mono).look;
  return electrodes === 'absent' && pulse === 'live'
    ? { code: 'PR', name: 'PR' }
    : { code: 'HR', name: 'HR' };
}

/** The patient, right of the graph: never covered. */
export function VitalsColumn({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const { vitalLimits } = session;
  const rate = rateSource(state, now);
  const column = rate.code === 'HR' ? 'hr' : 'pr';
  const both = { state, now };
  return (
    <section className="vitals" data-testid="vitals">
      <VitalTile
        {...both}
        {...rate}
        unit="/min"
        tint="tint-hr"
        limits={limitWords(vitalLimits.heartRatePerMin)}
        trend={{ column, min: 40, max: 140 }}
      />
      <VitalTile
        {...both}
        code="SpO2"
        name="SpO₂"
        unit="%"
        tint="tint-spo2"
        limits={limitWords(vitalLimits.spo2Percent)}
        trend={{ column: 'spo2', min: 84, max: 101 }}
      />
      <PressureTile {...both} order={session.order} limits={vitalLimits} />
      <SmallTile
        {...both}
        code="RR"
        name="RR"
        unit="/min"
        tint="tint-resp"
        limits={limitWords(vitalLimits.respirationPerMin)}
        trend={{ column: 'rr', min: 4, max: 32 }}
      />
      <SmallTile
        {...both}
        code="EtCO2"
        name="EtCO₂"
        unit="mmHg"
        tint="tint-resp"
        limits=""
        trend={{ column: 'etco2MmHg', min: 15, max: 60 }}
      />
      <SmallTile {...both} code="Temp" name="Temp" unit="°C" tint="tint-temp low" limits="" digits={1} />
      <SedationTile session={session} />
    </section>
  );
}
