import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openStore } from '../../electron/store/database';
import type { EventType, LoggedEvent } from '../../shared/session/events';
import { replay } from '../../shared/session/evolve';

type Count = Record<string, number>;

const count = (into: Count, key: string): void => {
  into[key] = (into[key] ?? 0) + 1;
};

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** What a demonstration came to: two accounts of the dose, times, alarms, commands, frames; and what is wrong with it. */
export type Summary = {
  readonly speed: number;
  readonly sessionId: string;
  readonly delivered: {
    readonly pumpAccount: { mL: number; mg: number };
    readonly consoleAccount: { mLLow: number; mLHigh: number; mg: number };
    readonly consoleIntegral: { mL: number; mg: number };
  };
  readonly minutes: { infusing: number; paused: number; started_to_end: number };
  readonly events: number;
  readonly eventsByType: Count;
  readonly alarms: { words: string; priority: string; at: string }[];
  readonly commands: Count;
  readonly frames: Record<string, { accepted: number; bytesDiscarded: number; rejected: Readonly<Count> }>;
  readonly problems: string[];
};

/** Reads the record of the demonstration, writes its log as JSON Lines, and judges it. */
export function summarise(from: {
  readonly folder: string;
  readonly out: string;
  readonly speed: number;
  readonly pumpStatus: Readonly<Record<string, unknown>>;
}): Summary {
  const opened = openStore({ folder: from.folder, readOnly: true });
  if (opened.kind === 'refused') throw new Error(opened.words);
  const { store } = opened;
  const [latest] = store.sessions('', 1);
  if (latest === undefined) throw new Error('The record holds no session.');
  const events = [...store.events(latest.sessionId)];
  writeFileSync(
    path.join(from.out, 'events.jsonl'),
    events.map((event) => `${JSON.stringify(event)}\n`).join(''),
  );
  store.close();
  return summaryOf(events, latest.sessionId, from.speed, from.pumpStatus);
}

function summaryOf(
  events: readonly LoggedEvent[],
  sessionId: string,
  speed: number,
  pumpStatus: Readonly<Record<string, unknown>>,
): Summary {
  const { session } = replay(events);
  if (session === null) throw new Error('The log opens no session.');
  const concentration = session.order.concentrationMgPerMl;
  const status = (pumpStatus.status ?? {}) as { totalDeliveredMl?: number };
  const pumpMl = status.totalDeliveredMl ?? Number.NaN;
  const { lowMl, highMl, integratedMl } = session.delivered;
  const byType: Count = {};
  const commands: Count = {};
  const frames: Summary['frames'] = {};
  const alarms: Summary['alarms'] = [];
  const ending: Partial<Record<EventType, string>> = {
    'command.requested': 'requested',
    'command.confirmed': 'confirmed',
    'command.rejected': 'rejected',
    'command.uncertain': 'uncertain',
    'command.resolved': 'resolved',
  };
  for (const event of events) {
    count(byType, event.type);
    const name = ending[event.type];
    if (name !== undefined) count(commands, name);
    if (event.type === 'alarm.raised') {
      const { words, priority, since } = event.body.alarm;
      alarms.push({ words, priority, at: new Date(since).toISOString() });
    }
    if (event.type === 'wire.counted') {
      const { device, framesAccepted, bytesDiscarded, rejected } = event.body;
      frames[device] = { accepted: framesAccepted, bytesDiscarded, rejected };
    }
  }
  const closed = events[events.length - 1];
  const summary = {
    speed,
    sessionId,
    delivered: {
      pumpAccount: { mL: rounded(pumpMl, 3), mg: rounded(pumpMl * concentration, 2) },
      consoleAccount: {
        mLLow: rounded(lowMl, 3),
        mLHigh: rounded(highMl, 3),
        mg: rounded(lowMl * concentration, 2),
      },
      consoleIntegral: { mL: rounded(integratedMl, 3), mg: rounded(integratedMl * concentration, 2) },
    },
    minutes: {
      infusing: rounded(session.infusedMs / 60_000, 2),
      paused: rounded(session.pausedMs / 60_000, 2),
      started_to_end: rounded(((closed?.mono ?? 0) - (session.startedMono ?? 0)) / 60_000, 2),
    },
    events: events.length,
    eventsByType: byType,
    alarms,
    commands,
    frames,
  };
  return { ...summary, problems: problemsOf(summary, session.phase) };
}

/** What must hold of every demonstration; each line here once was, or would be, a fault. */
function problemsOf(summary: Omit<Summary, 'problems'>, phase: string): string[] {
  const { delivered, commands, eventsByType, alarms, frames } = summary;
  const problems: string[] = [];
  const expectThat = (holds: boolean, words: string) => {
    if (!holds) problems.push(words);
  };
  const near = (a: number, b: number, by: number) => Math.abs(a - b) <= by;
  expectThat(phase === 'closed', `The session ends as ${phase}, not closed.`);
  expectThat(
    near(delivered.pumpAccount.mL, delivered.consoleAccount.mLLow, 0.01),
    `The pump gave ${delivered.pumpAccount.mL} mL, the console counted ${delivered.consoleAccount.mLLow} mL.`,
  );
  expectThat(delivered.pumpAccount.mg > 50, `Only ${delivered.pumpAccount.mg} mg were given.`);
  expectThat((commands.requested ?? 0) >= 7, `Only ${commands.requested ?? 0} commands were asked for.`);
  expectThat(
    (eventsByType['pump.reading'] ?? 0) > 10_000,
    'The pump was read less often than once a second.',
  );
  expectThat(
    (eventsByType['monitor.reading'] ?? 0) > 10_000,
    'The monitor was read less often than once a second.',
  );
  expectThat(
    alarms.some(({ words }) => words.startsWith('SpO₂ LOW')),
    'The SpO2 dip raised no alarm.',
  );
  expectThat(
    alarms.some(({ words }) => words.startsWith('PUMP LINK LOST')),
    'The pulled cable raised no alarm.',
  );
  expectThat(
    (frames.pump?.accepted ?? 0) > 0 && (frames.monitor?.accepted ?? 0) > 0,
    'The wires were not counted.',
  );
  return problems;
}
