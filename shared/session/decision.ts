import type { PumpCommand } from '../commands/pump-command';
import type { Order } from '../dosing/order';
import type { Finding, LimitProfile } from '../limits/profile';
import type { AlarmsPolicy } from '../policy/alarms-policy';
import type { Policy } from '../policy/policy';
import type { Patient } from '../record/patient';
import type { Actor } from '../record/people';
import type { EpochMs, MonoMs } from '../time/clock';
import type { EventDraft } from './events';
import type { BedsideState, Session } from './state';

/** What the world outside the state must give a decision. */
export type Circumstances = {
  readonly at: EpochMs;
  readonly mono: MonoMs;
  /** The state that the person was looking at. */
  readonly basisSeq: number;
  readonly commandId: string;
  /** For `open-session`: the order as signed, with its patient and limits; null when there is no such order. */
  readonly planned: {
    readonly order: Order;
    readonly patient: Patient;
    readonly limits: LimitProfile;
    readonly policy: Policy;
    /** The latest closed session of this patient; left out or null: there is none. */
    readonly follows?: string | null;
    /** Why an order that came from elsewhere is not begun here; left out or empty: nothing speaks against it. */
    readonly against?: readonly string[];
  } | null;
  readonly room: string;
  /** The calendar date here and now, ISO 8601; for dates of expiry. */
  readonly today: string;
  /** How alarms behave by the clinic's rules of now; an open session keeps its own. */
  readonly alarmRules: AlarmsPolicy;
  /** For `open-session`: why no drug library can be used now; null: one can (SR-004). */
  readonly libraryRefusal: string | null;
  /** Who proved at this moment, with their own secret, that they take part; null: only the operator acts. */
  readonly witness: Actor | null;
};

export type Decision =
  | {
      readonly kind: 'refused';
      readonly reasons: string[];
      /** What the limits found, for the count of refusals; empty when they were not asked. */
      readonly findings: readonly Finding[];
    }
  | {
      readonly kind: 'accepted';
      readonly events: EventDraft[];
      /** To the wire after the events are on disk; a stop at once. */
      readonly command: { readonly commandId: string; readonly command: PumpCommand } | null;
      readonly control: 'take' | null;
    };

/** A refusal with every reason against it. */
export const refuse = (...reasons: string[]): Decision => ({ kind: 'refused', reasons, findings: [] });
/** A refusal by the limits: the sentences of what forbids, and everything that was found. */
export const refuseBy = (forbidden: readonly Finding[], found: readonly Finding[]): Decision => ({
  kind: 'refused',
  reasons: forbidden.map(({ words }) => words),
  findings: found,
});
/** Facts to write, and no command. */
export const accept = (...events: EventDraft[]): Decision => ({
  kind: 'accepted',
  events,
  command: null,
  control: null,
});

/** What a rule of an open session looks at. */
export type Here = {
  readonly state: BedsideState;
  readonly session: Session;
  readonly operator: Actor;
  readonly given: Circumstances;
};
