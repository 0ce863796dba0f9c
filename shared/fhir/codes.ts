import type { CodeableConcept, Coding } from '@medplum/fhirtypes';
import { type FhirContext, localCodeSystem } from './context';

/** Rises with every change below. */
export const CODES_VERSION = '2026-11-29';

export const LOINC = 'http://loinc.org';
export const SNOMED = 'http://snomed.info/sct';
export const RXNORM = 'http://www.nlm.nih.gov/research/umls/rxnorm';
export const UCUM = 'http://unitsofmeasure.org';
export const MDC = 'urn:iso:std:iso:11073:10101';

/**
 * A: confirmed in the R4 definitions or in an independent public source. B: general knowledge, the check digit of a
 * LOINC verified. C: uncertain; it stands here for the terminologist and is never sent.
 */
export type Confidence = 'A' | 'B' | 'C';

export type Coded = {
  readonly system: string;
  readonly code: string;
  readonly display: string;
  readonly confidence: Confidence;
  readonly source: string;
};

export type CodeEntry = {
  /** What is meant, in words: always sent. */
  readonly text: string;
  /** UCUM; null: it is no quantity. */
  readonly unit: string | null;
  readonly codings: readonly Coded[];
};

const coded =
  (system: string) =>
  (code: string, display: string, confidence: Confidence, source = 'fhir-sync 2.3'): Coded => ({
    ...{ system, code, display, confidence, source },
  });
const loinc = coded(LOINC);
const mdc = coded(MDC);
const snomed = coded(SNOMED);
const rxnorm = coded(RXNORM);
const R4 = 'R4 vital-signs profiles';
const KNOWN = 'general knowledge';

const entry = (text: string, unit: string | null, ...codings: Coded[]): CodeEntry => ({
  text,
  unit,
  codings,
});

