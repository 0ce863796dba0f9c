import { checkSyringe } from '../../limits/check';
import { formatIn } from '../../units/format';
import { type Chapter, silent } from '../chapter';
import { accept, refuse } from '../decision';
import { missingChecks } from './checks';

/** Whatever is open stands in the way of every command that gives drug. */
export const verification: Chapter = {
  ...silent,
  needs: { 'confirm-check': 'chart', 'load-syringe': 'give-drug' },
  evolve(session, _state, event) {
    switch (event.type) {
      case 'check.confirmed': {
        const { by, check, evidence } = event.body;
        return { ...session, checks: { ...session.checks, [check]: { by, at: event.at, evidence } } };
      }
      case 'syringe.loaded': {
        const { by, syringe } = event.body;
        const evidence = `${syringe.drug} ${formatIn(syringe.concentrationMgPerMl, 'mg/mL')} mg/mL, ${formatIn(syringe.volumeMl, 'mL')} mL`;
        return {
          ...session,
          syringe,
          syringeFromMl: session.delivered.highMl,
          checks: { ...session.checks, syringe: { by, at: event.at, evidence } },
        };
      }
      default:
        return session;
    }
  },
  decide(intent, { session, operator }) {
    switch (intent.kind) {
      case 'confirm-check':
        // Ticked off is not read: the syringe's check is made by typing what its label says.
        if (intent.check === 'syringe') return refuse('Load the syringe: type what its label says.');
        return accept({
          type: 'check.confirmed',
          body: { by: operator, check: intent.check, evidence: intent.evidence },
        });
      case 'load-syringe': {
        const reasons = checkSyringe(session.order, intent.syringe);
        if (reasons.length > 0) return refuse(...reasons);
        return accept({ type: 'syringe.loaded', body: { by: operator, syringe: intent.syringe } });
      }
      default:
        return null;
    }
  },
  blocked(kind, _state, session) {
    switch (kind) {
      case 'load-syringe':
      case 'confirm-check':
        return session.phase === 'preparing' || session.phase === 'paused'
          ? null
          : 'Only while nothing is infusing.';
      // A pump that was started by hand is infusing or paused without them: the console adds nothing to that.
      case 'start-infusion':
      case 'resume-infusion':
      case 'change-rate':
        return missingChecks(session);
      default:
        return null;
    }
  },
};
