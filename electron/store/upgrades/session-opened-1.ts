import { orderOfToday } from './order-1';

/** The clinic's rules that held, in the program itself, when a session was opened without naming any. Never edited. */
const rulesOfThen: unknown = {
  policyId: 'clinic',
  version: '1, starting values',
  source:
    "Starting values for testing, from the proposals of the clinical reference; each clinic's physician replaces and approves them.",
  access: {
    lockAfterIdleMin: 5,
    failuresBeforeLockOut: 5,
    lockOutMin: 5,
    passwordEveryMin: 720,
    shortestPassword: 10,
  },
  verification: {
    secondCheck: 'named-exception',
    secondIdentifier: 'birth-date',
    labels: [
      { code: '00200000000011', drug: 'ketamine', concentrationMgPerMl: 1, volumeMl: 50 },
      { code: '00200000000028', drug: 'ketamine', concentrationMgPerMl: 2, volumeMl: 50 },
      { code: '00200000000035', drug: 'ketamine', concentrationMgPerMl: 10, volumeMl: 50 },
      { code: '00200000000042', drug: 'midazolam', concentrationMgPerMl: 1, volumeMl: 50 },
      { code: 'KET2-50', drug: 'ketamine', concentrationMgPerMl: 2, volumeMl: 50 },
    ],
    checklist: [
      {
        kind: 'identity',
        check: 'patient-identity',
        words: 'Right patient, two identifiers',
        override: false,
      },
      {
        kind: 'seen',
        check: 'order',
        words: 'Order read, programme and ceiling',
        override: false,
        evidence: ['read on the screen'],
      },
      {
        kind: 'seen',
        check: 'consent',
        words: 'Consent for this session',
        override: true,
        evidence: ['signed form seen'],
      },
      {
        kind: 'seen',
        check: 'allergies',
        words: 'Allergies read aloud',
        override: true,
        evidence: ['patient agrees'],
      },
      {
        kind: 'screen',
        check: 'contraindications',
        words: 'Contraindications asked',
        override: true,
        questions: [
          { id: 'cardiovascular', words: 'Poorly controlled heart or blood pressure disease' },
          { id: 'psychosis', words: 'Active psychosis' },
          { id: 'liver', words: 'Severe liver disease' },
          { id: 'intracranial-pressure', words: 'Raised pressure in the head' },
          { id: 'intraocular-pressure', words: 'Raised pressure in the eye' },
          { id: 'substance', words: 'Active substance abuse' },
        ],
      },
      {
        kind: 'fasting',
        check: 'fasting',
        words: 'Nothing by mouth',
        override: true,
        foodHours: 6,
        clearFluidHours: 2,
      },
      {
        kind: 'pregnancy',
        check: 'pregnancy',
        words: 'Pregnancy test',
        override: true,
        sexes: ['female', 'other', 'unknown'],
        fromYears: 12,
        belowYears: 55,
      },
      {
        kind: 'seen',
        check: 'escort',
        words: 'Escort for the way home',
        override: true,
        evidence: ['named and on call'],
      },
      {
        kind: 'seen',
        check: 'iv-site',
        words: 'IV line runs freely',
        override: false,
        evidence: ['flushed and looked at'],
      },
      {
        kind: 'seen',
        check: 'rescue-equipment',
        words: 'Airway, oxygen, suction, rescue drugs',
        override: true,
        evidence: ['checked today'],
      },
      {
        kind: 'baseline',
        check: 'baseline',
        words: 'Baseline vital signs',
        override: true,
        apartMin: 0,
        startBounds: {
          systolicMmHg: { low: 90, high: 180 },
          heartRatePerMin: { low: 50, high: 150 },
          respirationPerMin: { low: 10, high: 30 },
          spo2Percent: { low: 90, high: null },
        },
        plausible: {
          systolicMmHg: { low: 50, high: 260 },
          diastolicMmHg: { low: 20, high: 160 },
          heartRatePerMin: { low: 25, high: 230 },
          respirationPerMin: { low: 4, high: 60 },
          spo2Percent: { low: 50, high: 100 },
        },
      },
    ],
  },
  rounds: {
    schedule: {
      baselineSets: 2,
      closeEveryMin: 5,
      closeForMin: 15,
      thenEveryMin: 15,
      afterStopEveryMin: 15,
      sedationScale: 'RASS',
    },
    soonBeforeDueMin: 2,
    lowAlarmAfterDueMin: 0,
    mediumAlarmAfterDueMin: 5,
    lateAfterMin: 2,
    latestEntryMin: 240,
    plausible: {
      heartRatePerMin: { least: 20, most: 250 },
      spo2Percent: { least: 40, most: 100 },
      systolicMmHg: { least: 40, most: 280 },
      diastolicMmHg: { least: 20, most: 200 },
      respirationPerMin: { least: 0, most: 70 },
    },
    scores: {
      sedation: {
        RASS: {
          limits: { cautionAtMost: -2, cautionAtLeast: 2, stopAtMost: -3, stopAtLeast: 3 },
          cautionAction: 'Stay with the patient, think of a slower rate, look again in 5 min.',
          stopAction: 'PAUSE. Speak to the patient, open the airway, call the physician.',
        },
        'MOAA/S': {
          limits: { cautionAtMost: 3, cautionAtLeast: null, stopAtMost: 2, stopAtLeast: null },
          cautionAction: 'Stay with the patient, think of a slower rate, look again in 5 min.',
          stopAction: 'PAUSE. Stimulate, open the airway, call the physician.',
        },
        POSS: {
          limits: { cautionAtMost: null, cautionAtLeast: 3, stopAtMost: null, stopAtLeast: 4 },
          cautionAction: 'Stay with the patient, think of a slower rate, look again in 5 min.',
          stopAction: 'PAUSE. Stimulate, open the airway, call the physician.',
        },
      },
      distress: {
        limits: { cautionAtMost: null, cautionAtLeast: 6, stopAtMost: null, stopAtLeast: 8 },
        cautionAction: 'Reassure, dim the lights, keep it quiet. Think of a slower rate.',
        stopAction: 'PAUSE. Stay, reassure, dim the lights, call the physician.',
      },
      dissociation: {
        limits: { cautionAtMost: null, cautionAtLeast: 16, stopAtMost: null, stopAtLeast: null },
        cautionAction: 'Reassure, dim the lights, keep it quiet. Think of a slower rate.',
        stopAction: 'PAUSE. Stay, reassure, call the physician.',
      },
    },
    vitalActions: {
      caution: 'Measure again, look at the patient. Think of a slower rate.',
      stop: 'PAUSE, look at the patient, call the physician.',
    },
    dissociation: {
      title: 'Altered experience',
      note: "The clinic's own neutral wording. The text of a licensed scale is the clinic's to supply.",
      levels: ['not at all', 'slightly', 'moderately', 'strongly', 'extremely'],
      items: [
        { item: 'time', words: 'Time runs differently' },
        { item: 'surroundings', words: 'The room seems unreal' },
        { item: 'apart', words: 'Apart from the own body' },
        { item: 'body', words: 'The body feels changed' },
        { item: 'thread', words: 'Loses the thread' },
        { item: 'senses', words: 'Sees or hears it differently' },
      ],
    },
    symptoms: [
      {
        symptom: 'asks-to-stop',
        words: 'Patient asks to stop',
        response: 'The patient decides. PAUSE first, then talk.',
        asksToStop: true,
      },
      {
        symptom: 'nausea',
        words: 'Nausea',
        response: 'Antiemetic as ordered. Keep the head still, basin at hand.',
        asksToStop: false,
      },
      {
        symptom: 'distress',
        words: 'Distress',
        response: 'Reassure, dim the lights, keep it quiet. Slower rate or PAUSE; benzodiazepine as ordered.',
        asksToStop: false,
      },
      {
        symptom: 'headache',
        words: 'Headache',
        response: 'Look at the blood pressure. Think of a slower rate.',
        asksToStop: false,
      },
      {
        symptom: 'dizziness',
        words: 'Dizziness',
        response: 'Keep lying down, rails up. Think of PAUSE.',
        asksToStop: false,
      },
      {
        symptom: 'double-vision',
        words: 'Double vision',
        response: 'Keep lying down, rails up, eyes closed. Think of PAUSE.',
        asksToStop: false,
      },
      {
        symptom: 'itch',
        words: 'Itch',
        response: 'Look for a rash and at the IV site. With a rash or tight chest PAUSE and call.',
        asksToStop: false,
      },
      {
        symptom: 'salivation',
        words: 'Salivation',
        response: 'Turn the head aside, suction at hand. With noisy breathing PAUSE and call.',
        asksToStop: false,
      },
    ],
    controlledDrugs: [
      'alprazolam',
      'clonazepam',
      'diazepam',
      'esketamine',
      'fentanyl',
      'hydromorphone',
      'ketamine',
      'lorazepam',
      'midazolam',
      'morphine',
      'oxycodone',
      'remifentanil',
    ],
  },
  alarms: {
    soundPauseSeconds: 120,
    reminderSeconds: 180,
    sound: { floor: 0.35, usual: 0.7, riseSeconds: 3, fullAfterSeconds: 30 },
  },
  delivery: {
    pauseAlarmMin: 10,
    pauseQuestionMin: 30,
    entryAlarmSeconds: 60,
    volumeToleranceMl: 0.1,
    volumeToleranceShare: 0.1,
    syringeLowMin: 10,
  },
  recovery: {
    scale: 'Aldrete',
    targetScore: 9,
    stableSets: 2,
    minimumStayMin: 30,
    nauseaAtMost: 'mild',
    stability: {
      pressureWithinPercent: 20,
      heartRateWithinPercent: 20,
      spo2AtLeastPercent: 94,
      respirationFromPerMin: 10,
      respirationToPerMin: 24,
      setsApartMin: 10,
      pressureAtMostOldMin: 5,
    },
    aldrete: {
      pressureUnit: 'percent',
      pressureNear: 20,
      pressureFar: 50,
      spo2OnAirOverPercent: 92,
      spo2WithOxygenOverPercent: 90,
    },
    padss: { vitalSignsNearPercent: 20, vitalSignsFarPercent: 40 },
    risk: { phq9Item9AtLeast: 1, madrsItem10AtLeast: 4 },
    noDrivingHours: 24,
  },
  ledger: { toleranceMg: 0.5, openForAtMostHours: 24, tracing: 'flagged' },
  orders: { weightDifferencePercent: 10 },
};

