import { z } from 'zod';
import { correctionWishSchema, outcomeWishSchema } from '../../outcomes/decide';
import { outcomeBasis } from '../../outcomes/events';
import { instrumentId } from '../../outcomes/instrument';
import type { OpenRisk, SeriesSession } from '../../outcomes/outcome';
import type { patientSchema } from '../../record/patient';
import type { PatientOutcomes } from '../../session/outcomes';
import { riskAssessmentSchema } from '../../session/recovery/events';
import type { AnsweredThere } from '../../session/risk-elsewhere';
import { asked, done, own } from '../asked';

/** What was written; `risk` says why the suicide-risk workflow opened by it, null: it did not. */
const outcomeKept = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), risk: z.string().nullable() }),
  z.object({ kind: z.literal('refused'), reasons: z.array(z.string()) }),
]);

/** A patient's outcome measures, and the sessions that they are read against. */
export type PatientCourse = PatientOutcomes & {
  readonly sessions: readonly SeriesSession[];
  /** The number of the session that is planned for today; null: none is. */
  readonly planned: number | null;
};

/** A patient whose suicide-risk workflow no physician has answered yet. */
export type RiskOfPatient = {
  readonly patient: z.infer<typeof patientSchema>;
  readonly risk: readonly OpenRisk[];
  /** The answer of another workstation's log to all of it; null: there is none, or not to all. */
  readonly answered: AnsweredThere | null;
};

/** Outcome measures, the risk workflow, and the screen turned to the patient. */
export const outcomesAsks = {
  outcomes: asked(z.object({ patientId: z.string() }), own<PatientCourse>()),
  recordOutcome: asked(outcomeWishSchema, outcomeKept),
  correctOutcome: asked(correctionWishSchema, outcomeKept),
  withdrawOutcome: asked(
    z.object({ patientId: z.string(), outcomeId: z.string(), reason: z.string() }),
    outcomeKept,
  ),
  openRisks: asked(z.object({}), own<RiskOfPatient[]>()),
  /** A suicidal statement of a patient who is in no session. */
  reportPatientRisk: asked(z.object({ patientId: z.string(), words: z.string().min(1) }), done),
  /** Only a physician's record closes it, with their own PIN at that moment. */
  assessPatientRisk: asked(
    riskAssessmentSchema.extend({
      patientId: z.string(),
      physician: z.object({ personId: z.string(), pin: z.string() }),
    }),
    done,
  ),
  /** Gives the screen to the patient: whoever is signed in is signed out, and nothing else is shown until it is taken back. */
  turnScreen: asked(
    z.object({ patientId: z.string(), instruments: z.array(instrumentId).min(1), basis: outcomeBasis }),
    done,
  ),
  answerTurned: asked(
    z.object({
      turnId: z.string(),
      instrument: instrumentId,
      question: z.int().min(0),
      answer: z.number().nullable(),
    }),
    done,
  ),
  /** A member of the staff takes it back with their PIN; what was answered becomes the patient's outcomes. */
  takeScreenBack: asked(
    z.object({ personId: z.string(), pin: z.string() }),
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('done'), patientId: z.string(), risk: z.array(z.string()) }),
      z.object({ kind: z.literal('refused'), reasons: z.array(z.string()) }),
    ]),
  ),
} as const;
