import { ml } from '../../units/units';
import { type Chapter, silent } from '../chapter';
import type { EventDraft } from '../events';
import type { Session } from '../state';
import type { SyringeLoad, VolumeRange } from './slice';

const NOTEWORTHY_ML = 0.0005;

const account = ({ delivered }: Session): VolumeRange => ({ low: delivered.lowMl, high: delivered.highMl });

/** What a load gave: the account at its end less the one at its beginning, which carries the same uncertainty. */
function given(session: Session, load: SyringeLoad): VolumeRange {
  const to = load.to ?? account(session);
  return {
    low: ml(Math.max(0, to.low - load.from.low)),
    high: ml(Math.max(0, to.high - load.from.high)),
  };
}

const withLoads = (session: Session, loads: readonly SyringeLoad[]): Session => ({
  ...session,
  ledger: { loads },
});

/** Each syringe's part of what the pump gave, said when the syringe is changed and when the infusion is over. */
function usesToSay(session: Session): EventDraft[] {
  const over = session.phase === 'recovery';
  return session.ledger.loads.flatMap((load, at): EventDraft[] => {
    if (load.to === null && !over) return [];
    const now = given(session, load);
    const said = load.recorded;
    const news =
      said === null ||
      Math.abs(said.low - now.low) > NOTEWORTHY_ML ||
      Math.abs(said.high - now.high) > NOTEWORTHY_ML;
    if (!news) return [];
    const { drug, concentrationMgPerMl } = load.syringe;
    return [
      {
        type: 'syringe.used',
        body: { number: at + 1, syringeId: load.syringeId, drug, concentrationMgPerMl, givenMl: now },
      },
    ];
  });
}

/** Keeps which syringe of the ledger gave how much. It never stands between a patient and a stop. */
export const ledger: Chapter = {
  ...silent,
  evolve(session, _state, event) {
    const { loads } = session.ledger;
    switch (event.type) {
      case 'syringe.loaded': {
        const now = account(session);
        const before = loads.map((load) => (load.to === null ? { ...load, to: now } : load));
        const { syringe } = event.body;
        return withLoads(session, [
          ...before,
          { syringeId: null, syringe, from: now, to: null, recorded: null },
        ]);
      }
      case 'syringe.traced':
        return withLoads(
          session,
          loads.map((load) => (load.to === null ? { ...load, syringeId: event.body.syringeId } : load)),
        );
      case 'syringe.used':
        return withLoads(
          session,
          loads.map((load, at) =>
            at + 1 === event.body.number ? { ...load, recorded: event.body.givenMl } : load,
          ),
        );
      default:
        return session;
    }
  },
  blocked(kind, _state, session) {
    // Every syringe that gives is one of the ledger: the next one too.
    const gives = kind === 'start-infusion' || kind === 'resume-infusion';
    if (!gives || session.policy.ledger.tracing !== 'required') return null;
    const traced = session.ledger.loads.at(-1)?.syringeId ?? null;
    return traced === null ? 'the syringe is not traced to the ledger' : null;
  },
  facts: (_state, session) => usesToSay(session),
};
