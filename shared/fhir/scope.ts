import type { Encounter, Patient, Reference } from '@medplum/fhirtypes';
import type { Actor } from '../record/people';
import type { LoggedEvent } from '../session/events';
import type { BedsideState } from '../session/state';
import type { EpochMs } from '../time/clock';
import type { FhirContext } from './context';
import { refer } from './elements';
import type { Draft } from './item-of';

/** The session whose log is being folded. */
export type Scope = {
  readonly context: FhirContext;
  readonly sessionId: string;
  readonly opened: LoggedEvent & { readonly type: 'session.opened' };
  readonly subject: Reference<Patient>;
  readonly encounter: Reference<Encounter>;
  /** Cuff measurements that were sent, so that a set that takes one over names it. */
  readonly cuffs: CuffSent[];
  /** Keys of the monitors, by how a value names its monitor. */
  readonly monitors: Map<string, string>;
};

export type CuffSent = {
  readonly key: string;
  readonly at: number;
  readonly systolicMmHg: number | null;
  readonly diastolicMmHg: number | null;
};

export const scopeOf = (context: FhirContext, opened: Scope['opened']): Scope => ({
  ...{ context, opened, sessionId: opened.sessionId },
  subject: refer('patient', opened.body.patient.patientId),
  encounter: refer('session', opened.sessionId),
  ...{ cuffs: [], monitors: new Map() },
});

/** That something was put right: when, by whom, why, and what it said until then. */
export type Correcting = {
  readonly at: EpochMs;
  /** Null: the console itself learned better. */
  readonly by: Actor | null;
  readonly reason: string;
  /** `Pain NRS: 7, now 4`. */
  readonly words: string;
};

/** What one family of resources makes of the entries of a session, in their order; state is the one after the entry. */
export type Part = {
  take(event: LoggedEvent, state: BedsideState): Draft[];
  /** An entry that was taken before, as it reads now. */
  reread?(event: LoggedEvent, why: Correcting): Draft[];
};

/** Begins a family for a session that has been opened. */
export type PartOf = (scope: Scope) => Part;
