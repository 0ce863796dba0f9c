import { createHash } from 'node:crypto';
import type { OutboxRow } from '../../../electron/store/outbox';
import type { Expansion, SourceRecord } from '../../../electron/sync/expander';
import type { LoggedEvent } from '../../../shared/session/events';
import type {
  FhirResource,
  ItemAttachment,
  ItemKind,
  Lane,
  SyncItem,
  WriteForm,
} from '../../../shared/sync/item';
import { localReference } from '../../../shared/sync/item';
import type { RecordPart } from '../../../shared/sync/record-part';
import { epochMs, monoMs } from '../../../shared/time/clock';
import { nurse } from '../store/samples';
import type { Chance } from './chance';

const SYSTEM = 'https://clinic.example/id';
export const BEGIN = Date.UTC(2030, 0, 7, 9, 0);

/** What a session comes to on the server, small and with every kind of writing in it. */
export type Story = {
  readonly record: SourceRecord;
  readonly expansion: Expansion;
  /** Entries of the record with their seals. */
  part(sessionId: string, fromSeq: number, toSeq: number): RecordPart;
  /** The last revision of everything that is written so far. */
  expected(): Map<string, SyncItem>;
  /** Writes the next entry; false: there is none left. */
  goOn(): boolean;
};

export type Draft = {
  readonly kind: ItemKind;
  readonly key: string;
  readonly lane: Lane;
  readonly write: WriteForm;
  readonly resource: FhirResource;
  readonly attachment?: ItemAttachment;
};

const byTag = new Set(['AuditEvent', 'Provenance', 'AdverseEvent']);

function itemOf({ resource, ...draft }: Draft, revision: number, sessionId: string): SyncItem {
  const { kind, key, lane } = draft;
  const isTag = byTag.has(resource.resourceType);
  const identity = isTag
    ? ({ by: 'tag', system: `${SYSTEM}/idempotency`, value: `${kind}/${key}` } as const)
    : ({ by: 'identifier', system: `${SYSTEM}/${kind}`, value: key } as const);
  const { system, value } = identity;
  const named = isTag ? { meta: { tag: [{ system, code: value }] } } : { identifier: [{ system, value }] };
  return {
    ...draft,
    revision,
    identity,
    sessionId: lane === 0 ? null : sessionId,
    resource: { ...resource, ...named },
  };
}

/** 600 values, no two blocks alike. */
const secondsOf = (chance: Chance): string =>
  Array.from({ length: 600 }, () => (chance.yes(0.1) ? 'E' : String(chance.whole(50, 99)))).join(' ');

/** A record's entries as they travel: 200 bytes each that gzip can not make much of. */
export function partOf(sessionId: string, fromSeq: number, toSeq: number): RecordPart {
  const hash = (seq: number) => createHash('sha256').update(`${sessionId} ${seq}`).digest('hex');
  const seqs = Array.from({ length: toSeq - fromSeq + 1 }, (_, at) => fromSeq + at);
  return {
    form: 'infusion-console record part 1',
    ...{ stationId: 'here', room: '', sessionId, fromSeq, toSeq },
    before: { lastSeq: fromSeq - 1, hash: hash(fromSeq - 1) },
    entries: seqs.map((seq) => [seq, sessionId, 'r', BEGIN, 0, 'note.recorded', 1, hash(seq).repeat(3)]),
    seals: seqs.map((seq) => ({ lastSeq: seq, hash: hash(seq) })),
  };
}

const refer = (kind: ItemKind, key: string) => ({ reference: localReference(kind, key) });

