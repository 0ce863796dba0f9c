import type { NumericCode } from '../../shared/readings/monitor';
import type { BedsideState, Session } from '../../shared/session/state';
import { formatNumber } from '../../shared/units/format';
import type { Now } from '../live/store';
import { limitWords, vitalView } from '../live/vital-view';
import { clockTime } from '../live/words';
import { PressureTile } from '../parts/pressure-tile';
import { SmallTile, VitalTile } from '../parts/vital-tile';

const rassWords: Record<string, string> = {
  '4': 'combative',
  '3': 'very agitated',
  '2': 'agitated',
  '1': 'restless',
  '0': 'calm',
  '-1': 'drowsy',
  '-2': 'light',
  '-3': 'moderate',
  '-4': 'deep',
  '-5': 'unrousable',
};

function SedationTile({ session }: { session: Session }) {
  const set = session.observation;
  const rass = set?.value.rass ?? null;
  return (
    <div className="tile small low tint-text" data-testid="vital-RASS">
      <div className="head">
        <span className="name">RASS</span>
        <span className="age">{set === null || rass === null ? 'none yet' : clockTime(set.at)}</span>
      </div>
      <div className="mid">
        <span className="number">{rass === null ? '- -' : formatNumber(rass, 0)}</span>
        <span className="age">{rass === null ? '' : rassWords[String(rass)]}</span>
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
  const { vitalLimits } = session.order;
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
      <PressureTile {...both} order={session.order} />
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
