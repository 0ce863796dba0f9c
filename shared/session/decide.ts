import type { PumpCommand } from '../commands/pump-command';
import { floorToStep, toMl, toPumpRate } from '../dosing/convert';
import type { Order } from '../dosing/order';
import { checkOrder, checkUnit, forbidding, keptReasons, sameDrug } from '../limits/check';
import type { SoftReason } from '../limits/profile';
import { policySchema } from '../policy/policy';
import { mayDo } from '../record/permissions';
import { type MgPerKgPerHour, ml } from '../units/units';
import { againstOpening } from '../workstation/self-test';
import { decideAlarms } from './alarms/decide-alarms';
import { blockedBy } from './blocked';
import { chapters } from './chapters';
import { accept, type Circumstances, type Decision, refuse, refuseBy } from './decision';
import { endOf } from './end-of';
import type { CommandPurpose, EventDraft } from './events';
import type { Intent } from './intents';
import { rateFindings } from './rate-findings';
import type { BedsideState, Session } from './state';
import { stopDrafts } from './stop-drafts';
import { deliveredHighMg, deliveredMl } from './view';

/**
 * What an intent comes to: the facts to write and the command to send, or every reason against it. Pausing is
 * accepted in every state. Nothing is clamped: a value past a bound is refused with the largest permitted one.
 */
export function decide(state: BedsideState, intent: Intent, given: Circumstances): Decision {
  if (intent.kind === 'pause-infusion') return stop(state, 'pause', given);
  const blocked = blockedBy(state, intent.kind, given.mono);
  if (blocked !== null) return refuse(blocked);
  const { operator, session } = state;

  const ofAlarms = decideAlarms(state, intent, given);
  if (ofAlarms !== null) return ofAlarms;
  if (operator === null) return refuse('Nobody is signed in. Sign in first.');
  if (intent.kind === 'open-session') return openSession(state, given);
  if (session === null || session.phase === 'closed') return refuse('No session is open.');
  for (const chapter of chapters) {
    const decision = chapter.decide(intent, { state, session, operator, given });
    if (decision !== null) return decision;
  }

  switch (intent.kind) {
    case 'start-infusion':
      return deliver(state, session, 'start', intent.rateMgPerKgPerHour, intent.reasons, given);
    case 'resume-infusion':
      return deliver(state, session, 'resume', intent.rateMgPerKgPerHour, intent.reasons, given);
    case 'change-rate':
      return deliver(state, session, 'change-rate', intent.rateMgPerKgPerHour, intent.reasons, given);
    case 'give-bolus':
      return refuse('The order has no bolus.');
    case 'end-infusion':
      return stop(state, 'end', given);
    case 'take-control':
      return {
        kind: 'accepted',
        events: [{ type: 'control.asked', body: { by: operator } }],
        command: null,
        control: 'take',
      };
    case 'accept-device': {
      const identity = intent.device === 'pump' ? state.pump.identity : state.monitor.identity;
      if (identity === null) return refuse(`No ${intent.device} is connected.`);
      return accept({ type: 'device.accepted', body: { by: operator, device: intent.device, identity } });
    }
    case 'accept-pump-change': {
      const change = session.pumpChange;
      if (change === null) return refuse('There is no change at the pump to accept.');
      return accept({ type: 'pump.change-accepted', body: { by: operator, words: change.value.words } });
    }
    case 'resolve-uncertain':
      return resolve(session, intent, { by: operator });
    case 'close-session': {
      const volume = deliveredMl(session, given.mono);
      return accept(...startLeft(state, session, given), {
        type: 'session.closed',
        body: {
          by: operator,
          outcome: session.phase === 'recovery' ? 'completed' : 'abandoned',
          volumeMl: { low: volume.low, high: volume.high },
        },
      });
    }
    default:
      return refuse('This program knows no such wish. Nothing was done.');
  }
}

function openSession(state: BedsideState, given: Circumstances): Decision {
  const { planned } = given;
  const by = state.operator;
  if (by === null) return refuse('Nobody is signed in. Sign in first.');
  const unsafe = againstOpening(state.selfTest);
  if (unsafe.length > 0) return refuse(...unsafe);
  if (given.libraryRefusal !== null) return refuse(given.libraryRefusal);
  if (planned === null) return refuse('There is no such order on this workstation.');
  const { order, patient, limits, policy, follows, against = [] } = planned;
  if (against.length > 0) return refuse(...against);
  if (order.signedBy === null) return refuse('The order is not signed. A physician has to sign it first.');
  if (!mayDo(order.signedBy.role, 'order')) {
    return refuse(`The order is signed by a ${order.signedBy.role}. A physician has to sign it.`);
  }
  if (patient.patientId !== order.patientId) return refuse('The order belongs to another patient.');
  if (limits.profileId !== order.limitProfileId || !sameDrug(limits.drug, order.drug)) {
    return refuse(`There are no limits for ${order.drug} as ordered (${order.limitProfileId}).`);
  }
  const hard = checkOrder(order, limits).filter((finding) => finding.severity === 'hard');
  const unit = checkUnit(order, limits);
  if (unit.length > 0) return refuse(...unit);
  if (hard.length > 0) return refuseBy(hard, hard);
  return accept({
    type: 'session.opened',
    body: {
      by,
      patient,
      order,
      limits,
      // Only what is a session's: what the log would not give back must not be part of what is signed.
      policy: policySchema.parse(policy),
      follows: follows ?? null,
      room: given.room,
      simulation: state.simulation,
      timeFactor: state.timeFactor,
    },
  });
}

