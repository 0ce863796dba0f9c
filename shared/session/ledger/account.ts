import type { LedgerLine, SyringeUse } from '../../ledger/fold';
import { ml } from '../../units/units';
import type { LoggedEvent } from '../events';

/** The lines and the uses in the log. What a session's close says beyond its last use belongs to its last syringe. */
export function ledgerOf(events: Iterable<LoggedEvent>): { lines: LedgerLine[]; uses: SyringeUse[] } {
  const lines: LedgerLine[] = [];
  const uses = new Map<string, SyringeUse>();
  const last = new Map<string, string>();
  for (const event of events) {
    if (event.type === 'ledger.entered') {
      lines.push({ seq: event.seq, at: event.at, entry: event.body.entry });
    } else if (event.type === 'syringe.used') {
      const key = `${event.sessionId}/${event.body.number}`;
      uses.set(key, { ...event.body, seq: event.seq, at: event.at, sessionId: event.sessionId });
      last.set(event.sessionId, key);
    } else if (event.type === 'session.closed') {
      const key = last.get(event.sessionId);
      const use = key === undefined ? undefined : uses.get(key);
      if (key === undefined || use === undefined) continue;
      const others = [...uses.values()].filter((one) => one.sessionId === event.sessionId && one !== use);
      const rest = (end: 'low' | 'high') =>
        event.body.volumeMl[end] - others.reduce((sum, one) => sum + one.givenMl[end], 0);
      const low = ml(Math.min(use.givenMl.low, Math.max(0, rest('low'))));
      uses.set(key, { ...use, givenMl: { low, high: ml(Math.max(use.givenMl.high, rest('high'))) } });
    }
  }
  return { lines, uses: [...uses.values()] };
}
