import { z } from 'zod';
import { alarmEvents } from '../alarms/events';
import { pumpCommandSchema } from '../commands/pump-command';
import { orderSchema } from '../dosing/order';
import { warnedPlace } from '../limits/overrides';
import { findingSchema, keptReasonSchema, limitProfileSchema } from '../limits/profile';
import { outcomeEvents } from '../outcomes/events';
import { turnEvents } from '../outcomes/turn-events';
import { policySchema } from '../policy/policy';
import { deviceIdentitySchema, deviceRole, linkFault } from '../readings/device';
import { monitorAlarmSchema, numericSchema } from '../readings/monitor';
import { pumpCapabilitiesSchema, pumpControl, pumpSnapshotSchema } from '../readings/pump';
import { orderEvents } from '../record/order-events';
import { patientSchema } from '../record/patient';
import { actorSchema } from '../record/people';
import { epochSchema, monoSchema } from '../time/clock';
import { quantity } from '../units/schema';
import type { Ml, MlPerHour } from '../units/units';
import { workstationEvents } from '../workstation/events';
import { serverEvents } from '../workstation/server-events';
import { accessEvents } from './access/events';
import { courseEvents } from './course-events';
import { deliveryEvents } from './delivery/events';
import { elsewhereEvents } from './elsewhere/events';
import { ledgerEvents } from './ledger/events';
import { recoveryEvents } from './recovery/events';
import { reviewEvents } from './review/events';
import { roundEvents } from './rounds/events';
import { verificationEvents } from './verification/events';

/** Why a command was given; the same `stop` pauses, ends, or answers a fault. */
export const commandPurpose = z.enum(['start', 'resume', 'change-rate', 'pause', 'end', 'secure']);
export type CommandPurpose = z.infer<typeof commandPurpose>;

/** What one look at the devices gave when a session was opened, so that its log reads alone. */
export const deviceStandingSchema = z.object({
  identity: deviceIdentitySchema.nullable(),
  linked: z.boolean(),
});

/**
 * Every kind of thing that can have happened, by name, past tense. The version rises with the shape of a body; old
 * versions are upgraded when read (`upgrade.ts`), never rewritten.
 */
