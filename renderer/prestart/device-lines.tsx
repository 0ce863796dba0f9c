import { pumpAge } from '../../shared/session/freshness';
import type { BedsideState } from '../../shared/session/state';
import { withUnit } from '../../shared/units/format';
import type { Now } from '../live/store';
import { Icon } from '../parts/icon';

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
    <div className="check-line done" data-testid={testid} data-done={on}>
      <span className={on ? 'box ticked' : 'box'}>{on && <Icon name="tick" />}</span>
      <span className="grow">
        {words}
        <span className="cap block">{below}</span>
      </span>
    </div>
  );
}

/** What pump and monitor say about themselves; the lines tick themselves. */
export function DeviceLines({ state, now }: { state: BedsideState; now: Now }) {
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
