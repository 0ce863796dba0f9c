import { useState } from 'react';
import { blockedBy } from '../../shared/session/blocked';
import { pumpAge } from '../../shared/session/freshness';
import type { BedsideState, Session } from '../../shared/session/state';
import { withUnit } from '../../shared/units/format';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { ControlCard, DeviceCard } from '../parts/device-cards';
import { Icon } from '../parts/icon';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';
import { readSyringe, type SyringeText } from './syringe-draft';

const empty: SyringeText = { drug: '', concentration: '', volume: '', lot: '' };

function SyringeForm({
  onDone,
  send,
  reasons,
  blocked,
}: {
  onDone: () => void;
  send: ReturnType<typeof useSubmission>['send'];
  reasons: readonly string[];
  blocked: string | null;
}) {
  const [text, setText] = useState(empty);
  const draft = readSyringe(text);
  const set = (key: keyof SyringeText) => (value: string) => setText((old) => ({ ...old, [key]: value }));
  const shown = (key: 'drug' | 'concentration' | 'volume') => (text[key] === '' ? null : draft.wrong[key]);
  const load = async () => {
    if (draft.syringe !== null && (await send({ kind: 'load-syringe', syringe: draft.syringe }))) onDone();
  };
  return (
    <div className="form">
      <TextField
        name="Drug, as on the label"
        value={text.drug}
        onChange={set('drug')}
        testid="syringe-drug"
        wrong={shown('drug')}
      />
      <TextField
        name="Concentration, mg/mL"
        value={text.concentration}
        onChange={set('concentration')}
        testid="syringe-concentration"
        wrong={shown('concentration')}
        numeric
      />
      <TextField
        name="Volume in the syringe, mL"
        value={text.volume}
        onChange={set('volume')}
        testid="syringe-volume"
        wrong={shown('volume')}
        numeric
      />
      <Refusals reasons={blocked === null ? reasons : [blocked]} />
      <button
        type="button"
        className="btn primary"
        data-testid="syringe-confirm"
        disabled={draft.syringe === null || blocked !== null}
        onClick={() => void load()}
      >
        Compare with the order
      </button>
    </div>
  );
}

function DeviceLine({
  on,
  words,
  below,
  testid,
}: {
  on: boolean;
  words: string;
  below: string;
  testid: string;
}) {
  return (
    <div className="check-line" data-testid={testid} data-done={on}>
      <span className={on ? 'box ticked' : 'box'}>{on && <Icon name="tick" />}</span>
      <span className="grow">
        {words}
        <span className="cap block">{below}</span>
      </span>
    </div>
  );
}

function PumpLines({ state, now }: { state: BedsideState; now: Now }) {
  const { pump, monitor } = state;
  const live = pumpAge(state, now.mono).freshness === 'live';
  const seen = pump.reading?.value.syringe ?? null;
  const accepted = pump.identity !== null && pump.identity.serialNumber === pump.acceptedSerial;
  const held = {
    console: 'by this console',
    pump: 'at the pump',
    refused: 'at the pump, remote refused',
    withdrawn: 'at the pump, remote ended',
    unknown: 'not known yet',
  };
  return (
    <>
      <DeviceLine
        testid="pump-identity"
        on={live && accepted}
        words={pump.identity === null ? 'Pump' : `${pump.identity.manufacturer} ${pump.identity.model}`}
        below={
          pump.identity === null
            ? 'no link yet'
            : `serial ${pump.identity.serialNumber}${live ? '' : ', no answer'}`
        }
      />
      <DeviceLine
        testid="pump-control"
        on={pump.control === 'console'}
        words="Pump is driven"
        below={`${held[pump.control]}${pump.controlDetail ? ` · ${pump.controlDetail}` : ''}`}
      />
      <DeviceLine
        testid="pump-syringe"
        on={seen?.confirmed === true}
        words="Syringe seen by the pump"
        below={
          seen === null
            ? 'this pump does not tell'
            : `${withUnit(seen.sizeMl, 'mL')} ${seen.brand}${seen.confirmed ? '' : ', not confirmed'}`
        }
      />
      <DeviceLine
        testid="monitor-identity"
        on={monitor.link.kind === 'up'}
        words={
          monitor.identity === null ? 'Monitor' : `${monitor.identity.manufacturer} ${monitor.identity.model}`
        }
        below={monitor.identity === null ? 'no link yet' : `serial ${monitor.identity.serialNumber}`}
      />
    </>
  );
}

/** What is in the pump, read from the label and compared with the order; and what the pump says about itself. */
export function SyringeColumn({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const submission = useSubmission();
  const [again, setAgain] = useState(false);
  const blocked = blockedBy(state, 'load-syringe', now.mono);
  const { syringe } = session;
  const typing = syringe === null || again;
  return (
    <section className="panel syringe-column" data-testid="syringe">
      <h2 className="h2">Syringe and pump</h2>
      <div className="scroll">
        <DeviceCard state={state} now={now} />
        {state.pump.control !== 'pump' && <ControlCard state={state} now={now} />}
        {typing ? (
          <SyringeForm
            onDone={() => setAgain(false)}
            send={submission.send}
            reasons={submission.reasons}
            blocked={blocked}
          />
        ) : (
          <button
            type="button"
            className="check-line"
            data-testid="check-syringe"
            data-done
            onClick={() => setAgain(true)}
          >
            <span className="box ticked">
              <Icon name="tick" />
            </span>
            <span className="grow">
              {syringe.drug} {withUnit(syringe.concentrationMgPerMl, 'mg/mL')},{' '}
              {withUnit(syringe.volumeMl, 'mL')}
              <span className="cap block">same as the order · touch to read the label again</span>
            </span>
          </button>
        )}
        <PumpLines state={state} now={now} />
      </div>
    </section>
  );
}