export const eventBodies = {
  ...accessEvents,
  ...alarmEvents,
  ...verificationEvents,
  ...roundEvents,
  ...deliveryEvents,
  ...recoveryEvents,
  ...outcomeEvents,
  ...turnEvents,
  ...ledgerEvents,
  ...reviewEvents,
  ...orderEvents,
  ...elsewhereEvents,
  ...workstationEvents,
  ...serverEvents,
  ...courseEvents,
  'run.started': z.object({
    appVersion: z.string(),
    bootId: z.string(),
    simulation: z.boolean(),
    timeFactor: z.number(),
    /** Milliseconds without a record before this run; null for the first run of a log. */
    gapMs: z.number().nullable(),
  }),
  /** A session opened within a run: which run its log belongs to. */
  'run.continued': z.object({ appVersion: z.string(), bootId: z.string() }),
  'session.opened': z.object({
    by: actorSchema,
    patient: patientSchema,
    order: orderSchema,
    limits: limitProfileSchema,
    policy: policySchema,
    /** The latest session before it of the same patient; what has ended is followed, never resumed (SR-070). */
    follows: z.string().nullable(),
    room: z.string(),
    simulation: z.boolean(),
    timeFactor: z.number(),
  }),
  'link.up': z.object({ device: deviceRole, identity: deviceIdentitySchema }),
  'link.down': z.object({ device: deviceRole, fault: linkFault, detail: z.string() }),
  'link.silent': z.object({ device: deviceRole, lastReadingMono: monoSchema.nullable() }),
  'device.accepted': z.object({ by: actorSchema, device: deviceRole, identity: deviceIdentitySchema }),
  'pump.capabilities': z.object({ capabilities: pumpCapabilitiesSchema }),
  /** A person asked for the pump's controls; what came of it is a `pump.control`. */
  'control.asked': z.object({ by: actorSchema }),
  'pump.control': z.object({ control: pumpControl, detail: z.string() }),
  'pump.reading': pumpSnapshotSchema,
  'monitor.reading': z.object({ numerics: z.array(numericSchema) }),
  'monitor.alarms': z.object({ alarms: z.array(monitorAlarmSchema) }),
  'monitor.clock': z.object({ offsetMs: z.number() }),
  'device.fault': z.object({ device: deviceRole, fault: linkFault, detail: z.string() }),
  'command.requested': z.object({
    commandId: z.string(),
    command: pumpCommandSchema,
    purpose: commandPurpose,
    /** Null: the console itself, only ever for a stop. */
    by: actorSchema.nullable(),
    signedIn: z.boolean(),
    basisSeq: z.number(),
    /** The ordered-unit rate behind the command, as entered; null for a stop. */
    rateMgPerKgPerHour: z.number().nullable(),
    findings: z.array(findingSchema),
    reasons: z.array(keptReasonSchema),
  }),
  'command.sent': z.object({ commandId: z.string(), detail: z.string() }),
  'command.acknowledged': z.object({ commandId: z.string(), detail: z.string() }),
  'command.confirmed': z.object({ commandId: z.string(), evidenceSeq: z.number() }),
  'command.rejected': z.object({ commandId: z.string(), reason: z.string() }),
  'command.uncertain': z.object({ commandId: z.string(), reason: z.string() }),
  /** An uncertain command was settled: by what the pump shows, or by what a person read there. */
  'command.resolved': z.object({
    commandId: z.string(),
    took: z.boolean(),
    source: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('device'), evidenceSeq: z.number() }),
      z.object({
        kind: z.literal('person'),
        by: actorSchema,
        pumpShows: z.enum(['stopped', 'infusing']),
        rateMlPerHour: quantity<MlPerHour>().nullable(),
      }),
    ]),
  }),
  'intent.refused': z.object({
    by: actorSchema.nullable(),
    intent: z.string(),
    reasons: z.array(z.string()),
    /** The limits that refused, and the soft ones beside them. */
    findings: z.array(findingSchema),
  }),
  /** Limits spoke, and the person turned back or took another number; nothing was asked of the pump (SR-032). */
  'limit.warned': z.object({
    by: actorSchema.nullable(),
    place: warnedPlace,
    outcome: z.enum(['cancelled', 'changed']),
    findings: z.array(findingSchema).min(1),
  }),
  'pump.change-accepted': z.object({ by: actorSchema, words: z.string() }),
  /** What passed over a device's wire since its link came up; every discarded byte has a name. */
  'wire.counted': z.object({
    device: deviceRole,
    framesAccepted: z.number(),
    bytesReceived: z.number(),
    bytesDiscarded: z.number(),
    rejected: z.record(z.string(), z.number()),
  }),
  'clock.stepped': z.object({ byMs: z.number() }),
  'gap.marked': z.object({
    what: z.enum(['console', 'pump', 'monitor']),
    fromAt: epochSchema,
    toAt: epochSchema,
  }),
  'session.closed': z.object({
    by: actorSchema,
    outcome: z.enum(['completed', 'abandoned']),
    volumeMl: z.object({ low: quantity<Ml>(), high: quantity<Ml>() }),
  }),
} as const;

export type EventType = keyof typeof eventBodies;
export type EventBody<T extends EventType> = z.infer<(typeof eventBodies)[T]>;

/** A fact about to be written. */
export type EventDraft = { [T in EventType]: { readonly type: T; readonly body: EventBody<T> } }[EventType];

/** A fact as it stands in the log. */
export type LoggedEvent = EventDraft & {
  readonly seq: number;
  readonly sessionId: string;
  readonly runId: string;
  readonly at: z.infer<typeof epochSchema>;
  readonly mono: z.infer<typeof monoSchema>;
  readonly version: number;
};

/** The body version that this program writes. */
export const eventVersion: Record<EventType, number> = {
  ...(Object.fromEntries(Object.keys(eventBodies).map((type) => [type, 1])) as Record<EventType, number>),
  'session.opened': 2,
  'syringe.loaded': 2,
  'observation.recorded': 2,
  'command.requested': 2,
  'intent.refused': 2,
};

/** Events of the workstation outside a session carry this in place of a session's id. */
export const WORKSTATION = 'workstation';
