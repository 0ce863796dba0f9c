import { useState } from 'react';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { deliveryView } from '../../shared/session/view';
import { closeSheet, openSheet, useRoute } from '../live/route';
import { useShortcuts } from '../live/shortcuts';
import { type Now, useLive, useNow } from '../live/store';
import { submit } from '../live/submit';
import { AlarmBar } from '../parts/alarm-bar';
import { AlarmLimitsSheet } from '../parts/alarm-limits-sheet';
import { AlarmSheet } from '../parts/alarm-sheet';
import { Banner } from '../parts/banner';
import { ElsewhereCard } from '../parts/elsewhere-card';
import { Footer } from '../parts/footer';
import { HandOverSheet } from '../parts/hand-over-sheet';
import { MoreSheet } from '../parts/more-sheet';
import { OrderDecisionSheet } from '../parts/order-decision-sheet';
import { PauseButton } from '../parts/pause-button';
import { Region } from '../parts/region';
import { RiskCard } from '../parts/risk-card';
import { SignInSheet } from '../parts/sign-in-sheet';
import { ActionRow, LockedRow } from './action-row';
import './bedside.css';
import './vitals.css';
import '../parts/cards.css';
import './sheets.css';
import { AdjunctSheet } from '../parts/adjunct-sheet';
import { ControlCard, DeviceCard } from '../parts/device-cards';
import { BolusSheet } from './bolus-sheet';
import { AlarmCard, PumpChangeCard } from './cards';
import { ChangeRateSheet } from './change-rate-sheet';
import { DosePanel } from './dose-panel';
import { EndSheet } from './end-sheet';
import type { GraphRange } from './graph-view';
import { HandStopCard } from './hand-stop-card';
import { InterlockCard } from './interlock-card';
import { NextSyringeCard } from './next-syringe-card';
import { NextSyringeSheet } from './next-syringe-sheet';
import { AnsweredCard, NotConfirmedCard } from './not-confirmed-card';
import { NoteSheet } from './note-sheet';
import { ObservationSheet } from './observation-sheet';
import { PauseQuestionCard } from './pause-question-card';
import { PauseReasons } from './pause-reasons';
import { PredictionSheet } from './prediction-sheet';
import { SessionGraph } from './session-graph';
import { SymptomSheet } from './symptom-sheet';
import { VitalsColumn } from './vitals-column';

type Seen = { readonly state: BedsideState; readonly session: Session; readonly now: Now };

/** Whether a second person types blind, and who says so. */
type Typing = { readonly typing: boolean; readonly onTyping: (typing: boolean) => void };

function OpenSheet({ state, session, now, ...typing }: Seen & Typing) {
  const { sheet } = useRoute();
  const signedIn = state.operator !== null;
  if (sheet === 'alarms') return <AlarmSheet />;
  if (sheet === 'alarm-limits') return <AlarmLimitsSheet state={state} session={session} now={now} />;
  if (sheet === 'more') return <MoreSheet />;
  if (sheet === 'sign-in') return <SignInSheet />;
  if (sheet === 'hand-over') return <HandOverSheet />;
  if (sheet === 'prediction') return <PredictionSheet session={session} now={now} />;
  if (!signedIn) return null;
  if (sheet === 'order-decision') return <OrderDecisionSheet state={state} session={session} now={now} />;
  if (sheet === 'change-rate') {
    return <ChangeRateSheet state={state} session={session} now={now} purpose="change-rate" />;
  }
  if (sheet === 'resume-at') {
    return <ChangeRateSheet state={state} session={session} now={now} purpose="resume" />;
  }
  if (sheet === 'symptom') return <SymptomSheet session={session} />;
  if (sheet === 'bolus') return <BolusSheet state={state} session={session} now={now} />;
  if (sheet === 'note') return <NoteSheet />;
  if (sheet === 'adjunct') return <AdjunctSheet session={session} now={now} />;
  if (sheet === 'observation') return <ObservationSheet state={state} session={session} now={now} />;
  if (sheet === 'next-syringe') {
    return <NextSyringeSheet state={state} session={session} now={now} {...typing} />;
  }
  if (sheet === 'end') return <EndSheet state={state} session={session} now={now} />;
  return null;
}

function Cards({ state, session, now }: Seen) {
  const delivery = deliveryView(state, now.mono).kind;
  return (
    <>
      <InterlockCard state={state} session={session} now={now} />
      <HandStopCard state={state} session={session} now={now} />
      {delivery === 'unknown' ? (
        <NotConfirmedCard state={state} session={session} now={now} />
      ) : (
        <AnsweredCard session={session} />
      )}
      <ElsewhereCard />
      <RiskCard />
      <DeviceCard state={state} now={now} />
      <PumpChangeCard state={state} session={session} now={now} />
      <ControlCard state={state} now={now} />
      <AlarmCard alarms={state.alarms} />
      <NextSyringeCard state={state} session={session} now={now} />
      <PauseQuestionCard state={state} session={session} now={now} />
      {delivery === 'paused' && <PauseReasons state={state} session={session} now={now} />}
    </>
  );
}

function Said() {
  const { said } = useRoute();
  if (said === null) return null;
  return (
    <button type="button" className="card" data-testid="said" onClick={() => closeSheet()}>
      <span className="grow">{said}</span>
    </button>
  );
}

function useBedsideKeys(phase: Session['phase'], signedIn: boolean, onRange: () => void): void {
  const charting = (sheet: 'symptom' | 'note' | 'observation') => signedIn && openSheet(sheet);
  useShortcuts({
    r: () => {
      if (signedIn && phase === 'infusing') openSheet('change-rate');
    },
    s: () => charting('symptom'),
    n: () => charting('note'),
    o: () => charting('observation'),
    a: () => void submit({ kind: 'pause-sound' }),
    g: onRange,
  });
}

/** The session in one picture: who, what runs, what the patient does, and the stop. */
export function BedsideScreen() {
  const state = useLive((view) => view.state);
  const now = useNow();
  const [range, setRange] = useState<GraphRange>('all');
  const [typing, setTyping] = useState(false);
  const { sheet } = useRoute();
  const session = state?.session ?? null;
  useBedsideKeys(session?.phase ?? 'closed', state?.operator != null, () =>
    setRange((before) => (before === 'all' ? 'hour' : 'all')),
  );
  if (state === null || session === null || now === null) return null;
  const seen = { state, session, now };
  const masked = typing && sheet === 'next-syringe' && blockedBy(state, 'double-check', now.mono) === null;
  return (
    <main className="screen bedside" data-testid="bedside">
      <AlarmBar />
      <Banner patient={session.patient} order={session.order} at={now.at} masked={masked} />
      <Region name="Dose">
        <DosePanel {...seen} />
      </Region>
      <section className="panel graph">
        <Region name="Cards">
          <Said />
          <Cards {...seen} />
        </Region>
        <Region name="Graph">
          <SessionGraph session={session} now={now} range={range} onRange={setRange} />
        </Region>
      </section>
      <Region name="Vitals">
        <VitalsColumn {...seen} />
      </Region>
      <PauseButton />
      {state.operator === null ? <LockedRow /> : <ActionRow {...seen} />}
      <Region name="Sheet">
        <OpenSheet {...seen} typing={masked} onTyping={setTyping} />
      </Region>
      <Footer />
    </main>
  );
}
