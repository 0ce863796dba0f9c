import { z } from 'zod';
import type { SessionFacts } from '../course/facts';
import type { CoursePage } from '../course/page';
import type { Tolerated } from '../course/tolerated';
import { orderSchema } from '../dosing/order';
import { keptTemplateSchema, templateSchema } from '../dosing/template';
import type { LastWeight } from '../dosing/weight';
import { mark } from '../finding/marks';
import { placesCursorSchema } from '../finding/places';
import { patientLineSchema, patientQuerySchema, sessionQuerySchema } from '../finding/query';
import type { LedgerView } from '../ledger/view';
import { ledgerWishSchema } from '../ledger/wish';
import type { LibraryVersion } from '../library/library';
import { type OverrideLine, warnedPlace } from '../limits/overrides';
import { findingSchema, limitProfileSchema, limitRule, softReasonSchema } from '../limits/profile';
import { correctionWishSchema, outcomeWishSchema } from '../outcomes/decide';
import { outcomeBasis } from '../outcomes/events';
import { instrumentId } from '../outcomes/instrument';
import type { OpenRisk, SeriesSession } from '../outcomes/outcome';
import type { DoseStep } from '../pk/dose-step';
import type { ClinicRules } from '../policy/clinic-rules';
import { exportFormat } from '../record/export-format';
import { patientSchema } from '../record/patient';
import { actorSchema, personSchema, staffRole } from '../record/people';
import { placeSchema } from '../record/place';
import type { RecordCheck } from '../review/signing';
import { reviewWishSchema } from '../review/wish';
import type { Series } from '../series/series';
import type { EventBody, LoggedEvent } from '../session/events';
import { answerSchema, intentSchema } from '../session/intents';
import type { PatientOutcomes } from '../session/outcomes';
import { riskAssessmentSchema } from '../session/recovery/events';
import { reviewMeaning } from '../session/review/events';
import type { BedsideState } from '../session/state';
import type { ConnectionStep } from '../sync/connection-step';
import { syncControlSchema } from '../sync/control';
import type { SyncLine } from '../sync/line';
import type { SyncSetUp } from '../sync/set-up';
import { syncWishSchema, type WishFault } from '../sync/setting-wish';
import type { SyncStatus } from '../sync/status';
import { epochSchema, type instantSchema, monoSchema } from '../time/clock';

/** Values made by this program itself and folded by the same code on both sides; checked by type, not by schema. */
const own = <T>(): z.ZodType<T, T> => z.unknown() as unknown as z.ZodType<T, T>;

/** How the record stands: told to the window beside the events, because an event can not say that it was not written. */
export const recordStandingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('kept'), lastWrittenAt: epochSchema.nullable() }),
  z.object({ kind: z.literal('not-kept'), since: epochSchema, reason: z.string(), waiting: z.number() }),
]);
export type RecordStanding = z.infer<typeof recordStandingSchema>;

export const plannedSessionSchema = z.object({
  order: orderSchema,
  patient: patientSchema,
  state: z.enum(['planned', 'open', 'done', 'withdrawn']),
  sessionId: z.string().nullable(),
  /** Who withdrew the order, when and why (`by` null: on the clinic's server); null: it holds. */
  withdrawn: z.object({ by: actorSchema.nullable(), at: epochSchema, reason: z.string() }).nullable(),
});
/** What the day's plan says of an order beside its numbers, as this workstation judges it now. */
export const planEntrySchema = plannedSessionSchema.extend({
  elsewhere: z
    .object({
      status: z.string(),
      versionId: z.string(),
      /** It was signed elsewhere and came; false: it was written here, and is there too. */
      came: z.boolean(),
      /** For so many hours, beyond the clinic's limit, nobody could ask the server for it; null: the copy is fresh. */
      offlineHours: z.union([z.number(), z.literal('not-known')]).nullable(),
    })
    .nullable(),
  /** Why no session of it is begun; empty: nothing speaks against it. */
  against: z.array(z.string()),
});
export type PlanEntry = z.infer<typeof planEntrySchema>;
export type PlannedSession = z.infer<typeof plannedSessionSchema>;

