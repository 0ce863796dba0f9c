import type { PumpCommand } from '../../shared/commands/pump-command';
import type { RecordStanding } from '../../shared/ipc/standing';
import type { LimitProfile } from '../../shared/limits/profile';
import type { OpenRisk } from '../../shared/outcomes/outcome';
import type { Policy } from '../../shared/policy/policy';
import type { DeviceRole } from '../../shared/readings/device';
import type { Actor } from '../../shared/record/people';
import { nextDeadline } from '../../shared/session/deadlines';
import { decide } from '../../shared/session/decide';
import { type EventDraft, type LoggedEvent, WORKSTATION } from '../../shared/session/events';
import { evolve } from '../../shared/session/evolve';
import type { Answer, Intent } from '../../shared/session/intents';
import { isReview } from '../../shared/session/review/events';
import { type SettleMemory, settle } from '../../shared/session/settle';
import type { BedsideState } from '../../shared/session/state';
import type { Cancel, Clock, Instant } from '../../shared/time/clock';
import { type Power, powerUnknown } from '../../shared/workstation/power';
import type { DeviceReport, WireCounters } from '../devices/driver';
import type { Store } from '../store/store';
import { clockWatch } from './clock-watch';
import { draftOf } from './drafts';
import { faultRepeats } from './fault-repeats';
import type { OrderCopies } from './order-copies';
import { localDate, plannedFor } from './planned';
import type { RecordKeeper } from './record-keeper';
import { type Found, resumeDrafts } from './recovery';
import { carriedRisks, sessionStart } from './session-start';

/** The wires, as the session sees them. */
export type Devices = {
  send(commandId: string, command: PumpCommand): void;
  takeControl(serialNumber: string): void;
  releaseControl(): void;
};

export type ControllerSetting = {
  readonly store: Pick<Store, 'order' | 'patient' | 'plannedSessions' | 'sessions' | 'session' | 'openRisks'>;
  readonly keeper: RecordKeeper;
  readonly clock: Clock;
  readonly devices: Devices;
  readonly publish: (events: readonly LoggedEvent[]) => void;
  readonly newId: () => string;
  readonly found: Found;
  readonly room: string;
  readonly appVersion: string;
  readonly bootId: string;
  readonly runId: string;
  readonly simulation: boolean;
  readonly limits: (profileId: string) => LimitProfile | null;
  /** Why no drug library can be used now; null: one can. */
  readonly libraryRefusal: () => string | null;
  readonly policy: Policy;
  /** What the clinic's server says of an order: why it is not begun, and on which version a session rests. */
  readonly orders: Pick<OrderCopies, 'against' | 'pinned'>;
  /** Suicide risks of a patient that stand open at other workstations. */
  readonly risksElsewhere: (patientId: string) => readonly OpenRisk[];
};

/** What became of facts that were to be written. */
export type Entered = { readonly kind: 'done' } | { readonly kind: 'refused'; readonly reasons: string[] };

/** The stream of a session that is over. */
export type ClosedStream = { readonly closed: string };

export type Controller = {
  state(): BedsideState;
  record(): RecordStanding;
  /** `witness`: a second person whose secret was checked for this very intent. */
  submit(intent: Intent, basisSeq: number, witness?: Actor | null): Answer;
  hear(device: DeviceRole, report: DeviceReport): void;
  /**
   * Writes facts that no decision of the open session stands on: into the workstation's own stream unless it is the
   * session's, or that of a session that was closed before, which only takes what is said of it afterwards.
   */
  enter(drafts: readonly EventDraft[], stream?: 'workstation' | 'session' | ClosedStream): Entered;
  signIn(actor: Actor): void;
  /** Writes a fact of the workstation that no intent asked for; with `apart`, outside the open session's log. */
  note(draft: EventDraft, apart?: 'apart'): void;
  signOut(why: 'asked' | 'idle'): void;
  /** What a rate sheet shows that was not held; null: no sheet of the window does. */
  entry(typed: { purpose: 'change-rate' | 'resume'; text: string } | null): void;
  /** The window says whether it can make a sound. */
  sound(working: boolean, reason: string): void;
  /** The window tried its sound path as a session opened. */
  soundChecked(working: boolean, reason: string): void;
  /** Something waits for the clinic's server for over so many hours (null: nothing does). */
  syncOverdue(hours: number | null): void;
  /** What the machine says of its power, and why it may fall asleep over a session (null: it is kept awake). */
  machine(found: { readonly power: Power; readonly mayFallAsleep: string | null }): void;
  /** Writes down what the wires counted; for the end of a session and of a run. */
  countWires(): void;
  stop(): void;
};

