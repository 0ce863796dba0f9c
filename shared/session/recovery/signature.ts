import { toMg } from '../../dosing/convert';
import { canonical } from '../../record/canonical';
import type { Actor } from '../../record/people';
import { sha256 } from '../../record/sha256';
import type { GateLine } from '../../recovery/gate';
import type { MonoMs } from '../../time/clock';
import { formatNumber, withUnit } from '../../units/format';
import { ml } from '../../units/units';
import type { EventBody, EventType, LoggedEvent } from '../events';
import { digestBroken, type Fingerprint, formsOfToday, withEntry } from '../fingerprint';
import type { Session } from '../state';
import { infusingMs } from '../view';
import type { SignedContent } from './events';
import { nothingRecovered, type RecoverySlice } from './slice';

type Signed = EventBody<'discharge.signed'>;

/** What the console notes of devices, alarms, people and itself, and the ledger, which has its own witnesses: no entry of the chart, and it goes on after a signature. */
const unchartedFamilies: ReadonlySet<string> = new Set([
  'monitor',
  'link',
  'device',
  'wire',
  'clock',
  'gap',
  'alarm',
  'sound',
  'run',
  'operator',
  'record',
  'ledger',
  'person',
  'glass',
  'entry',
  'hand-stop',
  'review',
  'tolerated-rate',
  'screen',
  'clinic-server',
]);
const uncharted: ReadonlySet<EventType> = new Set<EventType>([
  ...(['pump.reading', 'pump.capabilities', 'pump.control', 'control.asked'] as const),
  ...(['intent.refused', 'session.closed', 'discharge.signed', 'syringe.used'] as const),
  // Said by the server; what a clinician decided upon it (`order.decided`) is an entry.
  ...(['order.seen-elsewhere', 'order.changed-elsewhere', 'order.revoked-elsewhere'] as const),
]);
const isCharted = (type: EventType): boolean =>
  !uncharted.has(type) && !unchartedFamilies.has(type.split('.')[0] ?? '');

/** The fingerprint after one more event; the same where the event is no entry. */
export function charted(before: Fingerprint, event: LoggedEvent): Fingerprint {
  return isCharted(event.type) ? withEntry(before, event) : before;
}

/** A session opens with its own first entry, which binds the patient, the order and the rules. */
export const openedRecovery = (event: LoggedEvent): RecoverySlice => ({
  ...nothingRecovered,
  charted: charted(nothingRecovered.charted, event),
});

/** The account of the pump up to its last reading: what a signature stands under must not move by time alone. */
function volumeOf({ delivered }: Session): SignedContent['volumeMl'] {
  return { low: ml(delivered.lowMl), high: ml(delivered.highMl) };
}

/** The totals that a signature names: volume by the pump's account, dose, times. */
export function signedTotals(
  session: Session,
  mono: MonoMs,
): Pick<SignedContent, 'volumeMl' | 'doseMg' | 'infusedMs' | 'pausedMs'> {
  const volumeMl = volumeOf(session);
  const concentration = session.syringe?.concentrationMgPerMl ?? session.order.concentrationMgPerMl;
  return {
    volumeMl,
    doseMg: { low: toMg(volumeMl.low, concentration), high: toMg(volumeMl.high, concentration) },
    infusedMs: infusingMs(session, mono),
    pausedMs: session.pausedMs,
  };
}

/** What is signed: the totals as the log gives them (SR-163), each gate, and the fingerprint of every entry. */
export function contentOf(session: Session, lines: readonly GateLine[], mono: MonoMs): SignedContent {
  const { fromSeq, lastSeq, count, digest } = session.recovery.charted;
  return {
    sessionId: session.sessionId,
    patientId: session.patient.patientId,
    orderId: session.order.orderId,
    fromSeq,
    toSeq: lastSeq,
    entries: count,
    digest,
    forms: formsOfToday,
    ...signedTotals(session, mono),
    gates: lines.flatMap(({ gate, standing, words }) =>
      standing === 'missing' ? [] : [{ gate, standing, words }],
    ),
  };
}

const hashOf = ({ by, meaning, statement, content }: Omit<Signed, 'hash'>): string =>
  sha256(canonical({ by, meaning, statement, content }));

/** The signature of `by` under `content`. */
export function signed(by: Actor, content: SignedContent): Signed {
  const dose = withUnit(content.doseMg.high, 'mg');
  const statement = `Discharge approved. ${dose} given in ${formatNumber(content.infusedMs / 60_000, 0)} min of infusion.`;
  const body = { by, meaning: 'approved' as const, statement, content };
  return { ...body, hash: hashOf(body) };
}

/** Half of the smallest volume that any screen shows. */
const SAME_ML = 0.0005;

/** Why a signature, as it comes out of the log, does not stand under what comes before it there; null: it does (SR-156). */
export function brokenWhenRead(body: Signed, session: Session): string | null {
  const { content } = body;
  const { recovery } = session;
  if (hashOf(body) !== body.hash) return 'what it stands under was changed';
  if (content.sessionId !== session.sessionId) return 'it belongs to another session';
  return digestBroken(content, recovery.charted.digest);
}

/** Why the signature does not hold now; null: it does, or there is none. */
export function signatureBroken(session: Session): string | null {
  const { signature, charted: now } = session.recovery;
  if (signature === null || signature.broken !== null) return signature?.broken ?? null;
  const added = now.count - signature.content.entries;
  if (added > 0) return `${added} ${added === 1 ? 'entry was' : 'entries were'} added after it`;
  const [before, after] = [signature.content.volumeMl, volumeOf(session)];
  const moved = Math.abs(before.low - after.low) > SAME_ML || Math.abs(before.high - after.high) > SAME_ML;
  return moved ? 'the given volume changed after it' : null;
}