export const sessionSummarySchema = z.object({
  sessionId: z.string(),
  /** The number of its first entry. */
  openedSeq: z.int(),
  /** The workstation that it is from; left out: this one. */
  place: placeSchema.optional(),
  patientId: z.string(),
  patientName: z.string(),
  mrn: z.string(),
  drug: z.string(),
  room: z.string(),
  openedAt: epochSchema,
  startedAt: epochSchema.nullable(),
  closedAt: epochSchema.nullable(),
  phase: z.enum(['preparing', 'infusing', 'paused', 'recovery', 'closed']),
  givenMgLow: z.number(),
  givenMgHigh: z.number(),
  events: z.number(),
  alarms: z.number(),
  simulation: z.boolean(),
  /** A physician's signature holds. */
  reviewed: z.boolean(),
  /** What happened in it. */
  marks: z.array(mark),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

export type { Series };

export type Resumed = {
  readonly state: BedsideState;
  readonly hash: string;
  readonly record: RecordStanding;
  readonly now: z.infer<typeof instantSchema>;
};

export type SessionDetail = {
  readonly summary: SessionSummary;
  /** Final state: the fold of the whole log. */
  readonly state: BedsideState;
  /** Every event but the readings, in order. */
  readonly events: LoggedEvent[];
  readonly series: Series;
};

/** How the record of a closed session stands for whoever would sign its review. */
export type ReviewStanding = {
  /** Null: there is no closed session of this name. */
  readonly check: RecordCheck | null;
  /** Who is signed in, and why they can not sign; empty: they can. */
  readonly by: z.infer<typeof actorSchema>;
  readonly against: readonly string[];
  /** What they prove themselves by now (SR-157). */
  readonly needs: 'password' | 'pin';
};
/** What a patient was given before a session, in order of time, and of how many earlier sessions nothing is known. */
export type CarryOver = { readonly dose: readonly DoseStep[]; readonly unread: number };
/** A session's detail on its way between processes: text and one block of numbers, which are copied without a walk. */
export type PackedDetail = {
  readonly summary: SessionDetail['summary'];
  /** The final state, as JSON. */
  readonly state: string;
  /** Every event but the readings, as JSON. */
  readonly events: string;
  /** `packSeries` */
  readonly columns: Uint8Array;
};

export type WorkstationFacts = {
  readonly room: string;
  readonly version: string;
  readonly simulation: boolean;
  readonly timeFactor: number;
  readonly recordFolder: string;
  readonly freeBytes: number | null;
  readonly pumpPort: string | null;
  readonly monitorPort: string | null;
  /** Simulation only: PINs of the invented people, shown because no patient can be touched. */
  readonly trainingPins: Readonly<Record<string, string>> | null;
  /** Passwords of the same people, as readable. */
  readonly trainingPasswords: Readonly<Record<string, string>> | null;
  /** Nobody keeps the list of people yet: the first-run screen makes the first administrator. */
  readonly firstRun: boolean;
  /** The entries that a session opened now would get; empty where the library is refused. */
  readonly limitProfiles: z.infer<typeof limitProfileSchema>[];
  readonly library:
    | { readonly kind: 'ready'; readonly versionNo: number }
    | { readonly kind: 'refused'; readonly words: string };
  readonly policy: ClinicRules;
};

const asked = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

const done = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('refused'), reasons: z.array(z.string()) }),
]);

const exported = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), file: z.string() }),
  z.object({ kind: z.literal('refused'), reasons: z.array(z.string()) }),
]);

const exportedFiles = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), files: z.array(z.string()) }),
  z.object({ kind: z.literal('refused'), reasons: z.array(z.string()) }),
]);

/** A person as the sign-in lists them: what is asked of them now, and for how long nothing of theirs is tried, ms. */
export const personAtDoorSchema = personSchema.extend({
  needs: z.enum(['password', 'pin']),
  lockedOutMs: z.number(),
});
export type PersonAtDoor = z.infer<typeof personAtDoorSchema>;

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
};

const refusal = z.object({ kind: z.literal('refused'), reasons: z.array(z.string()) });

/** `choose-own`: the secret was right, and its person has to choose a password and a PIN of their own with it. */
const entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('choose-own'), personId: z.string() }),
  refusal,
]);

/** A person was changed; `oneTime` is a password to hand over, shown once and kept nowhere in clear. */
const personChanged = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), oneTime: z.string().nullable() }),
  refusal,
]);

