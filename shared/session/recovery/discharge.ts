import type { TakenValue, VitalSign } from '../../observation/vital-signs';
import { dischargeGate, type GateLine } from '../../recovery/gate';
import type { VitalSet } from '../../recovery/stable';
import type { MonoMs } from '../../time/clock';
import type { Session } from '../state';
import { signatureBroken } from './signature';

type Charted = Session['rounds']['sets'][number];

/** The vital signs of a charted set; a pressure too old to belong to it is unknown. */
function vitalsOf({ observation, measuredMono }: Charted, pressureAtMostOldMin: number): VitalSet {
  const { vitals, measuredAt } = observation;
  const value = (sign: VitalSign): number | null => vitals[sign]?.value ?? null;
  const fresh = (taken: TakenValue | null): number | null =>
    taken !== null && measuredAt - taken.measuredAt <= pressureAtMostOldMin * 60_000 ? taken.value : null;
  return {
    mono: measuredMono,
    systolicMmHg: fresh(vitals.systolicMmHg),
    diastolicMmHg: fresh(vitals.diastolicMmHg),
    heartRatePerMin: value('heartRatePerMin'),
    spo2Percent: value('spo2Percent'),
    respirationPerMin: value('respirationPerMin'),
  };
}

/** A baseline set of the list before the start; when in it they were measured plays no part here. */
function before(set: Session['baseline'][number], mono: MonoMs): VitalSet {
  return {
    mono,
    systolicMmHg: set.systolicMmHg.value,
    diastolicMmHg: set.diastolicMmHg.value,
    heartRatePerMin: set.heartRatePerMin.value,
    spo2Percent: set.spo2Percent.value,
    respirationPerMin: set.respirationPerMin.value,
  };
}

/** Sets without any vital sign (a word, a score) say nothing of stability. */
const measured = (set: VitalSet): boolean =>
  Object.entries(set).some(([sign, value]) => sign !== 'mono' && value !== null);

/** The sets before drug flowed, and those since the stop, as they stand after corrections. */
export function setsAroundTheStop(session: Session): { baseline: VitalSet[]; since: VitalSet[] } {
  const { startedMono, phase, phaseSinceMono, rounds, policy } = session;
  const { pressureAtMostOldMin } = policy.recovery.stability;
  const taken = (which: (set: Charted) => boolean) =>
    rounds.sets
      .filter(which)
      .map((set) => vitalsOf(set, pressureAtMostOldMin))
      .filter(measured);
  return {
    baseline: [
      ...session.baseline.map((set) => before(set, session.openedMono)),
      ...taken(({ measuredMono }) => startedMono === null || measuredMono < startedMono),
    ],
    since: phase === 'recovery' ? taken(({ measuredMono }) => measuredMono >= phaseSinceMono) : [],
  };
}

/** The last answer about nausea since the stop; null: not asked. */
export function nauseaSinceTheStop({ rounds, phaseSinceMono }: Session) {
  const asked = rounds.sets.findLast(
    ({ measuredMono, observation }) => measuredMono >= phaseSinceMono && observation.nausea !== null,
  );
  return asked?.observation.nausea ?? null;
}

/** How each gate between this patient and the door stands at `mono` (SR-088). */
export function dischargeOf(session: Session, mono: MonoMs): GateLine[] {
  const { score, seen, overrides, risk, signature } = session.recovery;
  const { baseline, since } = setsAroundTheStop(session);
  const over = session.phase === 'recovery';
  return dischargeGate(
    {
      sinceStopMs: over ? Math.max(0, mono - session.phaseSinceMono) : 0,
      score,
      baseline,
      sets: since,
      nausea: over ? nauseaSinceTheStop(session) : null,
      seen,
      overrides,
      risk: risk.map(({ words }) => words),
      signature: signature === null ? null : { by: signature.by, broken: signatureBroken(session) },
    },
    session.policy.recovery,
  );
}
