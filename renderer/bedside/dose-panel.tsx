import { useState } from 'react';
import type { BedsideState, Session } from '../../shared/session/state';
import type { Now } from '../live/store';
import { Icon } from '../parts/icon';
import { DoseDevices } from './dose-devices';
import { DoseGiven } from './dose-given';
import { doseLines, refusedWords } from './dose-lines';
import { type DoseBig, type DoseView, doseView } from './dose-view';

function Big({ big, pair }: { big: DoseBig; pair: DoseView['pair'] }) {
  if (big.kind === 'unknown') {
    return (
      <div className="dose-unknown" data-testid="rate-big">
        <b>Unknown</b>
        <span>{big.below}</span>
      </div>
    );
  }
  return (
    <>
      <div className="dose-big" data-testid="rate-big">
        <b>{big.text}</b>
        <span>{big.unit}</span>
      </div>
      {pair && (
        <div className="dose-pair" data-testid="rate-pair">
          {pair.map(({ text, unit }) => (
            <div key={unit}>
              {text}
              <span className="unit">{unit}</span>
            </div>
          ))}
        </div>
      )}
    </>
  );
}

function Lines({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const [seen, setSeen] = useState<string | null>(null);
  const refused = refusedWords(session);
  const id = session.lastCommand?.commandId ?? '';
  if (refused !== null && seen !== id) {
    return (
      <button type="button" className="dose-refused" data-testid="refused-line" onClick={() => setSeen(id)}>
        {refused}
        <small>Touch when seen</small>
      </button>
    );
  }
  return (
    <div className="dose-lines">
      {doseLines(state, session, now.mono).map((line) => (
        <div key={line.key} data-testid={`${line.key}-line`}>
          <span className="key">{line.name}</span>
          <span className="words">
            {line.words}
            {line.same === true && (
              <>
                <Icon name="tick" /> same
              </>
            )}
            {line.same === false && <em>differs</em>}
          </span>
          <span className="time">{line.time}</span>
        </div>
      ))}
    </div>
  );
}

/** The dose column: run state, confirmed rate, requested against reported, what has gone in, the devices. */
export function DosePanel({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const view = doseView(state, session, now.mono);
  const settled = view.delivery === 'infusing' && session.openCommand === null && session.pumpChange === null;
  const step = view.moving && Math.floor(now.at / 2000) % 2 === 1;
  return (
    <section className="panel dose" data-testid="dose-panel">
      <div className={`dose-state ${view.head.look}`} data-testid="state-word" data-state={view.delivery}>
        {view.head.icon && (
          <span className={step ? 'mark stepped' : 'mark'}>
            <Icon name={view.head.icon} />
          </span>
        )}
        <span>{view.head.word}</span>
        <span className={settled ? 'aside long' : 'aside'} data-testid="state-aside">
          {view.head.aside}
        </span>
      </div>
      <Big big={view.big} pair={view.pair} />
      <Lines state={state} session={session} now={now} />
      <DoseGiven session={session} now={now} />
      <DoseDevices state={state} session={session} now={now} />
    </section>
  );
}