/** What an administrator changes of a person. */
export const personChangeSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('role'), role: staffRole }),
  z.object({ what: z.literal('deactivated') }),
  z.object({ what: z.literal('activated') }),
  z.object({ what: z.literal('reset') }),
  z.object({ what: z.literal('unlocked') }),
  z.object({ what: z.literal('badge-removed') }),
]);
export type PersonChange = z.infer<typeof personChangeSchema>;

/** What a person changes of their own, with their present password. */
export const ownChangeSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('password'), password: z.string() }),
  z.object({ what: z.literal('pin'), pin: z.string() }),
  z.object({ what: z.literal('badge'), badge: z.string().min(4) }),
  z.object({ what: z.literal('badge-removed') }),
]);

/** What an administrator changed of the way to the server; `faults`: what is wrong with which field. */
const serverChanged = own<
  { kind: 'done' } | { kind: 'refused'; readonly reasons: string[]; readonly faults: readonly WishFault[] }
>();

/** What the window asks, each with one answer. */
export const asks = {
  facts: asked(z.object({}), own<WorkstationFacts>()),
  resume: asked(z.object({}), own<Resumed>()),
  submit: asked(
    z.object({
      intent: intentSchema,
      intentId: z.string(),
      basisSeq: z.number(),
      /** A second person's name and secret, for what the operator can not do alone. Never written down. */
      witness: z.object({ personId: z.string(), pin: z.string() }).optional(),
    }),
    answerSchema,
  ),
  /** What its patient was given before a session and may still have in the blood; for prediction alone. */
  carryOver: asked(z.object({ sessionId: z.string() }), own<CarryOver>()),
  /** Numbers of the open session from `sinceSeq` on, for the graph of a window that (re)opens. */
  series: asked(z.object({ sessionId: z.string() }), own<Series>()),
  events: asked(z.object({ sessionId: z.string() }), own<LoggedEvent[]>()),
  people: asked(z.object({}), z.array(personAtDoorSchema)),
  signIn: asked(
    z.object({ personId: z.string(), with: z.enum(['password', 'pin']), secret: z.string() }),
    entry,
  ),
  signInByBadge: asked(z.object({ badge: z.string().min(4) }), entry),
  /** The first sign-in with a one-time password: it is proven again, and replaced by the person's own. */
  chooseOwn: asked(
    z.object({ personId: z.string(), oneTime: z.string(), password: z.string(), pin: z.string() }),
    done,
  ),
  /** Emergency access: nobody proves anything, so the name and the reason are all that is known. */
  breakGlass: asked(z.object({ name: z.string(), reason: z.string() }), done),
  signOut: asked(z.object({}), done),
  /** The first administrator, while there is none. */
  addFirst: asked(z.object({ name: z.string().min(1), password: z.string(), pin: z.string() }), done),
  addPerson: asked(z.object({ name: z.string().min(1), role: staffRole }), personChanged),
  changePerson: asked(z.object({ personId: z.string(), change: personChangeSchema }), personChanged),
  changeOwn: asked(z.object({ password: z.string(), change: ownChangeSchema }), done),
  /** Who came in, who was not let in, who looked at what; latest first. For administrators. */
  accessLog: asked(z.object({}), own<LoggedEvent[]>()),
  glassSeen: asked(z.object({ glassSeq: z.int() }), done),
  planned: asked(z.object({}), z.array(planEntrySchema)),
  /** What came from the clinic's server and waits for a person. */
  arrivedElsewhere: asked(
    z.object({}),
    own<{
      readonly orders: readonly (EventBody<'order.listed'> & { readonly patientName: string | null })[];
      readonly patients: readonly { readonly serverId: string; readonly words: string }[];
    }>(),
  ),
  /** A physician has dealt with an order of the clinic's system. */
  unlistOrder: asked(
    z.object({ server: z.string(), serverId: z.string(), reason: z.string().min(3), pin: z.string() }),
    done,
  ),
  patients: asked(z.object({}), z.array(patientSchema)),
  addPatient: asked(patientSchema.omit({ patientId: true }), done),
  signOrder: asked(
    orderSchema
      .omit({ orderId: true, signedBy: true, signedAt: true, template: true })
      .extend({ pin: z.string(), templateVersionNo: z.int(), softReasons: z.array(softReasonSchema) }),
    done,
  ),
  /** The order is not to be given any more, with the physician's own secret. */
  withdrawOrder: asked(
    z.object({ orderId: z.string(), reason: z.string().trim().min(3), pin: z.string() }),
    done,
  ),
  /** Every version of every template, and what of the shipped ones could not be read. */
  templates: asked(
    z.object({}),
    z.object({ templates: z.array(keptTemplateSchema), faults: z.array(z.string()) }),
  ),
  proposeTemplate: asked(
    z.object({ template: templateSchema, note: z.string().min(1), pin: z.string() }),
    done,
  ),
  approveTemplate: asked(z.object({ versionNo: z.int(), pin: z.string() }), done),
  lastWeight: asked(z.object({ patientId: z.string() }), own<{ last: LastWeight | null }>()),
  ledger: asked(z.object({}), own<LedgerView>()),
  enterLedger: asked(
    z.object({
      wish: ledgerWishSchema,
      /** The second person's name and secret. Never written down. */
      witness: z.object({ personId: z.string(), pin: z.string() }).optional(),
    }),
    done,
  ),
  traceSyringe: asked(z.object({ syringeId: z.string().min(1) }), done),
  /** A day's lines, a vial's, or all, as a file for people. */
  exportLedger: asked(
    z.object({
      part: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('all') }),
        z.object({ kind: z.literal('day'), day: z.iso.date() }),
        z.object({ kind: z.literal('vial'), vialId: z.string().min(1) }),
      ]),
      as: z.enum(['csv', 'pdf']),
    }),
    exported,
  ),
  /** Every version of the drug library, oldest first. */
  library: asked(
    z.object({}),
    own<{ kind: 'read'; versions: LibraryVersion[] } | { kind: 'refused'; reasons: string[] }>(),
  ),
  proposeLibrary: asked(
    z.object({ profiles: z.array(limitProfileSchema.strict()), note: z.string(), pin: z.string() }),
    done,
  ),
  rollBackLibrary: asked(z.object({ versionNo: z.int(), note: z.string(), pin: z.string() }), done),
  /** `effectiveAt` null: at once. */
  approveLibrary: asked(
    z.object({ versionNo: z.int(), effectiveAt: epochSchema.nullable(), pin: z.string() }),
    done,
  ),
  /** What became of every limit that spoke, per limit and person, of the last days; null: of the whole log. */
  overrides: asked(z.object({ days: z.int().positive().nullable() }), own<OverrideLine[]>()),
  exportOverrides: asked(z.object({ days: z.int().positive().nullable() }), exported),
  reviewStanding: asked(z.object({ sessionId: z.string() }), own<ReviewStanding>()),
  /** A comment, a note at a moment, or a value put right, in a closed session. */
  reviewSession: asked(z.object({ sessionId: z.string(), wish: reviewWishSchema }), done),
  /** The signature under a review, by the person's own secret, which is never written down. */
  signReview: asked(
    z.object({
      sessionId: z.string(),
      meaning: reviewMeaning,
      /** The last entry of the session's stream that the person saw. */
      seenSeq: z.number(),
      with: z.enum(['password', 'pin']),
      secret: z.string(),
    }),
    done,
  ),
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
  /** A session as a file for people, made by a process of its own; the answer names what was written. */
  exportSession: asked(z.object({ sessionId: z.string(), as: exportFormat }), exportedFiles),
  /** A page of sessions. `after` null: there are no more; `total` null: nobody counted those that fit. */
  findSessions: asked(
    sessionQuerySchema,
    z.object({
      sessions: z.array(sessionSummarySchema),
      after: placesCursorSchema.nullable(),
      total: z.int().nullable(),
    }),
  ),
  findPatients: asked(
    patientQuerySchema,
    z.object({ patients: z.array(patientLineSchema), after: placesCursorSchema.nullable() }),
  ),
  /** Every session of a patient with what is known of it. What is not gathered yet is asked for one by one. */
  course: asked(z.object({ patientId: z.string() }), own<CoursePage>()),
  /** Gathers what a course shows of one closed session; null: the record has no closed session of that name. */
  gatherFacts: asked(z.object({ sessionId: z.string() }), own<{ facts: SessionFacts | null }>()),
  /** What earlier sessions say about the top rate of the next order. That it was shown is written down. */
  toleratedRate: asked(z.object({ patientId: z.string(), drug: z.string().min(1) }), own<Tolerated>()),
  session: asked(z.object({ sessionId: z.string() }), own<PackedDetail>()),
  /** How the way to the clinic's server is set up. For administrators, as all of the following. */
  syncSetUp: asked(z.object({}), own<SyncSetUp>()),
  /** `wish` null: no server any more. */
  setSync: asked(z.object({ wish: syncWishSchema.nullable() }), serverChanged),
  /** The passphrase counts where the system has no secret store. Never written down. */
  makeSyncKey: asked(z.object({ passphrase: z.string().nullable() }), serverChanged),
  useSyncKey: asked(z.object({ keyId: z.string() }), serverChanged),
  removeSyncKey: asked(z.object({ keyId: z.string() }), serverChanged),
  openSyncKeys: asked(z.object({ passphrase: z.string() }), serverChanged),
  /** The public keys, for registering them at the server. */
  publicSyncKeys: asked(z.object({ as: z.enum(['file', 'clipboard']) }), exported),
  /** Tries what stands in the form, kept or not; `keyId` null: with the key in use. Writes nothing there. */
  testSync: asked(
    z.object({ wish: syncWishSchema, keyId: z.string().nullable() }),
    own<readonly ConnectionStep[]>(),
  ),
  /** What waits for the clinic's server, what it refused, and what came of it lately. */
  syncStatus: asked(z.object({}), own<SyncStatus>()),
  /** What a person does about it; written down with who did. */
  controlSync: asked(syncControlSchema, done),
} as const;
export type Asks = typeof asks;
export type AskName = keyof Asks;
export type AskInput<N extends AskName> = z.input<Asks[N]['input']>;
/** What an ask reads as once its schema has seen it. */
export type AskParsed<N extends AskName> = z.output<Asks[N]['input']>;
export type AskOutput<N extends AskName> = z.output<Asks[N]['output']>;