/** Entry by entry, what each completes. `prefix` keeps stations apart. */
function script(chance: Chance, prefix: string, sessions: number): { sessionId: string; drafts: Draft[] }[] {
  const entries: { sessionId: string; drafts: Draft[] }[] = [];
  for (let no = 1; no <= sessions; no += 1) {
    const sessionId = `${prefix}s${no}`;
    const subject = refer('patient', `${prefix}p${no % 2}`);
    const encounter = refer('session', sessionId);
    const device = refer('device', `${prefix}pump`);
    const add = (...drafts: Draft[]): void => void entries.push({ sessionId, drafts });
    const encounterAs = (status: string): Draft => ({
      ...{ kind: 'session', key: sessionId, lane: 1, write: 'update' },
      resource: { resourceType: 'Encounter', status, class: { code: 'AMB' }, subject },
    });
    const infusionAs = (status: string, mg: number): Draft => ({
      ...{ kind: 'infusion', key: sessionId, lane: 1, write: 'update' },
      resource: {
        resourceType: 'MedicationAdministration',
        status,
        subject,
        context: encounter,
        dosage: { dose: { value: mg, unit: 'mg' } },
      },
    });
    add(
      {
        kind: 'organization',
        key: 'clinic',
        lane: 0,
        write: 'create',
        resource: { resourceType: 'Organization', name: 'Clinic' },
      },
      {
        kind: 'user',
        key: `${prefix}nurse`,
        lane: 0,
        write: 'create',
        resource: { resourceType: 'Practitioner', name: [{ text: 'N' }] },
      },
      {
        kind: 'patient',
        key: `${prefix}p${no % 2}`,
        lane: 0,
        write: 'look-up',
        resource: { resourceType: 'Patient', name: [{ text: 'TEST' }], birthDate: '1980-03-05' },
      },
      {
        kind: 'device',
        key: `${prefix}pump`,
        lane: 0,
        write: 'update',
        resource: { resourceType: 'Device', status: 'active', note: [{ text: `session ${no}` }] },
      },
      encounterAs('arrived'),
    );
    add({
      ...{ kind: 'procedure', key: sessionId, lane: 1, write: 'update' },
      resource: { resourceType: 'Procedure', status: 'in-progress', subject, encounter },
    });
    add(encounterAs('in-progress'), infusionAs('in-progress', 0));
    const doses = chance.whole(2, 4);
    for (let dose = 1; dose <= doses; dose += 1) {
      add(
        {
          ...{ kind: 'dose-segment', key: `${sessionId}-${dose}`, lane: 2, write: 'create' },
          resource: {
            resourceType: 'MedicationAdministration',
            status: 'completed',
            subject,
            context: encounter,
            partOf: [refer('infusion', sessionId)],
            device: [device],
            dosage: { dose: { value: dose, unit: 'mg' } },
          },
        },
        infusionAs('in-progress', dose),
      );
      add({
        ...{ kind: 'obs', key: `${sessionId}-hr${dose}`, lane: 3, write: 'create' },
        resource: {
          resourceType: 'Observation',
          status: 'final',
          code: { text: 'heart rate' },
          subject,
          encounter,
          device,
          valueQuantity: { value: 60 + dose },
        },
      });
      add({
        ...{ kind: 'audit', key: `${sessionId}-a${dose}`, lane: 5, write: 'create' },
        resource: {
          resourceType: 'AuditEvent',
          type: { code: 'rest' },
          recorded: new Date(BEGIN).toISOString(),
          agent: [{ requestor: true, who: refer('user', `${prefix}nurse`) }],
          source: { observer: device },
        },
      });
    }
    const alarm = (text: string): Draft => ({
      ...{ kind: 'alarm', key: `${sessionId}-al`, lane: 2, write: 'update' },
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'alarm' },
        subject,
        encounter,
        valueString: text,
      },
    });
    add(alarm('raised'));
    add(alarm('acknowledged'));
    add({
      ...{ kind: 'adverse-event', key: `${sessionId}-ae`, lane: 2, write: 'create' },
      resource: { resourceType: 'AdverseEvent', actuality: 'actual', subject, encounter },
    });
    add({
      ...{ kind: 'trend-block', key: `${sessionId}/0000`, lane: 4, write: 'create' },
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'trend' },
        subject,
        encounter,
        effectivePeriod: {
          start: new Date(BEGIN).toISOString(),
          end: new Date(BEGIN + 600_000).toISOString(),
        },
        component: ['HR', 'SpO2'].map((text) => ({
          code: { text },
          valueSampledData: { origin: { value: 0 }, period: 1_000, dimensions: 1, data: secondsOf(chance) },
        })),
      },
    });
    if (chance.yes(0.5)) add(alarm('ended'));
    add(infusionAs('completed', doses));
    const fromSeq = entries.findIndex((one) => one.sessionId === sessionId) + 1;
    const toSeq = entries.length;
    add({
      ...{ kind: 'record-part', key: `${sessionId}/${fromSeq}`, lane: 4, write: 'create' },
      attachment: { kind: 'record', fromSeq, toSeq },
      resource: {
        resourceType: 'DocumentReference',
        status: 'current',
        subject,
        extension: [
          {
            url: `${SYSTEM}/extension/record-part`,
            extension: [
              { url: 'from', valueDecimal: fromSeq },
              { url: 'to', valueDecimal: toSeq },
              { url: 'entries', valueInteger: toSeq - fromSeq + 1 },
            ],
          },
        ],
        content: [
          {
            attachment: {
              contentType: 'application/gzip',
              title: `Record of the console, entries ${fromSeq} to ${toSeq}`,
            },
          },
        ],
      },
    });
    add(encounterAs('finished'), {
      ...{ kind: 'provenance', key: sessionId, lane: 5, write: 'create' },
      resource: {
        resourceType: 'Provenance',
        target: [refer('infusion', sessionId)],
        recorded: new Date(BEGIN).toISOString(),
        agent: [{ who: refer('user', `${prefix}nurse`) }],
      },
    });
  }
  return entries;
}

