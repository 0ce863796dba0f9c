import { WORKSTATION } from '../../shared/session/events';
import type { FhirResource } from '../../shared/sync/item';
import type { WaitingItem } from './sync-rows';

/** Makes the bytes of an attachment, as of the entry that it names. The same entries are always the same bytes. */
export type AttachmentBytes = {
  /** Entries of one session with their seals, packed. */
  readonly part: (sessionId: string, fromSeq: number, toSeq: number) => Uint8Array;
  /** The session's report, PDF, made from the entries up to that one. */
  readonly report: (sessionId: string, asOfSeq: number) => Promise<Uint8Array>;
};

type Attached = { readonly attachment?: Readonly<Record<string, unknown>> };

/** Puts the bytes into the first attachment of a document, in base64. */
function withBytes(resource: FhirResource, bytes: Uint8Array): FhirResource {
  const [first, ...rest] = (resource.content ?? []) as readonly Attached[];
  const data = Buffer.from(bytes).toString('base64');
  const attachment = { ...first?.attachment, data, size: bytes.length };
  return { ...resource, content: [{ ...first, attachment }, ...rest] };
}

/** What is sent of an item with an attachment. */
export function attachmentsFrom(bytes: AttachmentBytes): (item: WaitingItem) => Promise<FhirResource> {
  return async ({ resource, attachment, sessionId }) => {
    if (attachment === null) return resource;
    if (attachment.kind === 'record')
      return withBytes(resource, bytes.part(sessionId ?? WORKSTATION, attachment.fromSeq, attachment.toSeq));
    if (sessionId === null) throw new Error('a report is of a session');
    return withBytes(resource, await bytes.report(sessionId, attachment.asOfSeq));
  };
}
