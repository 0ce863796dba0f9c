import type { AskName, SaidName, TellName } from './contract';

/**
 * The names of the conversation without its schemas: the preload needs no more, and a schema library in every page
 * load would cost start-up time. `satisfies` keeps the lists and the contract in step.
 */
const asked = {
  facts: true,
  resume: true,
  submit: true,
  carryOver: true,
  series: true,
  events: true,
  people: true,
  signIn: true,
  signInByBadge: true,
  chooseOwn: true,
  breakGlass: true,
  signOut: true,
  addFirst: true,
  addPerson: true,
  changePerson: true,
  changeOwn: true,
  accessLog: true,
  glassSeen: true,
  planned: true,
  patients: true,
  addPatient: true,
  signOrder: true,
  templates: true,
  proposeTemplate: true,
  approveTemplate: true,
  lastWeight: true,
  ledger: true,
  enterLedger: true,
  traceSyringe: true,
  exportLedger: true,
  library: true,
  proposeLibrary: true,
  rollBackLibrary: true,
  approveLibrary: true,
  overrides: true,
  exportOverrides: true,
  withdrawOrder: true,
  reviewStanding: true,
  reviewSession: true,
  signReview: true,
  outcomes: true,
  recordOutcome: true,
  correctOutcome: true,
  withdrawOutcome: true,
  openRisks: true,
  reportPatientRisk: true,
  assessPatientRisk: true,
  turnScreen: true,
  answerTurned: true,
  takeScreenBack: true,
  exportSession: true,
  sessions: true,
  session: true,
  course: true,
  gatherFacts: true,
  toleratedRate: true,
} satisfies Record<AskName, true>;
const told = {
  pause: true,
  touched: true,
  alive: true,
  painted: true,
  entry: true,
  warned: true,
  sound: true,
  soundChecked: true,
} satisfies Record<TellName, true>;
const said = { update: true, pulse: true, closeRefused: true } satisfies Record<SaidName, true>;

export const askNames: readonly string[] = Object.keys(asked);
export const tellNames: readonly string[] = Object.keys(told);
export const saidNames: readonly string[] = Object.keys(said);