const unlimited = { hardMin: null, softMin: null, softMax: null, hardMax: null };

/** What a library entry of then left unsaid; the reasons are those that its screens offered. */
const entryOfThen = {
  author: '',
  approvedBy: [],
  effectiveFrom: null,
  advisory: '',
  units: ['mg/kg/h'],
  concentrationsMgPerMl: [],
  reasonCodes: [
    { code: 'ordered', words: 'Ordered protocol', needsText: false },
    { code: 'tolerated', words: 'Tolerated before', needsText: false },
    { code: 'physician', words: 'Physician present', needsText: false },
    { code: 'other', words: 'Other', needsText: true },
  ],
};

/** Version 2 names the clinic's rules, and limits on boluses and on the time between two steps, of which version 1 had none. */
export function openedBeforePolicy(body: unknown): unknown {
  const before = body as { readonly limits: Record<string, unknown>; readonly order: unknown };
  return {
    ...before,
    order: orderOfToday(before.order),
    policy: rulesOfThen,
    limits: {
      ...entryOfThen,
      tallMan: before.limits.drug,
      ...before.limits,
      stepIntervalMin: unlimited,
      bolusMgPerKg: unlimited,
      bolusSeconds: unlimited,
      bolusLockoutMin: unlimited,
    },
  };
}
