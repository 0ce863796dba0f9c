import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Resource } from '@medplum/fhirtypes';
import { expect } from 'vitest';
import { openStore } from '../../../electron/store/database';
import type { FhirContext } from '../../../shared/fhir/context';
import { sessionFold } from '../../../shared/fhir/session-fold';
import type { LoggedEvent } from '../../../shared/session/events';
import { evolve, initialState } from '../../../shared/session/evolve';
import { localReferences, localTarget, type SyncItem } from '../../../shared/sync/item';
import { definitions } from '../../fhir-server/definitions';
import { faultsIn } from '../../fhir-server/validation';
import { seedRecord } from '../../seed/seed-record';

export const context: FhirContext = {
  systemBase: 'https://clinic.example/id',
  mrnSystem: 'https://clinic.example/mrn',
  stationId: 'station-1',
  mayCreatePatients: true,
  clinicName: 'Example Clinic',
  simulation: false,
};

/** The items of a log, from nothing. */
export function itemsOf(log: readonly LoggedEvent[], within: FhirContext = context): SyncItem[] {
  const fold = sessionFold(within);
  let state = initialState();
  return log.flatMap((event) => {
    state = evolve(state, event);
    return fold.take(event, state);
  });
}

export const nameOf = ({ kind, key }: Pick<SyncItem, 'kind' | 'key'>): string => `${kind}/${key}`;

/** What the server has in the end: of each item its highest revision. */
export function latest(items: readonly SyncItem[]): Map<string, SyncItem> {
  const found = new Map<string, SyncItem>();
  for (const item of items) {
    const before = found.get(nameOf(item));
    if (before === undefined || item.revision >= before.revision) found.set(nameOf(item), item);
  }
  return found;
}

/** The items of a kind in the end. */
export const ofKind = (items: readonly SyncItem[], kind: SyncItem['kind']): SyncItem[] =>
  [...latest(items).values()].filter((item) => item.kind === kind);

/** As the sender sends it: local references in the place of which stand the server's own. */
function sent(resource: unknown, typeOf: (name: string) => string): unknown {
  if (Array.isArray(resource)) return resource.map((one) => sent(one, typeOf));
  if (resource === null || typeof resource !== 'object') return resource;
  return Object.fromEntries(
    Object.entries(resource).map(([name, value]) => {
      const target = name === 'reference' && typeof value === 'string' ? localTarget(value) : null;
      if (target === null) return [name, sent(value, typeOf)];
      const address = `${typeOf(nameOf(target))}/1`;
      return [name, target.ofVersion ? `${address}/_history/1` : address];
    }),
  );
}

/** What is wrong with these items, each with its name: against R4, profiles, references, keys. Empty: nothing. */
export function wrongIn(items: readonly SyncItem[]): string[] {
  // Without them the validator knows no type.
  definitions();
  const wrong: string[] = [];
  const types = new Map(items.map((item) => [nameOf(item), item.resource.resourceType]));
  const seen = new Set<string>();
  const revisions = new Set<string>();
  const identities = new Map<string, string>();
  for (const item of items) {
    const name = nameOf(item);
    const { identity, revision } = item;
    if (revisions.has(`${name} ${revision}`)) wrong.push(`${name}: revision ${revision} twice`);
    revisions.add(`${name} ${revision}`);
    const by = `${identity.by} ${identity.system}|${identity.value}`;
    if ((identities.get(by) ?? name) !== name) wrong.push(`${name}: the identity of ${identities.get(by)}`);
    identities.set(by, name);
    seen.add(name);
    for (const reference of localReferences(item.resource)) {
      const target = localTarget(reference);
      if (target === null || !seen.has(nameOf(target))) wrong.push(`${name}: nothing is ${reference} yet`);
    }
    const whole = sent(item.resource, (of) => types.get(of) ?? 'Basic') as Resource;
    const faults = faultsIn(whole);
    if (faults !== undefined)
      wrong.push(...faults.issues.map((one) => `${name}: ${one.details?.text} ${one.expression?.join()}`));
  }
  return wrong;
}

export const expectRight = (items: readonly SyncItem[]): void => expect(wrongIn(items)).toEqual([]);

/** Logs of invented sessions, as the store gives them. */
export function seededLogs(sessions: number, detail: number, seed: number): LoggedEvent[][] {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-fhir-'));
  try {
    const opened = openStore({ folder });
    if (opened.kind === 'refused') throw new Error(opened.words);
    const { store } = opened;
    const { sessionIds } = seedRecord(store, { sessions, detail, seed, ownCourses: sessions });
    const logs = sessionIds.map((sessionId) => [...store.events(sessionId)]);
    store.close();
    return logs;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
