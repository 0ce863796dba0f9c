/** What is sent, by kind: the last part of the identifier's system (fhir-sync.md 2.2). */
export type ItemKind =
  | 'organization'
  | 'location'
  | 'user'
  | 'patient'
  | 'allergy'
  | 'order'
  | 'session'
  | 'procedure'
  | 'infusion'
  | 'dose-segment'
  | 'drug-given'
  | 'obs'
  | 'trend-block'
  | 'questionnaire-response'
  | 'adverse-event'
  | 'alarm'
  | 'device'
  | 'device-metric'
  | 'note'
  | 'document'
  | 'record-part'
  | 'audit'
  | 'provenance';

/**
 * Order of sending (fhir-sync.md 3.2): 0 master data, 1 parents, 2 doses, alarms, adverse events and notes, 3 charted
 * vitals and questionnaires, 4 trend blocks and parts of the record, 5 audit and provenance.
 */
export const lanes = [0, 1, 2, 3, 4, 5] as const;
export type Lane = (typeof lanes)[number];

/**
 * How it is written. `create`: a fact, once (conditional create). `update`: the latest revision counts (conditional
 * update, or PUT under the version that was last seen). `look-up`: found on the server by its identifier, made there
 * only where the clinic allows it. `status`: the server's own resource, of which only the status is changed, under
 * `If-Match`.
 */
export type WriteForm = 'create' | 'update' | 'look-up' | 'status';

/** JSON of a FHIR resource. References to other items are local until they are sent: `local:<kind>/<key>`. */
export type FhirResource = { readonly resourceType: string; readonly [element: string]: unknown };

/** By what the server recognises an item: its identifier, or a tag where R4 has no searchable identifier. */
export type ItemIdentity = {
  readonly by: 'identifier' | 'tag';
  readonly system: string;
  readonly value: string;
};

/** Bytes that are put into `DocumentReference.content[0].attachment` when the item is sent, not before. */
export type ItemAttachment =
  /** Entries of one session as they stand in the log, gzip of JSON lines. */
  | { readonly kind: 'record'; readonly fromSeq: number; readonly toSeq: number }
  /** The report as PDF, as of a signature. */
  | { readonly kind: 'report'; readonly asOfSeq: number };

/**
 * One resource that has to be on the server, as of one revision. The same log gives the same items, always: sent twice
 * it is still there once.
 */
export type SyncItem = {
  readonly kind: ItemKind;
  /** Unique within its kind, for ever. */
  readonly key: string;
  /** Number of the entry (or of the version) that caused it. A higher one of the same kind and key takes its place. */
  readonly revision: number;
  readonly lane: Lane;
  /** Null: not of a session. */
  readonly sessionId: string | null;
  readonly write: WriteForm;
  readonly identity: ItemIdentity;
  readonly resource: FhirResource;
  readonly attachment?: ItemAttachment;
};

/** A reference to another item, until its id on the server is known. */
export const localReference = (kind: ItemKind, key: string): string => `local:${kind}/${key}`;

/**
 * A reference to one version of another item: `local:<kind>/<key>#version`. The sender writes
 * `<Type>/<id>/_history/<version>`, with the version of it that the server had when the referring item was sent for the
 * first time, or the one that was pinned when the session began.
 */
export const localVersionReference = (kind: ItemKind, key: string): string =>
  `${localReference(kind, key)}#version`;

const LOCAL = /^local:([a-z-]+)\/([^#]+)(#version)?$/;

export type LocalTarget = {
  readonly kind: ItemKind;
  readonly key: string;
  /** One version is meant, not whichever is the latest. */
  readonly ofVersion: boolean;
};

/** The item that a reference names; null: it is no local reference. */
export function localTarget(reference: string): LocalTarget | null {
  const [, kind, key, version] = LOCAL.exec(reference) ?? [];
  return kind === undefined || key === undefined
    ? null
    : { kind: kind as ItemKind, key, ofVersion: version !== undefined };
}

/** Every local reference in a resource, each once, in the order in which they stand. */
export function localReferences(value: unknown): string[] {
  const found = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) for (const one of part) visit(one);
    else if (part !== null && typeof part === 'object')
      for (const [name, inner] of Object.entries(part)) {
        if (name === 'reference' && typeof inner === 'string' && localTarget(inner) !== null)
          found.add(inner);
        else visit(inner);
      }
  };
  visit(value);
  return [...found];
}