/** What the window tells, with no answer. `pause` is the stop's own path and waits for nothing. */
export const tells = {
  pause: z.object({ intentId: z.string(), basisSeq: z.number() }),
  /** Someone touched the workstation; at most every few seconds. */
  touched: z.object({}),
  /** The window for reading is wanted, or wanted in front. */
  openReading: z.object({}),
  /** The answer to every pulse: the window's own thread runs. */
  alive: z.object({}),
  /** What is on the screen now: the last event folded in, and the newest reading. */
  painted: z.object({ seq: z.number(), mono: monoSchema.nullable() }),
  /** What stands in a rate sheet and was not held; an empty text: nothing does. */
  entry: z.object({ purpose: z.enum(['change-rate', 'resume']), text: z.string().max(16) }),
  /** Limits stood beside an entry that was left or changed. */
  warned: z.object({
    place: warnedPlace.exclude(['start']),
    outcome: z.enum(['cancelled', 'changed']),
    findings: z
      .array(findingSchema)
      .min(1)
      .max(2 * limitRule.options.length),
  }),
  /** The alarm sound path works, or why it does not. */
  sound: z.object({ working: z.boolean(), reason: z.string() }),
  /** What the check of the sound path at the start of a session found. */
  soundChecked: z.object({ working: z.boolean(), reason: z.string() }),
} as const;
export type Tells = typeof tells;
export type TellName = keyof Tells;
export type TellBody<N extends TellName> = z.input<Tells[N]>;

/** What the main process says, unasked. */
export type Said = {
  readonly update: { readonly events: LoggedEvent[]; readonly seq: number };
  readonly pulse: {
    readonly seq: number;
    readonly hash: string;
    readonly now: z.infer<typeof instantSchema>;
    readonly record: RecordStanding;
    /** How the record stands with the clinic's server. */
    readonly sync: SyncLine;
  };
  /** The closing of the window was asked for during an infusion and was not done; the words say why. */
  readonly closeRefused: { readonly words: string };
};
export type SaidName = keyof Said;

/** What the preload puts on `window.bridge`: the whole conversation and nothing else. */
export type Bridge = {
  ask<N extends AskName>(name: N, input: AskInput<N>): Promise<AskOutput<N>>;
  tell<N extends TellName>(name: N, body: TellBody<N>): void;
  on<N extends SaidName>(name: N, listener: (body: Said[N]) => void): () => void;
};

export { actorSchema };
