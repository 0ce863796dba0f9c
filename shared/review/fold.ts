import { type VitalSign, vitalSigns } from '../observation/vital-signs';
import type { Actor } from '../record/people';
import type { EventBody, LoggedEvent } from '../session/events';
import { digestBroken, type Fingerprint, ofNothing, withEntry } from '../session/fingerprint';
import { type AmendableField, type AmendedValue, type Annotation, isReview } from '../session/review/events';
import type { EpochMs } from '../time/clock';
import { fieldTitle, fieldUnit, valueIn } from './amendable';
import { reviewHash } from './hash';

type Entry = { readonly seq: number; readonly at: EpochMs; readonly by: Actor };

/** One value put right once. */
export type Correction = Entry & {
  readonly ofSeq: number;
  readonly field: AmendableField;
  readonly title: string;
  /** Empty where the value is no number. */
  readonly unit: string;
  readonly was: AmendedValue;
  readonly now: AmendedValue;
  readonly reason: string;
  /** Put right at the bedside while the session was open, under its own signature's eyes. */
  readonly duringSession: boolean;
};

/** A value that was put right, however often: what the entry says, what it says now, and how it came there. */
export type AmendedEntry = Pick<Correction, 'ofSeq' | 'field' | 'title' | 'unit'> & {
  readonly original: AmendedValue;
  readonly current: AmendedValue;
  readonly corrections: readonly Correction[];
};

export type Comment = Entry & { readonly text: string };

/** A note at a moment of the session. */
export type Remark = Entry & {
  readonly momentAt: EpochMs;
  readonly ofSeq: number | null;
  readonly annotation: Annotation;
  readonly withdrawn: (Entry & { readonly reason: string }) | null;
};

/** Why a signature does not hold: something before it is not what was signed, or something was said after it. */
export type BrokenWhy =
  | { readonly kind: 'changed'; readonly words: string }
  | { readonly kind: 'corrected'; readonly correction: Correction }
  | { readonly kind: 'remarked'; readonly remark: Remark }
  | { readonly kind: 'withdrawn'; readonly remark: Remark }
  | { readonly kind: 'entries'; readonly count: number };

export type ReviewSignature = Entry & {
  readonly meaning: EventBody<'review.signed'>['meaning'];
  readonly statement: string;
  readonly content: EventBody<'review.signed'>['content'];
  /** Empty: it holds. */
  readonly broken: readonly BrokenWhy[];
};

/** What was said about a session after its end, and what stands of it now. */
export type Review = {
  readonly comments: readonly Comment[];
  readonly remarks: readonly Remark[];
  readonly amended: readonly AmendedEntry[];
  readonly signatures: readonly ReviewSignature[];
  /** What after the discharge's signature takes it its ground; null: it was not signed. */
  readonly discharge: readonly BrokenWhy[] | null;
};

const isReading = ({ type }: LoggedEvent): boolean => type === 'pump.reading' || type === 'monitor.reading';

/** Whether a remark says more about the patient than the record did; a note about it does not. */
const addsToRecord = ({ annotation }: Remark): boolean => annotation.kind === 'late-entry';
const changesReading = ({ annotation }: Remark): boolean => annotation.kind !== 'note';

const setFields: readonly AmendableField[] = [
  ...vitalSigns.map((sign) => `vitals.${sign}` as const),
  ...(['sedation', 'painNrs', 'distress', 'nausea', 'ivSite', 'text', 'measuredAt'] as const),
];

/** What one correction at the bedside changed, value by value; a device's value that gave way to a typed one too. */
function bedsideCorrections(event: LoggedEvent & { type: 'observation.corrected' }): Correction[] {
  const { by, ofSeq, was, now, why } = event.body;
  const before: LoggedEvent = { ...event, body: { ...event.body, now: was } };
  const deviceValue = (seen: typeof was, field: AmendableField): AmendedValue => {
    const sign = field.startsWith('vitals.') ? (field.slice('vitals.'.length) as VitalSign) : null;
    return sign === null ? null : (seen.vitals[sign]?.value ?? null);
  };
  return setFields.flatMap((field) => {
    const [old, fresh] = [
      valueIn(before, field) ?? deviceValue(was, field),
      valueIn(event, field) ?? deviceValue(now, field),
    ];
    if (old === fresh) return [];
    const { seq, at } = event;
    const named = { field, title: fieldTitle(field), unit: fieldUnit(event, field) };
    return [{ seq, at, by, ofSeq, ...named, was: old, now: fresh, reason: why, duringSession: true }];
  });
}

function correctionOf({ seq, at, body }: LoggedEvent & { type: 'review.amended' }): Correction {
  return { seq, at, ...body, title: fieldTitle(body.field), duringSession: false };
}

