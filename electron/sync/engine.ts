import type { SyncControl } from '../../shared/sync/control';
import { kindWords } from '../../shared/sync/item-words';
import type { SyncStatus } from '../../shared/sync/status';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import { type Expansion, type SourceRecord, startExpander } from './expander';
import type { SendParts } from './send-parts';
import { startSender } from './sender';

export type EngineParts = SendParts & { readonly record: SourceRecord; readonly expansion: Expansion };

const READ_AGAIN_MS = 1_000;

/** Everything that brings the record to the server. Nothing of it runs by itself: `step` does one small thing. */
export function startEngine(parts: EngineParts) {
  const { record, db, expansion, now } = parts;
  const sender = startSender(parts);
  const expander = startExpander({ record, db, expansion, now: () => now().at });
  let pulledAt: EpochMs | null = null;
  let readFault: string | null = null;

  function expand(): boolean {
    try {
      const more = expander.step();
      readFault = null;
      return more;
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      if (readFault !== words) db.tell(now().at, `The record can not be read for sending: ${words}`);
      readFault = words;
      return false;
    }
  }

  function status(): SyncStatus {
    const lanes = db.laneStandings();
    const oldest = lanes.flatMap(({ oldestAt }) => (oldestAt === null ? [] : [oldestAt]));
    return {
      kind: 'on',
      link: sender.wire.link(),
      waiting: lanes.reduce((sum, { waiting }) => sum + waiting, 0),
      oldestAt: oldest.length === 0 ? null : epochMs(Math.min(...oldest)),
      lastSentAt: sender.lastSentAt(),
      lastPulledAt: pulledAt,
      lanes,
      parked: db.parked(),
      history: db.history(),
      skewMs: sender.wire.skewMs(),
    };
  }

  function control(asked: SyncControl): void {
    const { at } = now();
    if (asked.kind === 'look-now') sender.hurry();
    else if (asked.kind === 'retry') {
      if (!db.retry(asked.of, asked.key)) return;
      db.tell(at, `Sent again: ${kindWords(asked.of)}.`);
      sender.hurry();
    } else if (db.dismiss(asked.of, asked.key, asked.reason))
      db.tell(at, `Not sent, by decision of a person: ${kindWords(asked.of)}. ${asked.reason}`);
  }

  return {
    /** When it wants to be called again, in monotonic ms; null: when there is something new. */
    async step(): Promise<number | null> {
      if (expand()) return now().mono;
      const next = await sender.step();
      if (readFault === null) return next;
      const soon = now().mono + READ_AGAIN_MS;
      return next === null ? soon : Math.min(next, soon);
    },
    status,
    control,
    pulled: (at: EpochMs) => {
      pulledAt = at;
    },
    wire: sender.wire,
  };
}

export type Engine = ReturnType<typeof startEngine>;