/** The commands among what settling found; they are never anything but stops. */
function ownStops(events: readonly EventDraft[]) {
  return events.flatMap(({ type, body }) =>
    type === 'command.requested' && body.command.kind === 'stop'
      ? [{ commandId: body.commandId, command: body.command }]
      : [],
  );
}

/** Settling finds facts, then alarms on those facts; a few rounds do, more would be a rule that feeds itself. */
const MAX_ROUNDS = 12;
const TICK_MS = 1_000;

/**
 * observe → append → evolve → publish. Memory follows the log: what is folded was written first, or is kept in order
 * until it can be, with the screen saying so.
 */
export function startController(setting: ControllerSetting): Controller {
  const { keeper, clock, devices, newId, found } = setting;
  let state = found.state;
  let memory: SettleMemory = {};
  let soundFailed: string | null = null;
  let syncOverdueHours: number | null = null;
  let machine: { readonly power: Power; readonly mayFallAsleep: string | null } = {
    power: powerUnknown,
    mayFallAsleep: null,
  };
  let deadline: Cancel | null = null;
  let controlAskedMono = -1;
  /** Somebody took the controls back at the pump: only a person asks for them again (H12). */
  let withdrawn = found.state.pump.control === 'withdrawn';
  let settling = false;
  const wires: Partial<Record<DeviceRole, WireCounters>> = {};
  const repeated = faultRepeats();
  const watch = clockWatch();

  const sessionOpen = (): boolean => state.session !== null && state.session.phase !== 'closed';
  const streamId = (): string => (sessionOpen() ? (state.session?.sessionId ?? WORKSTATION) : WORKSTATION);

  function fold(events: readonly LoggedEvent[]): void {
    for (const event of events) state = evolve(state, event);
    setting.publish(events);
  }

  function append(drafts: readonly EventDraft[], instant: Instant = clock.now(), stream = streamId()): void {
    if (drafts.length === 0) return;
    fold(keeper.write(stream, instant, drafts));
  }

  /** A reading outside a session is shown and forgotten: it carries the number of the last event in the log. */
  function glimpse(draft: EventDraft, instant: Instant): void {
    fold([
      { ...draft, seq: state.seq, sessionId: WORKSTATION, runId: setting.runId, ...instant, version: 1 },
    ]);
  }

  function settleNow(): void {
    if (settling) return;
    settling = true;
    try {
      for (let round = 0; round < MAX_ROUNDS; round += 1) {
        const surroundings = {
          recordNotKept: notKept(),
          soundFailed,
          syncOverdueHours,
          alarmRules: setting.policy.alarms,
          ...machine,
        };
        const settled = settle(state, clock.now(), surroundings, memory, newId);
        memory = settled.memory;
        if (settled.events.length === 0) break;
        // A stop that the console itself decides goes to the wire before it is written, as every stop does.
        for (const stop of ownStops(settled.events)) devices.send(stop.commandId, stop.command);
        append(settled.events);
      }
      regainControl();
    } finally {
      settling = false;
    }
    deadline?.();
    const now = clock.now().mono;
    const next = nextDeadline(state, now, memory, { alarmRules: setting.policy.alarms });
    deadline = next === null ? null : clock.after(Math.max(1, next - now), settleNow);
  }

  const notKept = (): string | null => {
    const standing = keeper.standing();
    return standing.kind === 'kept' ? null : standing.reason;
  };

  /** With a session open the console holds the pump's controls, unless the pump refused or took them back (H12). */
  function regainControl(): void {
    const { pump } = state;
    if (!sessionOpen() || pump.link.kind !== 'up' || pump.control !== 'unknown') return;
    const serial = pump.identity?.serialNumber ?? null;
    if (withdrawn || serial === null || serial !== pump.acceptedSerial) return;
    if (controlAskedMono === pump.link.sinceMono) return;
    takeControl(serial);
  }

  function takeControl(serial: string): void {
    const { link } = state.pump;
    if (link.kind === 'up') controlAskedMono = link.sinceMono;
    devices.takeControl(serial);
  }

  function hear(device: DeviceRole, report: DeviceReport): void {
    if (report.kind === 'wire') {
      wires[device] = report.counters;
      return;
    }
    const draft = draftOf(device, report, state);
    if (draft === null || unchanged(draft)) return;
    if (draft.type === 'device.fault' && repeated(draft.body, report.instant, state.monitor.trusted)) return;
    if (draft.type === 'pump.control' && draft.body.control !== 'unknown') {
      withdrawn = draft.body.control === 'withdrawn';
    }
    const reading = draft.type === 'pump.reading' || draft.type === 'monitor.reading';
    if (reading && !sessionOpen()) glimpse(draft, report.instant);
    else append([draft], report.instant);
    settleNow();
  }

  function unchanged(draft: EventDraft): boolean {
    if (draft.type === 'monitor.alarms') {
      return JSON.stringify(draft.body.alarms) === JSON.stringify(state.monitor.alarms);
    }
    return draft.type === 'pump.control' && draft.body.control === state.pump.control;
  }

  function submit(intent: Intent, basisSeq: number, witness: Actor | null = null): Answer {
    const now = clock.now();
    const commandId = newId();
    const given = {
      at: now.at,
      mono: now.mono,
      basisSeq,
      commandId,
      planned: intent.kind === 'open-session' ? plannedFor(setting, intent.orderId, now.at) : null,
      room: setting.room,
      today: localDate(now.at),
      alarmRules: setting.policy.alarms,
      libraryRefusal: intent.kind === 'open-session' ? setting.libraryRefusal() : null,
      witness,
    };
    const why = notKept();
    const stops = ['pause-infusion', 'end-infusion', 'pause-sound', 'resume-sound', 'acknowledge-alarm'];
    if (why !== null && !stops.includes(intent.kind)) {
      return { kind: 'refused', reasons: [`The record is not being kept. ${why}`] };
    }
    const decision = decide(state, intent, given);
    if (decision.kind === 'refused') {
      append([
        {
          type: 'intent.refused',
          body: {
            by: state.operator,
            intent: intent.kind,
            reasons: decision.reasons,
            findings: [...decision.findings],
          },
        },
      ]);
      settleNow();
      return { kind: 'refused', reasons: decision.reasons };
    }
    // A stop goes to the wire first and is written down in the same tick; everything else is on disk before a byte leaves.
    const { command } = decision;
    if (command?.command.kind === 'stop') devices.send(command.commandId, command.command);
    if (intent.kind === 'open-session') {
      const carried = decision.events.flatMap(({ type, body }) =>
        type === 'session.opened'
          ? carriedRisks(
              setting.store.openRisks(),
              setting.risksElsewhere(body.patient.patientId),
              body.patient.patientId,
              localDate,
            )
          : [],
      );
      const pinned = given.planned === null ? [] : setting.orders.pinned(given.planned.order);
      append([...decision.events, ...pinned, ...sessionStart(state, setting), ...carried], now, newId());
    } else {
      if (intent.kind === 'close-session') countWires();
      append(decision.events, now);
    }
    if (command !== null && command.command.kind !== 'stop') {
      // Written only into memory is not written: a dose is not given on the strength of it.
      if (notKept() !== null) {
        append([
          { type: 'command.rejected', body: { commandId, reason: 'The record could not be written.' } },
        ]);
        settleNow();
        return { kind: 'refused', reasons: [`The record is not being kept. ${notKept() ?? ''}`] };
      }
      devices.send(command.commandId, command.command);
    }
    // Whoever accepts another pump wants to run it from here.
    const accepts = intent.kind === 'accept-device' && intent.device === 'pump';
    if (decision.control === 'take' || accepts) takeControl(state.pump.identity?.serialNumber ?? '');
    if (intent.kind === 'close-session') devices.releaseControl();
    settleNow();
    return { kind: 'accepted', seq: state.seq, commandId: command?.commandId ?? null };
  }

  /** Why nothing is written into the stream of this session; null: it is over, and these are facts about it. */
  function againstStream(sessionId: string, drafts: readonly EventDraft[]): string | null {
    if (!drafts.every(({ type }) => isReview(type))) return 'Only a review is written into a closed session.';
    const found = setting.store.session(sessionId);
    if (found === null) return 'There is no such session in this record.';
    return found.closedAt === null ? 'The session is still open.' : null;
  }

  function countWires(): void {
    for (const device of ['pump', 'monitor'] as const) {
      const counters = wires[device];
      if (counters !== undefined && sessionOpen()) {
        append([{ type: 'wire.counted', body: { device, ...counters, rejected: { ...counters.rejected } } }]);
      }
    }
    // At the end of a run this is the last chance of what still waits.
    if (notKept() !== null) keeper.retry();
  }

  function tick(): void {
    const stepMs = watch(clock.now());
    if (stepMs !== null) append([{ type: 'clock.stepped', body: { byMs: stepMs } }]);
    if (keeper.standing().kind === 'not-kept') keeper.retry();
    settleNow();
  }

  const started = clock.now();
  append([
    {
      type: 'run.started',
      body: {
        appVersion: setting.appVersion,
        bootId: setting.bootId,
        simulation: setting.simulation,
        timeFactor: clock.factor,
        gapMs: found.openSessionId === null ? null : Math.max(0, started.mono - found.state.mono),
      },
    },
    ...resumeDrafts(found, started.at),
  ]);
  const stopTicking = clock.every(TICK_MS * Math.max(1, clock.factor / 4), tick);
  settleNow();

  return {
    state: () => state,
    record: () => keeper.standing(),
    submit,
    hear,
    enter(drafts, stream = 'workstation') {
      const why = notKept();
      if (why !== null) return { kind: 'refused', reasons: [`The record is not being kept. ${why}`] };
      const to = typeof stream === 'string' ? null : stream.closed;
      const against = to === null ? null : againstStream(to, drafts);
      if (against !== null) return { kind: 'refused', reasons: [against] };
      append(drafts, clock.now(), to ?? (stream === 'session' ? streamId() : WORKSTATION));
      settleNow();
      const after = notKept();
      return after === null
        ? { kind: 'done' }
        : { kind: 'refused', reasons: [`The record is not being kept. ${after}`] };
    },
    signIn(actor) {
      append([{ type: 'operator.signed-in', body: { by: actor } }]);
      settleNow();
    },
    note(draft, apart) {
      append([draft], clock.now(), apart === undefined ? streamId() : WORKSTATION);
      settleNow();
    },
    signOut(why) {
      if (state.operator !== null)
        append([{ type: 'operator.signed-out', body: { by: state.operator, why } }]);
      settleNow();
    },
    entry(typed) {
      const before = state.session?.delivery.entry ?? null;
      const purpose = typed?.purpose ?? before?.purpose;
      const text = typed?.text ?? '';
      const unit = state.session?.order.orderedUnit;
      if (!sessionOpen() || purpose === undefined || unit === undefined) return;
      if (text === (before?.text ?? '')) return;
      append([{ type: 'entry.changed', body: { by: state.operator, purpose, text, unit } }]);
      settleNow();
    },
    sound(working, reason) {
      soundFailed = working ? null : reason;
      settleNow();
    },
    soundChecked(working, reason) {
      soundFailed = working ? null : reason;
      append([{ type: 'sound.checked', body: { working, reason } }]);
      settleNow();
    },
    syncOverdue(hours) {
      if (hours === syncOverdueHours) return;
      syncOverdueHours = hours;
      settleNow();
    },
    machine(found) {
      machine = found;
      settleNow();
    },
    countWires,
    stop() {
      stopTicking();
      deadline?.();
    },
  };
}
