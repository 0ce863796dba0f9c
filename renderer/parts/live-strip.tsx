import type { Order } from '../../shared/dosing/order';
import { leadNumber } from '../../shared/dosing/rate-words';
import { mayDo } from '../../shared/record/permissions';
import type { BedsideState, Session } from '../../shared/session/state';
import { type DeliveryView, deliveredMg, deliveryView, timeLeftMs } from '../../shared/session/view';
import { formatDuration, formatIn } from '../../shared/units/format';
import { goTo } from '../live/route';
import { type Now, useLive, useNow } from '../live/store';
import { vitalView } from '../live/vital-view';
import { overWord } from '../live/words';

const states: Record<Exclude<DeliveryView['kind'], 'complete'>, string> = {
  'not-started': 'BEFORE START',
  infusing: 'INFUSING',
  paused: 'PAUSED',
  unknown: 'NOT CONFIRMED',
};

function rateWords(order: Order, delivery: DeliveryView): { text: string; unit: string } {
  if (delivery.kind === 'infusing')
    return { text: leadNumber(order, delivery.mgPerKgPerHour), unit: order.orderedUnit };
  if (delivery.kind === 'unknown') return { text: 'Unknown', unit: '' };
  return { text: '0', unit: order.orderedUnit };
}

function Small(props: { state: BedsideState; now: Now; code: 'HR' | 'SpO2'; name: string; tint: string }) {
  const view = vitalView(props.state, props.code, props.now.mono);
  return (
    <div className={`vital ${view.look} ${props.tint}`}>
      <span className="lab">
        {props.name} {view.caption}
      </span>
      <b>{view.text}</b>
    </div>
  );
}

function Pressure({ state, now }: { state: BedsideState; now: Now }) {
  const sys = vitalView(state, 'NIBP-sys', now.mono);
  const dia = vitalView(state, 'NIBP-dia', now.mono);
  return (
    <div className={`vital ${sys.look} tint-nibp`}>
      <span className="lab">NIBP mmHg {sys.caption}</span>
      <b>{sys.text === '- -' ? '- -' : `${sys.text}/${dia.text}`}</b>
    </div>
  );
}

function leftWords(session: Session, now: Now): string {
  // After the end nothing is left to give, whatever of the order was not given.
  const left = session.phase === 'recovery' ? null : timeLeftMs(session, now.mono);
  const given = deliveredMg(session, now.mono);
  const total = formatIn(session.order.totalMg, 'mg');
  const range = given.exact
    ? formatIn(given.lowMg, 'mg')
    : `${formatIn(given.lowMg, 'mg')} to ${formatIn(given.highMg, 'mg')}`;
  return `${left === null ? '' : `${formatDuration(left)} left · `}${range} of ${total} mg`;
}

/** The running session, on every screen that is not its own. */
export function LiveStrip() {
  const state = useLive((view) => view.state);
  const now = useNow();
  const session = state?.session ?? null;
  if (state === null || session === null || session.phase === 'closed' || now === null) return null;
  const delivery = deliveryView(state, now.mono);
  const rate = rateWords(session.order, delivery);
  const reads = state.operator !== null && mayDo(state.operator.role, 'review');
  return (
    <section className="panel live-strip" data-testid="live-strip">
      <div>
        <b>
          {delivery.kind === 'complete' ? overWord(session) : states[delivery.kind]} · {session.room}
        </b>
        <div className="h2">{session.patient.name}</div>
        <div className="cap">{leftWords(session, now)}</div>
      </div>
      <div className="rate">
        {rate.text}
        <span className="unit">{rate.unit}</span>
      </div>
      <Small state={state} now={now} code="HR" name="HR /min" tint="tint-hr" />
      <Small state={state} now={now} code="SpO2" name="SpO₂ %" tint="tint-spo2" />
      <Pressure state={state} now={now} />
      <div className="ways">
        <button type="button" className="btn" data-testid="open-bedside" onClick={() => goTo('session')}>
          {session.phase === 'preparing' ? 'Open pre-start' : 'Open bedside'}
        </button>
        {reads && (
          <button
            type="button"
            className="btn"
            data-testid="read-session"
            onClick={() => window.bridge.tell('openReading', {})}
          >
            Read in a second window
          </button>
        )}
      </div>
    </section>
  );
}
