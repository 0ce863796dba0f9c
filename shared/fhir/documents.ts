import type { DocumentReference } from '@medplum/fhirtypes';
import type { LoggedEvent } from '../session/events';
import { isReview } from '../session/review/events';
import { referClinic } from './clinic';
import { type CodeName, concept } from './codes';
import { entryKey, type FhirContext } from './context';
import { referStation } from './devices';
import { extensionOf, instant, refer } from './elements';
import type { Draft } from './item-of';
import { referPerson } from './practitioner';
import type { Part, Scope } from './scope';

/** So many entries of a session make a part of its record. */
export const ENTRIES_A_PART = 3_000;

type About = Pick<DocumentReference, 'docStatus' | 'author' | 'authenticator' | 'extension'> & {
  readonly code: CodeName;
  readonly contentType: string;
  readonly title: string;
  readonly at: number;
};

function documentOf(scope: Scope, { code, contentType, title, at, ...about }: About): DocumentReference {
  return {
    resourceType: 'DocumentReference',
    status: 'current',
    ...about,
    type: concept(scope.context, code),
    subject: scope.subject,
    date: instant(at),
    custodian: referClinic(),
    // The bytes are put in when it is sent.
    content: [{ attachment: { contentType, title, creation: instant(at) } }],
    context: { encounter: [scope.encounter] },
  };
}

function partDraft(
  scope: Scope,
  part: { fromSeq: number; toSeq: number; entries: number; at: number },
): Draft {
  const { fromSeq, toSeq, entries, at } = part;
  const { context, sessionId } = scope;
  const resource = documentOf(scope, {
    ...{ code: 'record-part', contentType: 'application/gzip', at },
    title: `Record of the console, entries ${fromSeq} to ${toSeq}`,
    author: [referStation(context)],
    extension: [
      extensionOf(context, 'record-part', [
        { url: 'session', valueString: sessionId },
        { url: 'console', valueString: context.stationId },
        { url: 'from', valueDecimal: fromSeq },
        { url: 'to', valueDecimal: toSeq },
        { url: 'entries', valueInteger: entries },
      ]),
    ],
  });
  return {
    ...{
      kind: 'record-part',
      key: `${sessionId}/${entryKey(context, fromSeq)}`,
      lane: 4,
      write: 'create',
      resource,
    },
    attachment: { kind: 'record', fromSeq, toSeq },
  };
}

/** The entry of a form, or of a suicide risk, of a patient in no session, so that other workstations have it as it stands in the log. */
export function formPartDraft(context: FhirContext, { seq, at }: LoggedEvent, patientId: string): Draft {
  const title = `Record of the console, entry ${seq}`;
  const resource: DocumentReference = {
    resourceType: 'DocumentReference',
    status: 'current',
    author: [referStation(context)],
    extension: [
      extensionOf(context, 'record-part', [
        { url: 'console', valueString: context.stationId },
        { url: 'from', valueDecimal: seq },
        { url: 'to', valueDecimal: seq },
        { url: 'entries', valueInteger: 1 },
      ]),
    ],
    type: concept(context, 'record-part'),
    subject: refer('patient', patientId),
    date: instant(at),
    custodian: referClinic(),
    content: [{ attachment: { contentType: 'application/gzip', title, creation: instant(at) } }],
  };
  return {
    ...{ kind: 'record-part', lane: 4, write: 'create', resource },
    key: `${context.stationId}/${entryKey(context, seq)}`,
    attachment: { kind: 'record', fromSeq: seq, toSeq: seq },
  };
}

type Reason = {
  readonly docStatus: 'preliminary' | 'final' | 'amended';
  readonly signed: (LoggedEvent & { type: 'review.signed' | 'discharge.signed' }) | null;
};

function reportDraft(scope: Scope, event: LoggedEvent, { docStatus, signed }: Reason): Draft {
  const { context, sessionId } = scope;
  const resource = documentOf(scope, {
    ...{
      code: 'report',
      contentType: 'application/pdf',
      title: 'Report of the session',
      at: event.at,
      docStatus,
    },
    author: [referStation(context)],
    ...(signed === null ? {} : { authenticator: referPerson(context, signed.body.by) }),
  });
  return {
    ...{ kind: 'document', key: `${sessionId}/report`, lane: 2, write: 'update', resource },
    attachment: { kind: 'report', asOfSeq: event.seq },
  };
}

/** After these a report that was signed says something else than the record. */
const changing: ReadonlySet<LoggedEvent['type']> = new Set([
  'review.amended',
  'review.annotated',
  'review.withdrawn',
  'review.commented',
]);

/**
 * The report, as it is at the end of the session, at each signature after it and after what was said since; and the
 * record itself in parts, from which another workstation has the session byte for byte.
 */
export function documentsPart(scope: Scope): Part {
  let from: number | null = null;
  let entries = 0;
  let isClosed = false;
  let signed: Reason['signed'] = null;
  let hasReview = false;

  function part(event: LoggedEvent): Draft[] {
    from ??= event.seq;
    entries += 1;
    // After its end a session's entries stand alone, days apart.
    // Readings are sealed in runs: a part that ended with one would wait for the rest of its run.
    const hasSeal = event.type !== 'pump.reading' && event.type !== 'monitor.reading';
    const isFull = (entries >= ENTRIES_A_PART && hasSeal) || event.type === 'session.closed' || isClosed;
    if (!isFull) return [];
    const draft = partDraft(scope, { fromSeq: from, toSeq: event.seq, entries, at: event.at });
    from = event.type === 'session.closed' || isClosed ? null : event.seq + 1;
    entries = 0;
    return [draft];
  }

  function report(event: LoggedEvent): Draft[] {
    if (event.type === 'discharge.signed') signed = event;
    if (event.type === 'session.closed')
      return [reportDraft(scope, event, { docStatus: 'preliminary', signed })];
    if (event.type === 'review.signed') {
      signed = event;
      hasReview = true;
      return [reportDraft(scope, event, { docStatus: 'final', signed })];
    }
    if (!isReview(event.type) || !changing.has(event.type)) return [];
    return [reportDraft(scope, event, { docStatus: hasReview ? 'amended' : 'preliminary', signed })];
  }

  return {
    take(event) {
      const drafts = [...part(event), ...report(event)];
      if (event.type === 'session.closed') isClosed = true;
      return drafts;
    },
  };
}
