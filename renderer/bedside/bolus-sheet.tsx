import { useState } from 'react';
import { blockedBy } from '../../shared/session/blocked';
import { bolusFindings, orderedBolusMg } from '../../shared/session/delivery/bolus';
import type { BedsideState, Session } from '../../shared/session/state';
import { formatIn, withUnit } from '../../shared/units/format';
import { parseNumber } from '../../shared/units/parse';
import { mg } from '../../shared/units/units';
import { closeSheet } from '../live/route';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { HoldButton } from '../parts/hold-button';
import { HOLD_MS } from '../parts/hold-timer';
import { Keypad } from '../parts/keypad';
import { emptyEntry, pressKey } from '../parts/keypad-entry';
import { LeaveSheet, Refusals, Sheet } from '../parts/sheet';

const DECIMALS = 1;

/** A bolus is given at the pump by hand; here stands whether it may be now, and afterwards what was given. */
export function BolusSheet({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const submission = useSubmission();
  const [entry, setEntry] = useState(emptyEntry);
  const { bolus, concentrationMgPerMl } = session.order;
  const ordered = orderedBolusMg(session);
  if (bolus === null || ordered === null) return null;
  const overSeconds = bolus.overMinutes * 60;
  const against = bolusFindings(session, now.mono, { doseMg: ordered, overSeconds, given: false });
  const typed = parseNumber(entry.text, DECIMALS);
  const dose = typed.kind === 'number' ? typed.value : null;
  const blocked =
    blockedBy(state, 'record-bolus', now.mono) ??
    (typed.kind === 'refused' ? typed.words : null) ??
    (dose === null || dose === 0 ? 'type the dose that the pump gave' : null);
  const record = async () => {
    if (dose === null) return;
    const done = await submission.send({ kind: 'record-bolus', doseMg: mg(dose), overSeconds });
    if (done) closeSheet();
  };
  return (
    <Sheet
      title="Bolus"
      aside={`ordered ${withUnit(ordered, 'mg')} over ${withUnit(bolus.overMinutes, 'min')}, ${session.delivery.boluses.length} of ${bolus.most} given`}
      testid="sheet-bolus"
      empty={false}
      foot={
        <>
          <LeaveSheet>Record nothing</LeaveSheet>
          <HoldButton
            words={dose === null ? 'Type the dose' : `Hold to record ${withUnit(dose, 'mg')}`}
            below="given at the pump by hand"
            testid="bolus-hold"
            lengthMs={HOLD_MS}
            blocked={submission.pending ? 'asking' : blocked}
            onHeld={() => void record()}
          />
        </>
      }
    >
      <div className="rate-entry">
        <div className="grow">
          <div className="verdicts" data-testid="bolus-verdict">
            {against.map(({ rule, severity, words }) => (
              <p key={rule} className={`verdict ${severity}`}>
                {words}
              </p>
            ))}
            {against.length === 0 && (
              <p className="verdict">
                Allowed now: {withUnit(ordered, 'mg')} = {withUnit(ordered / concentrationMgPerMl, 'mL')}
              </p>
            )}
          </div>
          <p>
            {against.length === 0
              ? 'Give it at the pump. Then type here what the pump gave.'
              : 'Do not give it. A bolus that was given is recorded all the same, and alarms.'}
          </p>
          <div className="lab">Given at the pump</div>
          <div className={entry.refused ? 'entry wrong' : 'entry'} data-testid="bolus-entry">
            {entry.text}
            <span className="unit">mg</span>
          </div>
          {entry.refused && <div className="field-reason">{entry.refused}</div>}
          <div className="lab">
            The volume is in the pump’s own counter: {formatIn(ordered / concentrationMgPerMl, 'mL')} mL are
            not added again.
          </div>
        </div>
        <Keypad onKey={(key) => setEntry((before) => pressKey(before, key, performance.now(), DECIMALS))} />
      </div>
      <Refusals reasons={submission.reasons} />
    </Sheet>
  );
}
