import type { Order } from '../../shared/dosing/order';
import type { Patient } from '../../shared/record/patient';
import { type EventDraft, eventVersion, type LoggedEvent } from '../../shared/session/events';
import { charted, signed } from '../../shared/session/recovery/signature';
import { nothingRecovered } from '../../shared/session/recovery/slice';
import { epochMs, monoMs } from '../../shared/time/clock';
import type { Entry } from './bedside';

/** A session that was played once, to be had again by other people on other days. */
export type Played = {
  readonly entries: readonly Entry[];
  readonly patient: Patient;
  readonly order: Order;
  readonly at: number;
  readonly firstSeq: number;
};

export type EchoWish = {
  readonly sessionId: string;
  readonly runId: string;
  readonly patient: Patient;
  readonly order: Order;
  readonly follows: string | null;
  readonly at: number;
  readonly firstSeq: number;
};

type Shift = {
  readonly ms: number;
  readonly seq: number;
  readonly words: readonly (readonly [string, string])[];
};

const isTime = (key: string): boolean => key === 'at' || key === 'since' || /(At|Mono)$/.test(key);
const isSeq = (key: string): boolean => /Seqs?$/.test(key);

/** A body with its times, its numbers of entries and the patient's own words moved. */
function moved(value: unknown, key: string, by: Shift): unknown {
  if (typeof value === 'number') return isTime(key) ? value + by.ms : isSeq(key) ? value + by.seq : value;
  if (typeof value === 'string')
    return by.words.reduce(
      (text, [from, to]) => (text.includes(from) ? text.replaceAll(from, to) : text),
      value,
    );
  if (Array.isArray(value)) return value.map((one) => moved(one, key, by));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, moved(inner, name, by)]));
}

/**
 * A played session as somebody else's, on another day: the same course, other people, and a signature of its own under
 * its own entries. Making one takes a small part of the time of playing it, so that ten thousand are made in minutes.
 */
export function echoOf(played: Played, wish: EchoWish): Entry[] {
  const { patient, order, follows, sessionId, runId } = wish;
  const { name, mrn, birthDate } = played.patient;
  const by: Shift = {
    ms: wish.at - played.at,
    seq: wish.firstSeq - played.firstSeq,
    words: [
      [name, patient.name],
      [mrn, patient.mrn],
      [played.patient.patientId, patient.patientId],
      [birthDate, patient.birthDate],
    ],
  };
  let chart = nothingRecovered.charted;
  return played.entries.map(({ instant, draft: before }, index) => {
    const at = epochMs(instant.at + by.ms);
    const mono = monoMs(instant.mono + by.ms);
    let draft: EventDraft;
    if (before.type === 'session.opened')
      draft = { type: before.type, body: { ...before.body, patient, order, follows } };
    else if (before.type === 'discharge.signed') {
      const { content, by: signer } = before.body;
      const whose = { sessionId, patientId: patient.patientId, orderId: order.orderId };
      const what = { fromSeq: chart.fromSeq, toSeq: chart.lastSeq, digest: chart.digest };
      draft = { type: before.type, body: signed(signer, { ...content, ...whose, ...what }) };
    } else draft = { ...before, body: moved(before.body, '', by) } as EventDraft;
    const stamp = { seq: wish.firstSeq + index, sessionId, runId, at, mono };
    chart = charted(chart, { ...draft, ...stamp, version: eventVersion[draft.type] } as LoggedEvent);
    return { instant: { at, mono }, draft };
  });
}