function inChains(corrections: readonly Correction[]): AmendedEntry[] {
  const chains = new Map<string, Correction[]>();
  for (const one of corrections) {
    const key = `${one.ofSeq} ${one.field}`;
    chains.set(key, [...(chains.get(key) ?? []), one]);
  }
  return [...chains.values()].flatMap((chain) => {
    const [first, last] = [chain[0], chain.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { ofSeq, field, title, unit } = first;
    return [{ ofSeq, field, title, unit, original: first.was, current: last.now, corrections: chain }];
  });
}

/** Every note at a moment, taken back or not. */
export function remarksIn(events: readonly LoggedEvent[]): Remark[] {
  const withdrawn = new Map<number, Remark['withdrawn']>();
  for (const { type, body, seq, at } of events) {
    if (type === 'review.withdrawn' && !withdrawn.has(body.ofSeq))
      withdrawn.set(body.ofSeq, { seq, at, by: body.by, reason: body.reason });
  }
  return events.flatMap((event) => {
    if (event.type !== 'review.annotated') return [];
    const { seq, at, body } = event;
    return [{ seq, at, ...body, withdrawn: withdrawn.get(seq) ?? null }];
  });
}

function correctionsIn(events: readonly LoggedEvent[]): Correction[] {
  return events.flatMap((event) => {
    if (event.type === 'observation.corrected') return bedsideCorrections(event);
    return event.type === 'review.amended' ? [correctionOf(event)] : [];
  });
}

/** Every value that was put right, at the bedside or afterwards. */
export const amendedIn = (events: readonly LoggedEvent[]): AmendedEntry[] => inChains(correctionsIn(events));

type After = { readonly corrections: readonly Correction[]; readonly remarks: readonly Remark[] };

/** What was put right, added or taken back after an entry. */
function saidAfter(
  seq: number,
  { corrections, remarks }: After,
  counts: (remark: Remark) => boolean,
): BrokenWhy[] {
  return [
    ...corrections
      .filter((one) => one.seq > seq && !one.duringSession)
      .map((correction) => ({ kind: 'corrected' as const, correction })),
    ...remarks
      .filter(counts)
      .flatMap((remark): BrokenWhy[] => [
        ...(remark.seq > seq ? [{ kind: 'remarked' as const, remark }] : []),
        ...((remark.withdrawn?.seq ?? 0) > seq ? [{ kind: 'withdrawn' as const, remark }] : []),
      ]),
  ];
}

function brokenSignature(
  event: LoggedEvent & { type: 'review.signed' },
  before: Fingerprint,
  opened: (LoggedEvent & { type: 'session.opened' }) | undefined,
): string | null {
  const { content, hash } = event.body;
  if (reviewHash(event.body) !== hash) return 'what it stands under was changed';
  const same =
    content.sessionId === event.sessionId &&
    content.patientId === opened?.body.patient.patientId &&
    content.orderId === opened.body.order.orderId;
  return same ? digestBroken(content, before.digest) : 'it belongs to another session';
}

/**
 * What stands of a session's review, from its own stream (readings may be left out; they do not count here). Total: a
 * stream that was tampered with folds too, and its signatures say so.
 */
export function reviewOf(stream: readonly LoggedEvent[]): Review {
  const events = stream.filter((event) => !isReading(event));
  const opened = events.find((event) => event.type === 'session.opened');
  const remarks = remarksIn(events);
  const corrections = correctionsIn(events);
  let fingerprint: Fingerprint = ofNothing;
  const read: { event: LoggedEvent & { type: 'review.signed' }; words: string | null }[] = [];
  const last = events.findLastIndex(({ type }) => type === 'review.signed');
  // What stands after the last signature is in none of them.
  for (const event of events.slice(0, last + 1)) {
    if (event.type === 'review.signed')
      read.push({ event, words: brokenSignature(event, fingerprint, opened) });
    fingerprint = withEntry(fingerprint, event);
  }
  const after = { corrections, remarks };
  const signatures = read.map(({ event, words }): ReviewSignature => {
    const { by, meaning, statement, content } = event.body;
    const count = events.filter((one) => one.seq > event.seq && !isReview(one.type)).length;
    const broken: BrokenWhy[] = [
      ...(words === null ? [] : [{ kind: 'changed' as const, words }]),
      ...saidAfter(event.seq, after, changesReading),
      ...(count === 0 ? [] : [{ kind: 'entries' as const, count }]),
    ];
    return { seq: event.seq, at: event.at, by, meaning, statement, content, broken };
  });
  const discharged = events.findLast((event) => event.type === 'discharge.signed');
  return {
    comments: events.flatMap((event) =>
      event.type === 'review.commented' ? [{ seq: event.seq, at: event.at, ...event.body }] : [],
    ),
    remarks,
    amended: inChains(corrections),
    signatures,
    discharge: discharged === undefined ? null : saidAfter(discharged.seq, after, addsToRecord),
  };
}

/** Every entry that a signature made now would stand under, readings left out. */
export const fingerprintOf = (stream: readonly LoggedEvent[]): Fingerprint =>
  stream.filter((event) => !isReading(event)).reduce(withEntry, ofNothing);

/** Whether a physician's signature holds: the session is reviewed. */
export const isReviewed = ({ signatures }: Review): boolean =>
  signatures.some(({ broken }) => broken.length === 0);
