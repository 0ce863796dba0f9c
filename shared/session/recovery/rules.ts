import type { Actor } from '../../record/people';
import { mayDo } from '../../record/permissions';
import { missingWords, stillMissing } from '../../recovery/gate';
import { scoreTotal } from '../../recovery/scores';
import type { MonoMs } from '../../time/clock';
import { type Chapter, silent } from '../chapter';
import { accept, type Decision, type Here, refuse } from '../decision';
import type { Intent } from '../intents';
import type { BedsideState, Session } from '../state';
import { dischargeOf } from './discharge';
import { recoveryAfter } from './evolve';
import { contentOf, signed } from './signature';

/** The physician who proved it at this moment, or why there is none. */
function signer({ given }: Here): Actor | string {
  const { witness } = given;
  if (witness === null) return 'A physician signs this with their own PIN, at this moment.';
  return mayDo(witness.role, 'sign-discharge')
    ? witness
    : `${witness.name} is a ${witness.role}. A physician signs this.`;
}

function withSigner(here: Here, decide: (by: Actor) => Decision): Decision {
  const by = signer(here);
  return typeof by === 'string' ? refuse(by) : decide(by);
}

function decide(intent: Intent, here: Here): Decision | null {
  const { session, operator, given } = here;
  const { recovery } = session.policy;
  const { patientId } = session.patient;
  switch (intent.kind) {
    case 'record-recovery-score': {
      const { score } = intent;
      if (score.scale !== recovery.scale) return refuse(`This clinic scores by ${recovery.scale}.`);
      const total = scoreTotal(score.points);
      return accept({ type: 'recovery.scored', body: { by: operator, score, total } });
    }
    case 'record-recovery-item': {
      const { gate, standing, evidence } = intent;
      return accept({
        type: 'recovery.seen',
        body: { by: operator, gate, met: standing === 'met', evidence },
      });
    }
    case 'override-gates':
      return withSigner(here, (by) => {
        const open = new Set(stillMissing(dischargeOf(session, given.mono)).map(({ gate }) => gate));
        const gates = intent.gates.filter((gate) => open.has(gate));
        if (gates.length < intent.gates.length) {
          return refuse('One of these is met by now. Look again, and override only what is missing.');
        }
        return accept({ type: 'recovery.overridden', body: { by, gates, reason: intent.reason } });
      });
    case 'report-risk':
      return accept({ type: 'risk.reported', body: { patientId, by: operator, words: intent.words } });
    case 'assess-risk': {
      const { assessment, action, told, plan } = intent;
      return withSigner(here, (by) =>
        session.recovery.risk.length === 0
          ? refuse('No suicide risk is open.')
          : accept({ type: 'risk.assessed', body: { patientId, by, assessment, action, told, plan } }),
      );
    }
    case 'sign-discharge':
      return withSigner(here, (by) => {
        const lines = dischargeOf(session, given.mono);
        return accept({ type: 'discharge.signed', body: signed(by, contentOf(session, lines, given.mono)) });
      });
    default:
      return null;
  }
}

const RISK_FIRST = 'Suicide risk is open: a physician records what was done first.';

function blocked(kind: Intent['kind'], _state: BedsideState, session: Session, mono: MonoMs): string | null {
  switch (kind) {
    case 'record-recovery-score':
    case 'record-recovery-item':
    case 'override-gates':
      return session.phase === 'recovery' ? null : 'Only after the infusion.';
    case 'sign-discharge': {
      if (session.phase !== 'recovery') return 'Only after the infusion.';
      if (session.openCommand !== null) return 'blocked: not confirmed';
      return missingWords(dischargeOf(session, mono).filter(({ gate }) => gate !== 'sign-off'));
    }
    case 'close-session':
      if (session.recovery.risk.length > 0) return RISK_FIRST;
      return session.phase === 'recovery' ? missingWords(dischargeOf(session, mono)) : null;
    default:
      return null;
  }
}

/** From the stop to the door: nobody leaves before every gate is met or let go by a physician by name. */
export const recovery: Chapter = {
  ...silent,
  needs: {
    'record-recovery-score': 'chart',
    'record-recovery-item': 'chart',
    'override-gates': 'chart',
    'report-risk': 'chart',
    'assess-risk': 'chart',
    'sign-discharge': 'chart',
  },
  evolve(session, _state, event) {
    const after = recoveryAfter(session, event);
    return after === session.recovery ? session : { ...session, recovery: after };
  },
  decide,
  blocked,
};
