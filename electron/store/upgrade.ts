import type { EventType } from '../../shared/session/events';
import { eventBodies, eventVersion } from '../../shared/session/events';
import { refusedBeforeFindings, requestedBeforeCodes } from './upgrades/limits-1';
import { observedBeforeVitals } from './upgrades/observation-recorded-1';
import { openedBeforePolicy } from './upgrades/session-opened-1';
import { loadedBeforeExpiry } from './upgrades/syringe-1';

/** Turns the body of one version into that of the next; `writtenAtMs` is the wall time of the entry. */
export type Upgrade = (body: unknown, writtenAtMs: number) => unknown;

/** What a row says of its body. */
export type Written = { readonly version: number; readonly at_ms: number };

/**
 * Steps for bodies of earlier versions: `upgrades['note.recorded'][1]` makes version 2 out of version 1. Rows are
 * never rewritten, so a step once released stays for ever.
 */
export type Upgrades = { readonly [T in EventType]?: Readonly<Record<number, Upgrade>> };

export const upgrades: Upgrades = {
  'session.opened': { 1: openedBeforePolicy },
  'observation.recorded': { 1: observedBeforeVitals },
  'syringe.loaded': { 1: loadedBeforeExpiry },
  'command.requested': { 1: requestedBeforeCodes },
  'intent.refused': { 1: refusedBeforeFindings },
};

/** Whether a word is the name of a kind of event that this program knows. */
export function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventBodies, type);
}

/** Brings a body of any earlier version to today's. Throws where the way is not known. */
export function upgradeBody(
  type: EventType,
  { version, at_ms: writtenAtMs }: Written,
  body: unknown,
  steps: Upgrades = upgrades,
  today: number = eventVersion[type],
): unknown {
  if (version > today) throw new Error(`version ${version}; this program reads up to ${today}`);
  let upgraded = body;
  for (let from = version; from < today; from += 1) {
    const step = steps[type]?.[from];
    if (step === undefined) throw new Error(`no way from version ${from} to ${from + 1}`);
    upgraded = step(upgraded, writtenAtMs);
  }
  return upgraded;
}
