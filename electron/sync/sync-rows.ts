import type { Cut } from '../../shared/sync/divide';
import type {
  FhirResource,
  ItemAttachment,
  ItemIdentity,
  ItemKind,
  Lane,
  WriteForm,
} from '../../shared/sync/item';
import type { RemotePlace } from '../../shared/sync/verdict';
import { type EpochMs, epochMs } from '../../shared/time/clock';

/** From which part of the record an item was made, so that it can be made again. */
export type Origin =
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'row'; readonly outboxNo: number };

/** An item that waits to be sent, or to be looked up. */
export type WaitingItem = {
  readonly itemNo: number;
  readonly kind: ItemKind;
  readonly key: string;
  readonly revision: number;
  readonly lane: Lane;
  readonly sessionId: string | null;
  readonly write: WriteForm;
  readonly type: string;
  readonly identity: ItemIdentity;
  readonly resource: FhirResource;
  readonly attachment: ItemAttachment | null;
  /** Of the resource, bytes. */
  readonly size: number;
  readonly tries: number;
};

/** What became of one item; all of an answer's are written in one transaction. */
export type Settled = { readonly itemNo: number } & (
  | { readonly kind: 'acked'; readonly place: RemotePlace; readonly hash: string }
  /** It may have arrived. */
  | { readonly kind: 'in-doubt'; readonly reason: string }
  /** It is not there as it should be: sent (again). `counts`: as a try. */
  | { readonly kind: 'pending'; readonly reason: string | null; readonly counts: boolean }
  /** It is there, in a version that is not this one. */
  | { readonly kind: 'placed'; readonly place: RemotePlace; readonly counts: boolean }
  /** Where it was, it is no more. */
  | { readonly kind: 'not-there'; readonly reason: string }
  /** Too large for the server: it goes on in two pieces. */
  | { readonly kind: 'divided'; readonly cut: Cut; readonly reason: string }
  | { readonly kind: 'parked'; readonly reason: string }
);

export type ItemRow = {
  readonly item_no: number;
  readonly kind: string;
  readonly key: string;
  readonly revision: number;
  readonly lane: number;
  readonly session_id: string | null;
  readonly write: string;
  readonly resource_type: string;
  readonly identity: string;
  readonly resource: string;
  readonly attachment: string | null;
  readonly size: number;
  readonly tries: number;
};

/** A row as it was written by this program. */
export const waitingItem = (row: ItemRow): WaitingItem => ({
  itemNo: row.item_no,
  kind: row.kind as ItemKind,
  key: row.key,
  revision: row.revision,
  lane: row.lane as Lane,
  sessionId: row.session_id,
  write: row.write as WriteForm,
  type: row.resource_type,
  identity: JSON.parse(row.identity) as ItemIdentity,
  resource: JSON.parse(row.resource) as FhirResource,
  attachment: row.attachment === null ? null : (JSON.parse(row.attachment) as ItemAttachment),
  size: row.size,
  tries: row.tries,
});

export const timeOf = (ms: number | null): EpochMs | null => (ms === null ? null : epochMs(ms));

export const originText = (origin: Origin): string =>
  origin.kind === 'session' ? `session ${origin.sessionId}` : `row ${origin.outboxNo}`;

export function originOf(text: string): Origin {
  const at = text.indexOf(' ');
  const rest = text.slice(at + 1);
  return text.startsWith('row ')
    ? { kind: 'row', outboxNo: Number(rest) }
    : { kind: 'session', sessionId: rest };
}
