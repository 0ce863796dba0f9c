import type { Ledger } from '../ledger/fold';
import { type GateLine, gateTitles } from '../recovery/gate';
import type { LoggedEvent } from '../session/events';
import { evolve, initialState } from '../session/evolve';
import { dischargeOf } from '../session/recovery/discharge';
import type { Session } from '../session/state';
import { withUnit } from '../units/format';
import type { Line, Panel } from './document';
import { spanWords } from './ranges';

const line = (label: string, text: string, tone: Line['tone'] = 'plain'): Line => ({ label, text, tone });

/** How the gates stood when the session was closed: closing ends what they are judged by. */
function gatesBeforeClose(events: readonly LoggedEvent[]): readonly GateLine[] {
  let state = initialState();
  for (const event of events) {
    if (event.type === 'session.closed') break;
    state = evolve(state, event);
  }
  return state.session === null || state.session.phase !== 'recovery'
    ? []
    : dischargeOf(state.session, state.mono);
}

const standings = { met: '', overridden: 'LET GO, ', missing: 'OPEN: ' } as const;

/** What stood between the patient and the door: as it was signed; without a signature, as it was at the end. */
export function dischargePanel(events: readonly LoggedEvent[], session: Session): Panel {
  const { signature } = session.recovery;
  const gates = signature?.content.gates ?? gatesBeforeClose(events);
  const lines = gates
    .filter(({ gate }) => gate !== 'sign-off')
    .map(({ gate, standing, words }) =>
      line(gateTitles[gate], `${standings[standing]}${words}`, standing === 'met' ? 'plain' : 'warn'),
    );
  const none = session.startedAt === null ? 'No drug was started.' : 'No recovery was recorded.';
  return { title: 'Discharge', lines: lines.length === 0 ? [line('', none)] : lines };
}

/** The session's syringes as the controlled-substance ledger has them: prepared, given, wasted, left, and who saw it. */
export function ledgerPanel(session: Session, ledger: Ledger): Panel {
  const ids = [...new Set(session.ledger.loads.map(({ syringeId }) => syringeId))];
  const lines = ids.map((id): Line => {
    const syringe = ledger.syringes.find((one) => one.id === id);
    if (id === null)
      return line('Not traced', 'A syringe that the ledger does not know was in the pump.', 'warn');
    if (syringe === undefined) return line(id, 'no line in the ledger', 'warn');
    const { preparedMg, givenMg, wastedMg, returnedMg, leftMg, by, witness } = syringe;
    const returned = returnedMg > 0 ? `, returned ${withUnit(returnedMg, 'mg')}` : '';
    const wasters = ledger.lines.flatMap(({ entry, voidedBy }) =>
      entry.kind === 'wasted' && entry.from.id === id && voidedBy === null
        ? [`${entry.by.name} with ${entry.witness.name}`]
        : [],
    );
    const seen = wasters.length === 0 ? '' : ` (${wasters.join('; ')})`;
    return line(
      id,
      `prepared ${withUnit(preparedMg, 'mg')} by ${by.name} with ${witness.name}, given ${spanWords(givenMg, 'mg')}, wasted ${withUnit(wastedMg, 'mg')}${seen}${returned}, left ${spanWords(leftMg, 'mg')}`,
    );
  });
  return {
    title: 'Controlled-substance ledger',
    lines: lines.length === 0 ? [line('', 'no syringe was loaded')] : lines,
  };
}