/** Every code that is sent, by the name under which the mapping asks for it. */
const table = {
  'heart-rate': entry('Heart rate', '/min', loinc('8867-4', 'Heart rate', 'A', R4)),
  'heart-rate-ecg': entry(
    'Heart rate, ECG',
    '/min',
    loinc('8867-4', 'Heart rate', 'A', R4),
    mdc('147842', 'MDC_ECG_HEART_RATE', 'A'),
  ),
  'pulse-rate-pleth': entry(
    'Pulse rate, oximeter',
    '/min',
    loinc('8867-4', 'Heart rate', 'A', R4),
    mdc('149530', 'MDC_PULS_OXIM_PULS_RATE', 'A'),
  ),
  'pulse-rate': entry('Pulse rate', '/min', loinc('8867-4', 'Heart rate', 'A', R4)),
  spo2: entry(
    'SpO₂',
    '%',
    loinc('2708-6', 'Oxygen saturation in Arterial blood', 'A', R4),
    loinc('59408-5', 'Oxygen saturation in Arterial blood by Pulse oximetry', 'B'),
    mdc('150456', 'MDC_PULS_OXIM_SAT_O2', 'A'),
  ),
  'perfusion-index': entry('Perfusion index', '1', mdc('150488', 'MDC_BLD_PERF_INDEX', 'B', KNOWN)),
  'blood-pressure': entry(
    'Blood pressure',
    null,
    loinc('85354-9', 'Blood pressure panel with all children optional', 'A', R4),
    mdc('150020', 'MDC_PRESS_BLD_NONINV', 'A'),
  ),
  systolic: entry(
    'Systolic blood pressure',
    'mm[Hg]',
    loinc('8480-6', 'Systolic blood pressure', 'A', R4),
    mdc('150021', 'MDC_PRESS_BLD_NONINV_SYS', 'A'),
  ),
  diastolic: entry(
    'Diastolic blood pressure',
    'mm[Hg]',
    loinc('8462-4', 'Diastolic blood pressure', 'A', R4),
    mdc('150022', 'MDC_PRESS_BLD_NONINV_DIA', 'A'),
  ),
  'mean-pressure': entry(
    'Mean blood pressure',
    'mm[Hg]',
    loinc('8478-0', 'Mean blood pressure', 'B'),
    mdc('150023', 'MDC_PRESS_BLD_NONINV_MEAN', 'A'),
  ),
  'pulse-rate-cuff': entry('Pulse rate, cuff', '/min', loinc('8867-4', 'Heart rate', 'A', R4)),
  respiration: entry(
    'Respiratory rate',
    '/min',
    loinc('9279-1', 'Respiratory rate', 'A', R4),
    mdc('151562', 'MDC_RESP_RATE', 'B'),
  ),
  etco2: entry(
    'EtCO₂',
    'mm[Hg]',
    loinc('19891-1', 'Carbon dioxide [Partial pressure] in Exhaled gas --at end expiration', 'A'),
    mdc('151708', 'MDC_CONC_AWAY_CO2_ET', 'A'),
  ),
  'inspired-co2': entry('Inspired CO₂', 'mm[Hg]', mdc('151716', 'MDC_CONC_AWAY_CO2_INSP', 'B', KNOWN)),
  temperature: entry(
    'Body temperature',
    'Cel',
    loinc('8310-5', 'Body temperature', 'A', R4),
    mdc('150344', 'MDC_TEMP', 'A'),
  ),
  weight: entry('Body weight', 'kg', loinc('29463-7', 'Body weight', 'A', R4)),
  height: entry('Body height', 'cm', loinc('8302-2', 'Body height', 'A', R4)),
  'dosing-weight': entry('Dosing weight', 'kg'),
  'pump-flow': entry('Flow of the pump', 'mL/h', mdc('157784', 'MDC_FLOW_FLUID_PUMP', 'A')),
  'pump-volume': entry('Volume given by the pump', 'mL', mdc('157864', 'MDC_VOL_FLUID_DELIV', 'B')),
  'pump-vtbi': entry('Volume to be infused', 'mL', mdc('157884', 'MDC_VOL_FLUID_TBI', 'A')),
  'syringe-pump': entry('Syringe pump', null, mdc('70053', 'MDC_DEV_PUMP_INFUS_SYRINGE', 'A')),
  'infusion-pump': entry('Infusion pump', null, mdc('70049', 'MDC_DEV_PUMP_INFUS_LVP', 'A')),
  monitor: entry('Patient monitor', null, mdc('69965', 'MDC_DEV_MON_PHYSIO_MULTI_PARAM_MDS', 'A')),
  console: entry('Infusion console', null),
  'alarm-event': entry('Alarm of a device', null, mdc('196616', 'MDC_EVT_ALARM', 'A')),
  pain: entry(
    'Pain, 0 to 10',
    '{score}',
    loinc('72514-3', 'Pain severity - 0-10 verbal numeric rating', 'B'),
  ),
  distress: entry('Distress, 0 to 10', '{score}'),
  nausea: entry('Nausea', null, snomed('422587007', 'Nausea', 'B')),
  dissociation: entry('Dissociation, sum of the clinic’s form', '{score}'),
  'iv-site': entry('Look of the IV site', null),
  round: entry('Observation round', null),
  baseline: entry('Baseline before the start', null),
  rass: entry(
    'Sedation, RASS',
    '{score}',
    snomed('457441000124102', 'Richmond Agitation-Sedation Scale score', 'C'),
  ),
  moaas: entry('Sedation, MOAA/S', '{score}'),
  poss: entry('Sedation, POSS', '{score}'),
  aldrete: entry('Recovery, Aldrete', '{score}'),
  padss: entry('Recovery, PADSS', '{score}'),
  'phq-9-total': entry(
    'PHQ-9',
    '{score}',
    loinc('44261-6', 'Patient Health Questionnaire 9 item total score', 'A'),
  ),
  'gad-7-total': entry(
    'GAD-7',
    '{score}',
    loinc('70274-6', 'Generalized anxiety disorder 7 item total score', 'A'),
  ),
  'madrs-total': entry('MADRS', '{score}', loinc('72110-0', 'MADRS total score', 'C')),
  'bpi-interference': entry('BPI interference, mean', '{score}'),
  'pcl-5-total': entry('PCL-5', '{score}'),
  'pgic-score': entry('PGIC', '{score}'),
  'nrs-average': entry('Pain NRS, average of 24 hours', '{score}'),
  'suicide-risk': entry('Suicide risk reported', null),
  ketamine: entry('Ketamine', null, rxnorm('6130', 'ketamine', 'B'), snomed('373464007', 'Ketamine', 'B')),
  'route-iv': entry('IV', null, snomed('47625008', 'Intravenous route', 'B')),
  'route-po': entry('PO', null, snomed('26643006', 'Oral route', 'B', KNOWN)),
  'route-sl': entry('SL', null, snomed('37839007', 'Sublingual route', 'B', KNOWN)),
  'route-im': entry('IM', null, snomed('78421000', 'Intramuscular route', 'B', KNOWN)),
  'route-in': entry('IN', null, snomed('46713006', 'Nasal route', 'B', KNOWN)),
  'route-sc': entry('SC', null, snomed('34206005', 'Subcutaneous route', 'B', KNOWN)),
  'indication-mood': entry('Mood', null, snomed('370143000', 'Major depressive disorder', 'C')),
  'indication-pain': entry('Pain', null, snomed('22253000', 'Pain', 'B', KNOWN)),
  'infusion-session': entry('Ketamine infusion session', null),
  'ketamine-infusion': entry(
    'Intravenous ketamine infusion',
    null,
    snomed('14152002', 'Intravenous infusion', 'C', KNOWN),
  ),
  headache: entry('Headache', null, snomed('25064002', 'Headache', 'B', KNOWN)),
  vomiting: entry('Vomiting', null, snomed('422400008', 'Vomiting', 'B', KNOWN)),
  dizziness: entry('Dizziness', null, snomed('404640003', 'Dizziness', 'B', KNOWN)),
  trend: entry('Vital signs, 1 Hz', null),
  report: entry('Report of the session', null, loinc('28570-0', 'Procedure note', 'B')),
  note: entry('Note', null, loinc('34109-9', 'Note', 'B', KNOWN)),
  'record-part': entry('Part of the console’s record', null),
} as const satisfies Record<string, CodeEntry>;

