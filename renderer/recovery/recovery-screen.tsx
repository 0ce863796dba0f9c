import { useState } from 'react';
import { type GateLine, type GateName, gateTitles, seenGate } from '../../shared/recovery/gate';
import { blockedBy } from '../../shared/session/blocked';
import { dischargeOf } from '../../shared/session/recovery/discharge';
import type { BedsideState, Session } from '../../shared/session/state';
import { goTo, type RecoveryPart, useRoute } from '../live/route';
import { type Now, useLive, useNow } from '../live/store';
import { useSubmission } from '../live/submit';
import { HoldButton } from '../parts/hold-button';
import { Region } from '../parts/region';
import { RoomFrame } from '../parts/room-frame';
import { GateTiles } from './gate-tiles';
import { OverrideForm } from './override-form';
import { QuestionnaireForm } from './questionnaire-form';
import { RiskForm } from './risk-form';
import { ScoreForm } from './score-form';
import { SeenForm } from './seen-form';
import { SetsDetail } from './sets-detail';
import { SignForm } from './sign-form';
import './recovery.css';

type Seen = { readonly state: BedsideState; readonly session: Session; readonly now: Now };
type Open = GateName | 'override' | RecoveryPart;

const titles: Record<'override' | RecoveryPart, string> = {
  override: 'Let go by a physician',
  questionnaires: 'Questionnaires',
  risk: 'Suicide risk',
};

function Detail(
  props: Seen & { readonly lines: GateLine[]; readonly open: Open; readonly onDone: () => void },
) {
  const { open, lines, session, state, now } = props;
  if (open === 'override') return <OverrideForm lines={lines} onDone={props.onDone} />;
  if (open === 'questionnaires') return <QuestionnaireForm session={session} />;
  if (open === 'risk' || open === 'suicide-risk') return <RiskForm session={session} />;
  if (open === 'score') return <ScoreForm session={session} />;
  if (open === 'sign-off') return <SignForm state={state} session={session} now={now} />;
  if (open === 'stable-vitals' || open === 'nausea') return <SetsDetail session={session} now={now} />;
  const seen = seenGate.safeParse(open);
  if (seen.success) return <SeenForm key={open} gate={seen.data} session={session} />;
  return <p>{lines.find(({ gate }) => gate === open)?.words}</p>;
}

function Close({ state, now }: { state: BedsideState; now: Now }) {
  const submission = useSubmission();
  const why = blockedBy(state, 'close-session', now.mono);
  return (
    <HoldButton
      words="Hold to close the session"
      below={submission.reasons[0] ?? 'the record is complete and stays here'}
      testid="recovery-close-hold"
      blocked={why === null ? null : why.replace(/:.*/, '')}
      onHeld={() => void submission.send({ kind: 'close-session' })}
    />
  );
}

function Recovery({ state, session, now }: Seen) {
  const { screen } = useRoute();
  const [chosen, setChosen] = useState<Open>(
    screen === 'questionnaires' || screen === 'risk' ? screen : 'score',
  );
  const inRecovery = session.phase === 'recovery';
  const lines = inRecovery ? dischargeOf(session, now.mono) : [];
  const open: Open = inRecovery || chosen === 'risk' ? chosen : 'questionnaires';
  const wide = !inRecovery || open === 'questionnaires' || open === 'risk';
  const title = open in titles ? titles[open as keyof typeof titles] : gateTitles[open as GateName];
  const line = lines.find(({ gate }) => gate === open);
  const button = (which: Open, words: string, testid: string) => (
    <button
      type="button"
      className={open === which ? 'btn selected' : 'btn'}
      data-testid={testid}
      aria-pressed={open === which}
      onClick={() => setChosen(which)}
    >
      {words}
    </button>
  );
  return (
    <RoomFrame
      actions={
        <>
          <button type="button" className="btn" data-testid="go-bedside" onClick={() => goTo('session')}>
            {session.phase === 'preparing' ? 'Before start' : 'Bedside'}
          </button>
          {button('questionnaires', 'Questionnaires', 'go-questionnaires')}
          {button('risk', 'Suicide risk', 'go-risk')}
          {inRecovery && button('override', 'Physician lets go', 'go-override')}
          {inRecovery && <Close state={state} now={now} />}
        </>
      }
    >
      <div className={wide ? 'recovery wide' : 'recovery'} data-testid="recovery">
        {!wide && (
          <Region name="Gates">
            <GateTiles
              lines={lines}
              chosen={open in titles ? null : (open as GateName)}
              onChosen={setChosen}
            />
          </Region>
        )}
        <section className="panel recovery-detail" aria-label={title}>
          <header className="recovery-head">
            <h1 className="h2">{title}</h1>
            {wide && inRecovery && (
              <button
                type="button"
                className="btn low outline"
                data-testid="go-gates"
                onClick={() => setChosen('sign-off')}
              >
                Back to the gates
              </button>
            )}
          </header>
          {line?.standing === 'overridden' && <p className="lab">Let go {line.words}</p>}
          <Region name="Detail">
            <Detail
              state={state}
              session={session}
              now={now}
              lines={lines}
              open={open}
              onDone={() => setChosen('sign-off')}
            />
          </Region>
        </section>
      </div>
    </RoomFrame>
  );
}

/** From the stop to the door: every gate, what it needs, and the physician's signature. */
export function RecoveryScreen() {
  const state = useLive((view) => view.state);
  const now = useNow();
  const session = state?.session ?? null;
  if (state === null || session === null || now === null) return null;
  return <Recovery state={state} session={session} now={now} />;
}
