import { connectPlain } from '../../../electron/store/connection';
import { packPart } from '../../../electron/store/elsewhere/packed-part';
import { attachmentsFrom } from '../../../electron/sync/attachments';
import { cutFrom } from '../../../electron/sync/cut-item';
import { type Engine, startEngine } from '../../../electron/sync/engine';
import type { SendParts, SendRules } from '../../../electron/sync/send-parts';
import { type SyncDb, syncDbOn } from '../../../electron/sync/sync-db';
import type { SyncItem } from '../../../shared/sync/item';
import { localReference } from '../../../shared/sync/item';
import type { FhirAnswer, FhirRequest, Transport } from '../../../shared/sync/transport';
import { epochMs, type Instant, monoMs } from '../../../shared/time/clock';
import type { FhirServer } from '../../fhir-server/server';
import type { Chance } from './chance';
import { joined } from './joined';
import { BEGIN, type Story } from './story';

/** Time that moves when it is told to; the wall can be put right or wrong, monotonic time goes on. */
export type World = { mono: number; wallOffset: number };

export const nowOf = (world: World): Instant => ({
  at: epochMs(BEGIN + world.mono + world.wallOffset),
  mono: monoMs(world.mono),
});

/** Carries requests into a server without a socket; each takes 50 ms. */
export function handed(server: FhirServer, world: World): Transport {
  return async ({ method, path, headers, body }: FhirRequest): Promise<FhirAnswer> => {
    world.mono += 50;
    const below = path.replace(/^\/+/, '');
    try {
      const answer = await server.handle({
        method,
        path: below === '' ? '/fhir' : `/fhir/${below}`,
        headers: { 'content-type': 'application/fhir+json', ...headers },
        body: body ?? '',
      });
      if (answer.tornAfterBytes !== undefined)
        return { kind: 'none', sent: true, detail: 'the answer was cut off' };
      const small = Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]);
      return { kind: 'answer', status: answer.status, headers: Object.fromEntries(small), body: answer.body };
    } catch {
      return { kind: 'none', sent: true, detail: 'the connection was lost' };
    }
  };
}

/** The console was killed: nothing of it runs on. */
export class Killed extends Error {}

/** Before or after which commit or request of its life the process is killed; null: it is not. */
export type Kill = { countdown: number; dead: boolean };

function point(kill: Kill): void {
  if (kill.dead) throw new Killed();
  kill.countdown -= 1;
  if (kill.countdown !== 0) return;
  kill.dead = true;
  throw new Killed();
}

/** The same, but it may be killed before and after each call: each is one transaction, whole or not at all. */
export function mortal<T extends object>(of: T, kill: Kill): T {
  return Object.fromEntries(
    Object.entries(of).map(([name, run]) => [
      name,
      (...args: unknown[]) => {
        point(kill);
        const result = (run as (...given: unknown[]) => unknown)(...args);
        point(kill);
        return result;
      },
    ]),
  ) as T;
}

export type Station = {
  readonly db: SyncDb;
  readonly engine: () => Engine;
  /** One step; the process is started again when it was killed in it. When it wants to go on. */
  step(): Promise<number | null>;
  readonly kills: () => number;
};

export type StationSetting = {
  readonly story: Story;
  readonly world: World;
  readonly transport: Transport;
  readonly chance: Chance;
  readonly profile?: 'portable' | 'hapi';
  readonly rules?: Partial<SendRules>;
  /** After so many commits and requests it is killed, again and again; null: never. */
  readonly killAfter?: (kills: number) => number | null;
  /** Wraps the parts, to break them on purpose. */
  readonly broken?: (parts: SendParts) => SendParts;
};

