import type { Order, VitalLimits } from '../../shared/dosing/order';
import { vital } from '../../shared/session/freshness';
import type { BedsideState } from '../../shared/session/state';
import type { Now } from '../live/store';
import { limitWords, vitalView } from '../live/vital-view';
import { clockTime } from '../live/words';
import { tileClass } from './vital-tile';

/** NIBP with its time, its age and when the next is due. Old pressures stay readable and grey. */
export function PressureTile({
  state,
  now,
  order,
  limits,
}: {
  state: BedsideState;
  now: Now;
  order: Order;
  /** The patient's own, as they stand in this session. */
  limits: VitalLimits;
}) {
  const sys = vitalView(state, 'NIBP-sys', now.mono);
  const dia = vitalView(state, 'NIBP-dia', now.mono);
  const mean = vitalView(state, 'NIBP-mean', now.mono);
  const measured = vital(state, 'NIBP-sys', now.mono);
  const none = sys.text === '- -';
  const failed = sys.look === 'artefact' || sys.caption === 'sensor off';
  return (
    <div className={tileClass(sys, 'wide pressure tint-nibp')} data-testid="vital-NIBP" data-look={sys.look}>
      <div className="head">
        <span className="name">
          NIBP <small>mmHg</small>{' '}
          {!none && mean.text !== '- -' && <span className="mean">({mean.text})</span>}
        </span>
        {sys.alarm === null ? (
          <span className="limits">SYS {limitWords(limits.systolicMmHg)}</span>
        ) : (
          <span className={`tag ${sys.alarm === 'low' ? 'line' : sys.alarm}`}>
            {sys.alarm === 'high' ? '***' : '**'} {sys.look === 'stale' ? 'old' : 'alarm'}
          </span>
        )}
      </div>
      <div className="mid">
        <span className="number">{none ? '- -' : `${sys.text}/${dia.text}`}</span>
      </div>
      <div className="foot">
        <span className="age">
          {measured === null || none
            ? sys.caption
            : `${clockTime(measured.at)} · ${failed ? 'failed' : `${sys.caption} ago`}`}
        </span>
        <span className="age">
          {measured === null ? '' : `next ${clockTime(measured.at + order.nibpEveryMin * 60_000)}`}
        </span>
      </div>
    </div>
  );
}