const items = (of: string, ...numbers: string[]): readonly Coded[] =>
  numbers.map((code, index) => loinc(code, `${of}, question ${index + 1}`, 'B', KNOWN));

/** Questions of published forms, in their order. */
export const questionCodes = {
  'PHQ-9': items(
    'PHQ-9',
    ...['44250-9', '44255-8', '44259-0', '44254-1', '44251-7', '44258-2', '44252-5', '44253-3', '44260-8'],
  ),
  'GAD-7': items('GAD-7', ...['69725-0', '68509-9', '69733-4', '69734-2', '69735-9', '69689-8', '69736-7']),
} as const;

/** How often in the last two weeks, from the least on: the answers of both forms. */
export const frequencyCodes: readonly Coded[] = [
  loinc('LA6568-5', 'Not at all', 'B'),
  loinc('LA6569-3', 'Several days', 'B'),
  loinc('LA6570-1', 'More than half the days', 'B'),
  loinc('LA6571-9', 'Nearly every day', 'B'),
];

const DCM = 'http://dicom.nema.org/resources/ontology/DCM';
const dicom = (code: string, display: string): Coded =>
  coded(DCM)(code, display, 'A', 'DICOM PS3.16, R4 audit-event-type');

/** Kinds of audit records (DICOM audit messages). */
export const auditCodes = {
  authentication: dicom('110114', 'User Authentication'),
  login: dicom('110122', 'Login'),
  logout: dicom('110123', 'Logout'),
  emergency: dicom('110127', 'Emergency Override Started'),
  alert: dicom('110113', 'Security Alert'),
  'security-changed': dicom('110137', 'User Security Attributes Changed'),
  'patient-record': dicom('110110', 'Patient Record'),
  export: dicom('110106', 'Export'),
  activity: dicom('110100', 'Application Activity'),
} as const satisfies Record<string, Coded>;

export type CodeName = keyof typeof table;

export const codeTable: Readonly<Record<CodeName, CodeEntry>> = table;
export const codeNames = Object.keys(table) as CodeName[];

/** Whether a code is sure enough to be sent. */
export const isSent = ({ confidence }: Coded): boolean => confidence !== 'C';

/** What the clinic's own systems are told: the codes that are sure, else a code of our own; always the words. */
export function concept(context: FhirContext, name: CodeName, text?: string): CodeableConcept {
  const { codings, text: words } = codeTable[name];
  const sure = codings.filter(isSent).map(({ system, code, display }): Coding => ({ system, code, display }));
  const own: Coding = { system: localCodeSystem(context), code: name, display: words };
  return { coding: sure.length === 0 ? [own] : sure, text: text ?? words };
}

/** A word of ours that no table needs: a role, a reason, a kind of document. */
export const ownConcept = (context: FhirContext, code: string, text: string): CodeableConcept => ({
  coding: [{ system: localCodeSystem(context), code, display: text }],
  text,
});

/** The UCUM unit of a code; throws where it has none, which is a fault of the mapping. */
export function unitOf(name: CodeName): string {
  const { unit } = codeTable[name];
  if (unit === null) throw new Error(`${name} is no quantity`);
  return unit;
}
