import { orderOfToday } from './order-1';

/** The clinic's rules that held, in the program itself, when a session was opened without naming any. Never edited. */
const rulesOfThen: unknown = {
  policyId: 'clinic',
  version: '1, starting values',
  source:
    "Starting values for testing, from the proposals of the clinical reference; each clinic's physician replaces and approves them.",
  access: { lockAfterIdleMin: 5, failuresBeforeLockOut: 5, lockOutMin: 5 },
  verification: { secondCheck: 'named-exception' },
  rounds: {
    schedule: {
      baselineSets: 2,
      closeEveryMin: 5,
      closeForMin: 15,
      thenEveryMin: 15,
      afterStopEveryMin: 15,
      sedationScale: 'RASS',
    },
    lowAlarmAfterDueMin: 0,
    mediumAlarmAfterDueMin: 5,
  },
  alarms: { soundPauseSeconds: 120, reminderSeconds: 180 },
  delivery: { pauseAlarmMin: 10, pauseQuestionMin: 30 },
  recovery: { scale: 'Aldrete', targetScore: 9, stableSets: 2, minimumStayMin: 30 },
  ledger: { toleranceMg: 0.5, openForAtMostHours: 24, tracing: 'flagged' },
};

const unlimited = { hardMin: null, softMin: null, softMax: null, hardMax: null };

/** Version 2 names the clinic's rules, and limits on boluses and on the time between two steps, of which version 1 had none. */
export function openedBeforePolicy(body: unknown): unknown {
  const before = body as { readonly limits: Record<string, unknown>; readonly order: unknown };
  return {
    ...before,
    order: orderOfToday(before.order),
    policy: rulesOfThen,
    limits: {
      ...before.limits,
      stepIntervalMin: unlimited,
      bolusMgPerKg: unlimited,
      bolusSeconds: unlimited,
      bolusLockoutMin: unlimited,
    },
  };
}
