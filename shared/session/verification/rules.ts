import { toMgPerKgPerHour } from '../../dosing/convert';
import { leadNumber, leadWords } from '../../dosing/rate-words';
import { checkSyringe } from '../../limits/check';
import { formatIn } from '../../units/format';
import type { MgPerKgPerHour } from '../../units/units';
import { type Chapter, silent } from '../chapter';
import { accept, type Decision, refuse } from '../decision';
import type { LoggedEvent } from '../events';
import type { Session } from '../state';
import { missingChecks } from './checklist';
import { answerCheck, confirmCheck, identifyPatient, overrideCheck, takeBaseline } from './decide-checks';
import { doubleCheck, exceptDoubleCheck } from './decide-double-check';
import { readScanned } from './decide-scan';
import { resumeRate } from './double-check';
import type { CheckStanding } from './slice';

const standing = (
  event: LoggedEvent & { type: 'check.confirmed' | 'check.not-met' | 'check.overridden' },
): CheckStanding => {
  switch (event.type) {
    case 'check.confirmed':
      return {
        kind: 'met',
        by: event.body.by,
        at: event.at,
        evidence: event.body.evidence,
        physician: null,
      };
    case 'check.not-met':
      return {
        kind: 'not-met',
        by: event.body.by,
        at: event.at,
        evidence: event.body.reason,
        physician: null,
      };
    case 'check.overridden':
      return {
        kind: 'overridden',
        by: event.body.by,
        at: event.at,
        evidence: event.body.reason,
        physician: event.body.physician,
      };
  }
};

function loaded(session: Session, event: LoggedEvent & { type: 'syringe.loaded' }): Session {
  const { by, syringe } = event.body;
  const expiry = syringe.expires === null ? 'expiry not known' : `expires ${syringe.expires}`;
  const evidence = `${syringe.drug} ${formatIn(syringe.concentrationMgPerMl, 'mg/mL')} mg/mL, ${formatIn(syringe.volumeMl, 'mL')} mL, ${expiry}`;
  return {
    ...session,
    syringe,
    syringeFromMl: session.delivered.highMl,
    checks: {
      ...session.checks,
      syringe: { kind: 'met', by, at: event.at, evidence, physician: null },
    },
    // What the second person confirmed was another syringe.
    doubleCheck: { kind: 'open' },
  };
}

/** After a change of syringe the second person read the rate to resume: a resume above it was read by one person only. */
function overChecked(session: Session, asked: MgPerKgPerHour): Decision | null {
  const { doubleCheck, order, phaseSince } = session;
  const before = resumeRate(session);
  if (doubleCheck.kind !== 'agreed' || doubleCheck.at < phaseSince || before === null) return null;
  const held = toMgPerKgPerHour(before, order.concentrationMgPerMl, order.dosingWeightKg);
  const between = asked > held * (1 + 1e-9) && asked <= order.maxRateMgPerKgPerHour;
  if (!between || leadNumber(order, asked) === leadNumber(order, held)) return null;
  return refuse(
    `The second check was made for a resume at ${leadWords(order, held)}. Resume there, then change the rate.`,
  );
}

/** Whatever is open stands in the way of every command that gives drug. */
export const verification: Chapter = {
  ...silent,
  needs: {
    'confirm-check': 'chart',
    'identify-patient': 'chart',
    'answer-check': 'chart',
    'read-scan': 'give-drug',
    'override-check': 'chart',
    'take-baseline': 'chart',
    'load-syringe': 'give-drug',
    'double-check': 'give-drug',
    'except-double-check': 'give-drug',
  },
  evolve(session, _state, event) {
    switch (event.type) {
      case 'check.confirmed':
      case 'check.not-met':
      case 'check.overridden':
        return { ...session, checks: { ...session.checks, [event.body.check]: standing(event) } };
      case 'wristband.scanned':
        return { ...session, wristband: event.body.number };
      case 'baseline.taken':
        return { ...session, baseline: [...session.baseline, event.body.set] };
      case 'syringe.loaded':
        return loaded(session, event);
      case 'double-check.differed': {
        const { items, second, typed, again } = event.body;
        return {
          ...session,
          doubleCheck:
            again === null
              ? { kind: 'differs', items, second, typed }
              : { kind: 'disputed', items, second, typed, again },
        };
      }
      case 'double-check.agreed':
        return { ...session, doubleCheck: { kind: 'agreed', second: event.body.second, at: event.at } };
      case 'double-check.excepted': {
        const { physician, reason } = event.body;
        return { ...session, doubleCheck: { kind: 'excepted', physician, reason, at: event.at } };
      }
      default:
        return session;
    }
  },
  decide(intent, here) {
    const { session, operator } = here;
    switch (intent.kind) {
      case 'confirm-check':
        return confirmCheck(intent, here);
      case 'identify-patient':
        return identifyPatient(intent, here);
      case 'answer-check':
        return answerCheck(intent, here);
      case 'read-scan':
        return readScanned(intent, here);
      case 'override-check':
        return overrideCheck(intent, here);
      case 'take-baseline':
        return takeBaseline(intent, here);
      case 'load-syringe': {
        const reasons = checkSyringe(session.order, intent.syringe, here.given.today);
        if (reasons.length > 0) return refuse(...reasons);
        return accept({ type: 'syringe.loaded', body: { by: operator, syringe: intent.syringe } });
      }
      case 'double-check':
        return doubleCheck(intent, here);
      case 'except-double-check':
        return exceptDoubleCheck(intent, here);
      case 'start-infusion': {
        const checked = session.order.steps[0]?.rateMgPerKgPerHour ?? 0;
        const { rateMgPerKgPerHour: asked } = intent;
        // Past the order's ceiling the limits say it themselves, with the largest that is permitted.
        const between = asked > checked && asked <= session.order.maxRateMgPerKgPerHour;
        return between
          ? refuse(
              `The second check was made for a start at ${formatIn(checked, 'mg/kg/h')} mg/kg/h. Start there, then change the rate.`,
            )
          : null;
      }
      case 'resume-infusion':
        return overChecked(session, intent.rateMgPerKgPerHour);
      default:
        return null;
    }
  },
  blocked(kind, _state, session) {
    switch (kind) {
      case 'load-syringe':
      case 'confirm-check':
      case 'identify-patient':
      case 'answer-check':
      case 'read-scan':
      case 'override-check':
      case 'take-baseline':
      case 'double-check':
      case 'except-double-check':
        return session.phase === 'preparing' || session.phase === 'paused'
          ? null
          : 'Only while nothing is infusing.';
      // A pump that was started by hand is infusing or paused without them: the console adds nothing to that.
      case 'start-infusion':
      case 'resume-infusion':
      case 'change-rate':
      case 'give-bolus':
        return missingChecks(session);
      default:
        return null;
    }
  },
};