/** A stop waits for nothing, needs nobody signed in, and overtakes whatever command is open. */
function stop(state: BedsideState, purpose: 'pause' | 'end', given: Circumstances): Decision {
  const { commandId, basisSeq } = given;
  const { events, sends } = stopDrafts(state, { purpose, commandId, by: state.operator, basisSeq });
  const command = sends ? { commandId, command: { kind: 'stop' } as const } : null;
  return { kind: 'accepted', events, command, control: null };
}

function deliver(
  state: BedsideState,
  session: Session,
  purpose: Extract<CommandPurpose, 'start' | 'resume' | 'change-rate'>,
  rate: MgPerKgPerHour,
  reasons: readonly SoftReason[],
  given: Circumstances,
): Decision {
  const { capabilities } = state.pump;
  if (capabilities === null) return refuse('What this pump can do is not known yet. Wait for it to answer.');
  if (given.basisSeq < state.significantSeq) {
    return refuse('Something changed while you decided. Look at the screen again, then hold again.');
  }
  const { order, limits } = session;
  const findings = rateFindings(session, capabilities, purpose, rate, given.mono);
  const forbidden = forbidding(findings, reasons, limits.reasonCodes);
  if (forbidden.length > 0) return refuseBy(forbidden, findings);

  const pumpRate = toPumpRate(order, capabilities, rate);
  const leftMg = order.totalMg - deliveredHighMg(session, given.mono);
  const vtbiMl = ml(
    floorToStep(toMl(leftMg as Order['totalMg'], order.concentrationMgPerMl), capabilities.vtbiStepMl),
  );
  if (purpose !== 'change-rate') {
    if (!(vtbiMl > 0)) return refuse('Nothing of the order is left to give.');
    if (vtbiMl > capabilities.vtbiMaxMl) {
      return refuse(
        `The order leaves ${vtbiMl} mL; the pump takes a volume limit of at most ${capabilities.vtbiMaxMl} mL. A physician has to divide the order.`,
      );
    }
  }
  const command: PumpCommand =
    purpose === 'change-rate'
      ? { kind: 'set-rate', rateMlPerHour: pumpRate.mlPerHour }
      : { kind: 'start', rateMlPerHour: pumpRate.mlPerHour, vtbiMl };
  return {
    kind: 'accepted',
    events: [
      {
        type: 'command.requested',
        body: {
          commandId: given.commandId,
          command,
          purpose,
          by: state.operator,
          signedIn: state.operator !== null,
          basisSeq: given.basisSeq,
          rateMgPerKgPerHour: rate,
          findings,
          reasons: keptReasons(findings, reasons, limits.reasonCodes),
        },
      },
    ],
    command: { commandId: given.commandId, command },
    control: null,
  };
}

/** A session that ends before its start leaves the soft limits that START showed (SR-032). */
function startLeft(state: BedsideState, session: Session, given: Circumstances): EventDraft[] {
  const { capabilities } = state.pump;
  const [first] = session.order.steps;
  if (session.phase !== 'preparing' || capabilities === null || first === undefined) return [];
  const findings = rateFindings(session, capabilities, 'start', first.rateMgPerKgPerHour, given.mono);
  if (findings.length === 0) return [];
  return [
    {
      type: 'limit.warned',
      body: { by: state.operator, place: 'start', outcome: 'cancelled', findings },
    },
  ];
}

function resolve(
  session: Session,
  intent: Extract<Intent, { kind: 'resolve-uncertain' }>,
  by: { readonly by: NonNullable<BedsideState['operator']> },
): Decision {
  const open = session.openCommand;
  if (open === null || open.stage !== 'uncertain' || open.commandId !== intent.commandId) {
    return refuse('That command is no longer in doubt.');
  }
  if (intent.pumpShows === 'infusing' && intent.rateMlPerHour === null) {
    return refuse('Type the rate that the pump shows.');
  }
  if (intent.rateMlPerHour !== null && !(intent.rateMlPerHour > 0 && intent.rateMlPerHour <= 1200)) {
    return refuse('A pump shows a rate between 0.1 and 1200 mL/h. Read it again.');
  }
  const { command } = open;
  const took =
    command.kind === 'stop'
      ? intent.pumpShows === 'stopped'
      : intent.pumpShows === 'infusing' && intent.rateMlPerHour === command.rateMlPerHour;
  return accept(
    {
      type: 'command.resolved',
      body: {
        commandId: open.commandId,
        took,
        source: { kind: 'person', ...by, pumpShows: intent.pumpShows, rateMlPerHour: intent.rateMlPerHour },
      },
    },
    ...(took ? endOf(open) : []),
  );
}