/** A record of its own, in memory, that grows entry by entry. */
export const storyOf = (chance: Chance, { prefix = '', sessions = 1 } = {}): Story =>
  scripted(script(chance, prefix, sessions));

/** The same, of entries that are given. */
export function scripted(entries: readonly { sessionId: string; drafts: readonly Draft[] }[]): Story {
  const items = entries.map(({ sessionId, drafts }, at) =>
    drafts.map((draft) => itemOf(draft, at + 1, sessionId)),
  );
  const events = entries.map(
    ({ sessionId }, at): LoggedEvent => ({
      ...{ type: 'note.recorded', body: { by: nurse, text: 'x' }, version: 1, runId: 'r' },
      ...{ seq: at + 1, sessionId, at: epochMs(BEGIN + at * 1_000), mono: monoMs(at * 1_000) },
    }),
  );
  let written = 0;
  const row = (at: number): OutboxRow | null => {
    const event = events[at - 1];
    return event === undefined || at > written
      ? null
      : { outboxNo: at, cause: 'session', sessionId: event.sessionId, uptoSeq: event.seq, at: event.at };
  };
  return {
    record: {
      outboxAfter: (after, limit) =>
        Array.from({ length: Math.max(0, Math.min(limit, written - after)) }, (_, at) =>
          row(after + at + 1),
        ).filter((one) => one !== null),
      outboxRow: row,
      events: (sessionId, { afterSeq = 0 } = {}) =>
        events.slice(0, written).filter((one) => one.sessionId === sessionId && one.seq > afterSeq),
      personVersion: () => null,
      lines: () => [],
      patientVersion: () => null,
      orderVersion: () => null,
    },
    part: partOf,
    expansion: {
      session: () => ({ take: (event) => items[event.seq - 1] ?? [] }),
      workstation: () => [],
      person: () => [],
      patient: () => [],
      order: () => [],
    },
    expected: () =>
      new Map(
        items
          .slice(0, written)
          .flatMap((made) => made.map((item) => [`${item.kind}/${item.key}`, item] as const)),
      ),
    goOn() {
      if (written >= entries.length) return false;
      written += 1;
      return true;
    },
  };
}
