import { useState } from 'react';
import { writtenNumber } from '../../shared/dosing/rate-words';
import type { SoftReason } from '../../shared/limits/profile';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { missingChecks, openChecks } from '../../shared/session/verification/checklist';
import { openSheet, useRoute } from '../live/route';
import { type Now, useLive, useNow } from '../live/store';
import { useSubmission } from '../live/submit';
import { useScan } from '../live/use-scan';
import { AdjunctSheet } from '../parts/adjunct-sheet';
import { AlarmBar } from '../parts/alarm-bar';
import { AlarmLimitsSheet } from '../parts/alarm-limits-sheet';
import { AlarmSheet } from '../parts/alarm-sheet';
import { Banner } from '../parts/banner';
import { ElsewhereCard } from '../parts/elsewhere-card';
import { Footer } from '../parts/footer';
import { HandOverSheet } from '../parts/hand-over-sheet';
import { HoldButton } from '../parts/hold-button';
import { HOLD_MS, HOLD_OVER_SOFT_MS } from '../parts/hold-timer';
import { MoreSheet } from '../parts/more-sheet';
import { OrderDecisionSheet } from '../parts/order-decision-sheet';
import { PauseButton } from '../parts/pause-button';
import { Region } from '../parts/region';
import { RiskCard } from '../parts/risk-card';
import { Refusals } from '../parts/sheet';
import { SignInSheet } from '../parts/sign-in-sheet';
import { ChecksColumn } from './checks-column';
import { LimitsColumn } from './limits-column';
import { SecondCheckColumn } from './second-check-column';
import { startVerdict } from './start-checks';
import { VitalsRow } from './vitals-row';
import './prestart.css';

function tooSmall(): string | null {
  const { innerWidth: width, innerHeight: height } = window;
  return width < 1280 || height < 800 ? `window ${width} x ${height}, needs 1280 x 800` : null;
}

/** What came of a START that did not start; null before the first. */
function lastStartWords({ lastCommand: last }: Session): string | null {
  if (last === null || last.took) return null;
  return last.ending === 'rejected'
    ? `The last START was refused${last.reason ? `: ${last.reason}` : ''}`
    : 'The last START did not take effect';
}

const NAMED_OPEN = 3;

/** The button names the first lines that are open and counts the others, which the list beside it shows. */
function shortened(why: string | null, session: Session): string | null {
  const open = openChecks(session);
  if (why === null || why !== missingChecks(session) || open.length <= NAMED_OPEN) return why;
  return `${open.length} open: ${open.slice(0, NAMED_OPEN).join(', ')} and ${open.length - NAMED_OPEN} more`;
}

function Start(props: {
  state: BedsideState;
  session: Session;
  now: Now;
  reasons: SoftReason[];
  masked: boolean;
}) {
  const { state, session, now, reasons, masked } = props;
  const submission = useSubmission();
  const { proposal, soft, blocked } = startVerdict(state, session, now.mono, reasons, tooSmall());
  if (state.operator === null) {
    return (
      <button type="button" className="btn start" data-testid="type-pin" onClick={() => openSheet('sign-in')}>
        Type PIN
        <small>Locked. START needs a signed-in nurse.</small>
      </button>
    );
  }
  // A limit's words hold the first person's numbers.
  const why = masked ? 'second check is being typed' : (submission.reasons[0] ?? blocked);
  const shown =
    proposal === null ? '' : `${writtenNumber(session.order, proposal.rate)} ${session.order.orderedUnit}`;
  return (
    <div className="start">
      <HoldButton
        words={why === null ? `Hold to START ${shown}` : 'START blocked'}
        below={
          lastStartWords(session) ??
          (proposal === null ? '' : `pump will be asked for ${proposal.mlPerHour} mL/h`)
        }
        testid="start-hold"
        lengthMs={soft.length > 0 ? HOLD_OVER_SOFT_MS : HOLD_MS}
        blocked={submission.pending ? 'asking' : shortened(why, session)}
        onHeld={() => {
          if (proposal === null) return;
          void submission.send({ kind: 'start-infusion', rateMgPerKgPerHour: proposal.rate, reasons });
        }}
      />
      {submission.reasons.length > 0 && !masked && (
        <button type="button" className="btn low" data-testid="start-refused" onClick={submission.clear}>
          <Refusals reasons={submission.reasons} />
          Touch when read
        </button>
      )}
    </div>
  );
}

/** While the second person types, the sheets with the order in full stay closed. */
function OpenSheet(props: { state: BedsideState; session: Session; now: Now; masked: boolean }) {
  const { state, session, now, masked } = props;
  const { sheet } = useRoute();
  const signedIn = useLive((view) => view.state?.operator != null);
  if (sheet === 'alarms') return <AlarmSheet />;
  if (sheet === 'alarm-limits') return <AlarmLimitsSheet state={state} session={session} now={now} />;
  if (sheet === 'more') return masked ? null : <MoreSheet />;
  if (sheet === 'hand-over') return masked ? null : <HandOverSheet />;
  if (sheet === 'adjunct') return masked || !signedIn ? null : <AdjunctSheet session={session} now={now} />;
  if (sheet === 'order-decision')
    return masked || !signedIn ? null : <OrderDecisionSheet state={state} session={session} now={now} />;
  return sheet === 'sign-in' ? <SignInSheet /> : null;
}

function Prepared({ state, session, now }: { state: BedsideState; session: Session; now: Now }) {
  const [reasons, setReasons] = useState<SoftReason[]>([]);
  const [typing, setTyping] = useState(false);
  const seen = { state, session, now };
  const verdict = startVerdict(state, session, now.mono, reasons, tooSmall());
  const masked = typing && blockedBy(state, 'double-check', now.mono) === null;
  const scan = useSubmission();
  // The second person reads with their own eyes: a scan fills nothing in while they type.
  useScan((text) => {
    if (!masked) void scan.send({ kind: 'read-scan', text });
  });
  return (
    <main className="screen prestart" data-testid="prestart">
      <AlarmBar />
      <Banner patient={session.patient} order={session.order} at={now.at} masked={masked} />
      <Region name="Checks">
        <ChecksColumn {...seen} masked={masked} scan={scan} />
      </Region>
      {!masked && (
        <Region name="Limits">
          <LimitsColumn session={session} verdict={verdict} reasons={reasons} onReasons={setReasons} />
        </Region>
      )}
      <Region name="Second check">
        <SecondCheckColumn {...seen} typing={masked} onTyping={setTyping} />
      </Region>
      <div className="cards-over-checks">
        <ElsewhereCard />
        <RiskCard />
      </div>
      <div className="prestart-foot">
        <PauseButton />
        <Region name="Vitals">
          <VitalsRow {...seen} />
        </Region>
        <Start {...seen} reasons={reasons} masked={masked} />
      </div>
      <Region name="Sheet">
        <OpenSheet {...seen} masked={masked} />
      </Region>
      <Footer />
    </main>
  );
}

/** Before drug flows: who, what, how much, from which syringe, and a second pair of eyes; START says what is open. */
export function PrestartScreen() {
  const state = useLive((view) => view.state);
  const now = useNow();
  const session = state?.session ?? null;
  if (state === null || session === null || now === null) return null;
  // What was typed for one session is never there for the next (SR-011).
  return <Prepared key={session.sessionId} state={state} session={session} now={now} />;
}