/** A console as far as sync knows it: a record that grows, `sync.db` in memory, and a process that may be killed. */
export function station(setting: StationSetting): Station {
  const { story, world, chance, killAfter = () => null, broken = (parts) => parts } = setting;
  const db = syncDbOn(connectPlain(':memory:'));
  const attached = attachmentsFrom({
    part: (...wanted) => packPart(story.part(...wanted)),
    report: () => Promise.reject(new Error('no report is made here')),
  });
  let kill: Kill = { countdown: -1, dead: false };
  let kills = 0;

  function start(): Engine {
    kill = { countdown: killAfter(kills) ?? -1, dead: false };
    const own = kill;
    const parts: SendParts = {
      db: mortal(db, own),
      transport: async (request) => {
        point(own);
        const answer = await setting.transport(request);
        point(own);
        return answer;
      },
      setting: { profile: setting.profile ?? 'portable', mayCreatePatients: true },
      fill: async (item) => (item.attachment?.kind === 'record' ? attached(item) : item.resource),
      cutOf: cutFrom(story.part),
      now: () => nowOf(world),
      chance: chance.next,
      ...(setting.rules === undefined ? {} : { rules: setting.rules }),
    };
    return startEngine({ ...broken(parts), record: story.record, expansion: story.expansion });
  }

  function revived(): Engine {
    for (;;) {
      try {
        return start();
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
        kills += 1;
      }
    }
  }

  let engine = revived();
  return {
    db,
    engine: () => engine,
    kills: () => kills,
    async step() {
      try {
        const next = await engine.step();
        if (!kill.dead) return next;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
      kills += 1;
      world.mono += 3_000;
      engine = revived();
      return world.mono;
    },
  };
}

type Loose = { readonly [element: string]: unknown };

/** Which version is meant is the server's to number. */
function ofNoVersion(reference: string, localOf: ReadonlyMap<string, string>): string {
  const plain = reference.replace(/\/_history\/.*$|#version$/, '');
  return localOf.get(plain) ?? plain;
}

/** A resource without what the server adds, its references put as the local ones that they came from. */
function bare(resource: Loose, localOf: ReadonlyMap<string, string>): unknown {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        name,
        name === 'reference' && typeof inner === 'string' ? ofNoVersion(inner, localOf) : visit(inner),
      ]),
    );
  };
  const { id: _, meta, ...rest } = resource;
  const { versionId: _version, lastUpdated: _at, author: _by, ...ours } = (meta ?? {}) as Loose;
  return visit({ ...rest, ...(Object.keys(ours).length === 0 ? {} : { meta: ours }) });
}

/** What is wrong on the server: missing, there more than once, not as it is here, or nobody's. */
export function wrongOn(server: FhirServer, expected: ReadonlyMap<string, SyncItem>): string[] {
  const held = server.records.everything() as unknown as (Loose & { resourceType: string; id: string })[];
  const all = joined(held, new Set(expected.keys()));
  const byName = new Map<string, typeof all>();
  const name = (text: string, one: (typeof all)[number]) =>
    byName.set(text, [...(byName.get(text) ?? []), one]);
  for (const one of all) {
    const { tag = [] } = (one.meta ?? {}) as { tag?: { system: string; code: string }[] };
    for (const { system, code } of tag) name(`tag ${system}|${code}`, one);
    const listed = [one.identifier ?? []].flat() as { system: string; value: string }[];
    for (const { system, value } of listed) name(`identifier ${system}|${value}`, one);
  }
  const named = ({ identity: { by, system, value } }: SyncItem) =>
    byName.get(`${by} ${system}|${value}`) ?? [];
  const found = [...expected].map(([name, item]) => ({ name, item, there: named(item) }));
  const localOf = new Map(
    found.flatMap(({ item, there }) =>
      there.map(
        ({ resourceType, id }) => [`${resourceType}/${id}`, localReference(item.kind, item.key)] as const,
      ),
    ),
  );
  const wrong = found.flatMap(({ name, item, there: [first, ...more] }) => {
    if (first === undefined) return [`${name} is missing`];
    if (more.length > 0) return [`${name} is there ${more.length + 1} times`];
    const [is, should] = [
      JSON.stringify(sorted(bare(first, localOf))),
      JSON.stringify(sorted(bare(item.resource, localOf))),
    ];
    return is === should ? [] : [`${name} is ${is}, not ${should}`];
  });
  const strays = all.length - found.reduce((sum, { there }) => sum + there.length, 0);
  return strays === 0 ? wrong : [...wrong, `${strays} resources are nobody's`];
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
