import { type Order, orderSchema } from '../dosing/order';
import type { Patient } from '../record/patient';
import type { EventDraft } from '../session/events';
import type { ArrivedOrder, ArrivedPatient } from './arrived';
import { orderDifferences, patientDifferences } from './order-difference';
import { isOver, isRevoked } from './order-standing';

/** What comes of one thing that came: facts to write, or nothing. `session`: into the open session's own log. */
export type Outcome =
  | {
      readonly kind: 'write';
      readonly localId: string | null;
      readonly into: 'workstation' | 'session';
      readonly draft: EventDraft;
    }
  /** It is here already. */
  | { readonly kind: 'known'; readonly localId: string | null }
  /** Not for this console. */
  | { readonly kind: 'passed' }
  | { readonly kind: 'needs-patient'; readonly patientServerId: string };

const write = (
  draft: EventDraft,
  localId: string | null,
  into: 'workstation' | 'session' = 'workstation',
): Outcome => ({
  kind: 'write',
  localId,
  into,
  draft,
});

/** What the workstation has of a patient who came. */
export type PatientHere = {
  /** Ours, as linked to this entry of the server before; null: it never came. */
  readonly linked: Patient | null;
  /** Ours with the same record number; null: nobody has it. */
  readonly sameMrn: Patient | null;
  /** This version came before, or a later one did. */
  readonly seen: boolean;
  /** A session of this patient is open. */
  readonly inSession: (patientId: string) => boolean;
  /** For a new one. */
  readonly newId: string;
};

/**
 * A patient who came (fhir-sync.md 3.4). The server's name, birth date, sex and number win, between sessions. Two people
 * are never made one: the same number with another birth date is shown and left alone, and so is a merge.
 */
export function patientOutcome(arrived: ArrivedPatient, here: PatientHere): Outcome {
  const { from, patient: said } = arrived;
  const known = here.linked;
  if (here.seen) return { kind: 'known', localId: known?.patientId ?? null };
  if (arrived.replacedBy !== null) {
    if (known === null) return { kind: 'passed' };
    const words = `${known.name}, ${known.mrn}, is kept under another entry there now. What was recorded here stays as it is; check the wristband and the record number.`;
    return write(
      {
        type: 'patient.merged-elsewhere',
        body: { from, patientId: known.patientId, intoServerId: arrived.replacedBy, words },
      },
      known.patientId,
    );
  }
  const refused = (words: string) =>
    write({ type: 'patient.refused', body: { from, patientId: known?.patientId ?? null, words } }, null);
  // Somebody of whom the server says too little to know them by, and who never was here.
  if (said === null && known === null) return { kind: 'passed' };
  if (said === null) return refused(arrived.fault ?? 'it can not be read');
  const other = here.sameMrn;
  if (other !== null && known !== null && other.patientId !== known.patientId)
    return refused(
      `MRN ${said.mrn} of ${said.name} belongs to ${other.name} here, who is another patient. Nothing was merged. Check the number.`,
    );
  const mine = known ?? other;
  if (mine === null) {
    const patient = { ...said, patientId: here.newId };
    return write(
      { type: 'patient.arrived', body: { from, what: 'new', patient, differences: [] } },
      here.newId,
    );
  }
  if (known === null && mine.birthDate !== said.birthDate)
    return refused(
      `MRN ${said.mrn} is ${said.name}, born ${said.birthDate}, there, and ${mine.name}, born ${mine.birthDate}, here. Nothing was merged. Find out whose number it is.`,
    );
  const now = { ...mine, ...said, allergies: bothAllergies(mine.allergies, said.allergies) };
  const differences = patientDifferences(mine, now);
  const what = differences.length === 0 ? 'same' : here.inSession(mine.patientId) ? 'waits' : 'changed';
  return write({ type: 'patient.arrived', body: { from, what, patient: now, differences } }, mine.patientId);
}

/** What either names stands: an allergy is never taken away by what another console does not know. */
function bothAllergies(ours: string[] | null, theirs: string[] | null): string[] | null {
  if (ours === null || theirs === null) return ours ?? theirs;
  return [...ours, ...theirs.filter((one) => !ours.includes(one))];
}

