import type { VitalLimit, VitalLimits } from '../../shared/dosing/order';
import { sedationScale } from '../../shared/observation/scales';
import { Choice } from '../parts/choice';
import { TextField } from '../parts/text-field';
import { OrderField, type OrderPage } from './order-page';

const signs: readonly [keyof VitalLimits, string][] = [
  ['heartRatePerMin', 'Heart rate, /min'],
  ['spo2Percent', 'SpO₂, %'],
  ['systolicMmHg', 'Systolic, mmHg'],
  ['diastolicMmHg', 'Diastolic, mmHg'],
  ['respirationPerMin', 'Breaths, /min'],
];
const ends: readonly [keyof VitalLimit, string][] = [
  ['highLow', 'high alarm below'],
  ['mediumLow', 'medium alarm below'],
  ['mediumHigh', 'medium alarm above'],
  ['highHigh', 'high alarm above'],
];

function Vitals({ page }: { page: OrderPage }) {
  const { text, change, wrong } = page;
  return (
    <div className="order-vitals">
      <span />
      {ends.map(([end, words]) => (
        <span key={end} className="lab">
          {words}
        </span>
      ))}
      {signs.map(([sign, name]) => [
        <b key={sign}>{name}</b>,
        ...ends.map(([end, words]) => (
          <div key={`${sign}-${end}`} className={wrong(`${sign}-${end}`) ? 'field wrong' : 'field'}>
            <input
              inputMode="decimal"
              autoComplete="off"
              aria-label={`${name}, ${words}`}
              aria-invalid={wrong(`${sign}-${end}`) !== null}
              data-testid={`order-${sign}-${end}`}
              placeholder="none"
              value={text.vitals[sign][end]}
              onChange={(event) =>
                change({
                  vitals: { ...text.vitals, [sign]: { ...text.vitals[sign], [end]: event.target.value } },
                })
              }
            />
            {wrong(`${sign}-${end}`) && <span className="field-reason">{wrong(`${sign}-${end}`)}</span>}
          </div>
        )),
      ])}
    </div>
  );
}

function Adjuncts({ page }: { page: OrderPage }) {
  const { text, change, wrong } = page;
  const set = (index: number, next: Partial<(typeof text.adjuncts)[number]>) =>
    change({ adjuncts: text.adjuncts.map((one, i) => (i === index ? { ...one, ...next } : one)) });
  if (text.adjuncts.length === 0) return <p className="lab">The template has no other drug.</p>;
  return text.adjuncts.map(({ adjunct, ordered, dose }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line of the template
    <div key={index} className="order-adjunct">
      <TextField
        name={`${adjunct.drug} ${adjunct.route}, ${adjunct.when}, ${adjunct.unit}`}
        value={dose}
        onChange={(next) => set(index, { dose: next })}
        testid={`order-adjunct-${index}`}
        wrong={ordered ? wrong(`adjunct-${index}`) : null}
        numeric
      />
      <span className="lab grow">
        {adjunct.text}; at most {adjunct.most}
        {adjunct.minMinutesBetween === null ? '' : `, ${adjunct.minMinutesBetween} min between`}
        {adjunct.controlled ? '; controlled, needs a witness' : ''}
      </span>
      <button
        type="button"
        className={ordered ? 'btn low selected' : 'btn low'}
        data-testid={`order-adjunct-${index}-ordered`}
        aria-pressed={ordered}
        onClick={() => set(index, { ordered: !ordered })}
      >
        {ordered ? 'Ordered' : 'Not ordered'}
      </button>
    </div>
  ));
}

/** What is watched and what is at hand: alarm limits, observation sets, other drugs, bolus, interlock. */
export function OrderCarePage({ page }: { page: OrderPage }) {
  const { text, change } = page;
  return (
    <>
      <h3 className="h2">Alarm limits</h3>
      <Vitals page={page} />
      <h3 className="h2">Observation sets</h3>
      <div className="triple">
        <OrderField page={page} field="baselineSets" name="Sets before the start" />
        <OrderField page={page} field="closeEvery" name="After start, rise, bolus: every, min" />
        <OrderField page={page} field="closeFor" name="for, min" />
        <OrderField page={page} field="thenEvery" name="Then every, min" />
        <OrderField page={page} field="afterStopEvery" name="After the stop every, min" />
        <OrderField page={page} field="cuffEvery" name="Cuff every, min" />
      </div>
      <Choice
        name="Sedation by"
        options={sedationScale.options}
        value={text.sedationScale}
        onValue={(scale) => change({ sedationScale: scale })}
        testid="order-sedation"
      />
      <h3 className="h2">Other drugs</h3>
      <Adjuncts page={page} />
      <h3 className="h2">Bolus</h3>
      <Choice
        name="A bolus is"
        options={['none', 'ordered']}
        value={text.bolus}
        onValue={(bolus) => change({ bolus })}
        testid="order-bolus"
      />
      {text.bolus === 'ordered' && (
        <div className="order-four">
          <OrderField page={page} field="bolusMgPerKg" name="Bolus, mg/kg" />
          <OrderField page={page} field="bolusOver" name="over, min" />
          <OrderField page={page} field="bolusLockout" name="next one after, min" />
          <OrderField page={page} field="bolusMost" name="at most, times" />
        </div>
      )}
      <h3 className="h2">Interlock</h3>
      <Choice
        name="The console pauses the pump by itself"
        options={['off', 'on']}
        value={text.interlock}
        onValue={(interlock) => change({ interlock })}
        testid="order-interlock"
        words={(value) => (value === 'on' ? 'on, at the levels below' : 'off: it alarms, a person pauses')}
      />
      {text.interlock === 'on' && (
        <div className="order-four">
          <OrderField page={page} field="interlockSpo2" name="SpO₂ below, %" />
          <OrderField page={page} field="interlockSpo2For" name="for, s" />
          <OrderField page={page} field="interlockRespiration" name="Breaths below, /min" />
          <OrderField page={page} field="interlockRespirationFor" name="for, s" />
        </div>
      )}
    </>
  );
}
