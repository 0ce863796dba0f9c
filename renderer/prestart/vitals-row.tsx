import type { NumericCode } from '../../shared/readings/monitor';
import type { BedsideState, Session } from '../../shared/session/state';
import type { Now } from '../live/store';
import { limitWords, type VitalView, vitalView } from '../live/vital-view';

function Small({
  name,
  unit,
  tint,
  limits,
  view,
  testid,
}: {
  name: string;
  unit: string;
  tint: string;
  limits: string;
  view: VitalView;
  testid: string;
}) {
  const alarm = view.alarm === null || view.alarm === 'low' ? '' : ` alarm-${view.alarm}`;
  return (
    <div
      className={`panel row-vital ${tint} ${view.look}${alarm}`}
      data-testid={testid}
      data-look={view.look}
    >
      <div className="name">
        <b>{name}</b>
        <span className="cap">{unit}</span>
      </div>
      <span className="number">{view.text}</span>
      <div className="cap">{view.look === 'live' ? limits || view.caption : view.caption}</div>
    </div>
  );
}

/** The patient's values under the checks, each with its age or its limits. */
export function VitalsRow({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const { vitalLimits } = session;
  const see = (code: NumericCode) => vitalView(state, code, now.mono);
  const sys = see('NIBP-sys');
  const pressure = sys.text === '- -' ? sys : { ...sys, text: `${sys.text}/${see('NIBP-dia').text}` };
  return (
    <div className="row-vitals" data-testid="vitals">
      <Small
        testid="vital-HR"
        name="HR"
        unit="/min"
        tint="tint-hr"
        limits={limitWords(vitalLimits.heartRatePerMin)}
        view={see('HR')}
      />
      <Small
        testid="vital-SpO2"
        name="SpO₂"
        unit="%"
        tint="tint-spo2"
        limits={limitWords(vitalLimits.spo2Percent)}
        view={see('SpO2')}
      />
      <Small
        testid="vital-NIBP"
        name="NIBP"
        unit="mmHg"
        tint="tint-nibp"
        limits={`${sys.caption} ago`}
        view={pressure}
      />
      <Small
        testid="vital-RR"
        name="RR"
        unit="/min"
        tint="tint-resp"
        limits={limitWords(vitalLimits.respirationPerMin)}
        view={see('RR')}
      />
      <Small testid="vital-EtCO2" name="EtCO₂" unit="mmHg" tint="tint-resp" limits="" view={see('EtCO2')} />
    </div>
  );
}