/** What the workstation has of an order that came. */
export type OrderHere = {
  /** This version came before, or a later one did. */
  readonly seen: boolean;
  /** The last status that came of it; null: it never came. */
  readonly lastStatus: string | null;
  /** Ours, as linked to this entry of the server before; null: it never was. */
  readonly linked: string | null;
  /** Ours by its id, as it stands now (for an open session: as the session began with it). */
  readonly order: (
    orderId: string,
  ) => { readonly order: Order; readonly state: 'planned' | 'open' | 'done' | 'withdrawn' } | null;
  /** The patient here who is that entry of the server; `unknown`: the entry never came; `refused`: it was not taken over. */
  readonly patient: (patientServerId: string) => Patient | 'unknown' | 'refused';
  /** Brings an order of an earlier version of the console to today's shape. */
  readonly upgrade: (order: unknown) => unknown;
  /** The drugs that this workstation's library knows. */
  readonly drugs: readonly string[];
};

/**
 * An order that came (fhir-sync.md 3.4): kept as planned, listed as something to be written here, or set against the one
 * that is being given. Never merged: a version is taken whole or shown.
 */
export function orderOutcome(arrived: ArrivedOrder, here: OrderHere): Outcome {
  const { from, status, patientServerId } = arrived;
  const read =
    arrived.order === null || arrived.order === undefined
      ? null
      : orderSchema.safeParse(here.upgrade(arrived.order));
  if (here.seen) return { kind: 'known', localId: here.linked };
  const id = read?.success === true ? read.data.orderId : (here.linked ?? arrived.orderId ?? null);
  const ours = id === null ? null : here.order(id);
  // Taken back is taken back, however little of it can be read by then: other systems leave out what they do not know.
  if (ours !== null && isRevoked(status) && status !== here.lastStatus && ours.state !== 'withdrawn') {
    const { orderId, patientId } = ours.order;
    const body = { from, status, orderId, patientId, reason: arrived.statusReason };
    const into = ours.state === 'open' ? 'session' : 'workstation';
    return write({ type: 'order.revoked-elsewhere', body }, orderId, into);
  }
  if (read === null && !ofOurDrugs(arrived, here.drugs)) return { kind: 'passed' };

  const patient = patientServerId === null ? 'refused' : here.patient(patientServerId);
  if (patient === 'unknown') return { kind: 'needs-patient', patientServerId: patientServerId ?? '' };
  const listed = (why: string): Outcome => {
    // Over before it came: nothing that anybody here would write.
    if (here.lastStatus === null && isOver(status)) return { kind: 'passed' };
    return write(
      {
        type: 'order.listed',
        body: {
          from,
          status,
          patientId: patient === 'refused' ? null : patient.patientId,
          patientServerId,
          drug: arrived.drug,
          text: arrived.text,
          requester: arrived.requester,
          authoredAt: arrived.authoredAt,
          why,
        },
      },
      null,
    );
  };
  if (read === null) return listed('it was written in another system');
  if (!read.success) return listed('what it says can not be read whole');
  if (patient === 'refused') return listed('whose it is is not certain here');
  if (ours !== null && ours.order.patientId !== patient.patientId)
    return listed('it names another patient than the order of the same id here');
  return ofOurs(arrived, { ...read.data, patientId: patient.patientId }, ours);
}

function ofOurs({ from, status }: ArrivedOrder, order: Order, ours: ReturnType<OrderHere['order']>): Outcome {
  const { orderId, patientId } = order;
  const ofOrder = { from, status, orderId, patientId };
  if (ours === null) {
    // Over before it came: nobody here has to know.
    if (isOver(status)) return { kind: 'passed' };
    return write({ type: 'order.arrived', body: { from, status, order } }, orderId);
  }
  const into = ours.state === 'open' ? 'session' : 'workstation';
  const differences = orderDifferences(ours.order, order);
  if (differences.length === 0) return write({ type: 'order.seen-elsewhere', body: ofOrder }, orderId);
  const planned = ours.state === 'planned' || ours.state === 'open';
  return write(
    { type: 'order.changed-elsewhere', body: { ...ofOrder, order: planned ? order : null, differences } },
    orderId,
    into,
  );
}

/** Whether a drug of the library is in what another system calls it. */
function ofOurDrugs({ drug }: ArrivedOrder, drugs: readonly string[]): boolean {
  const called = drug.toLowerCase();
  return drugs.some((one) => called.includes(one.toLowerCase()));
}
