import type { ChecklistItem } from '../../policy/verification-policy';
import { mayDo } from '../../record/permissions';
import { type EpochMs, epochMs } from '../../time/clock';
import { accept, type Decision, type Here, refuse } from '../decision';
import type { EventDraft } from '../events';
import type { Intent } from '../intents';
import type { Session } from '../state';
import {
  type BaselineItem,
  implausibleIn,
  monitorSet,
  outsideStartBounds,
  signNames,
  tooSoon,
  typedSet,
} from './baseline';
import { baselineSets, checklistOf, judgeAnswer } from './checklist';
import { identityDiffers } from './identity';

type Wish<K extends Intent['kind']> = Extract<Intent, { kind: K }>;

const lineOf = (session: Session, check: string): ChecklistItem | undefined =>
  checklistOf(session).find((item) => item.check === check);

const noLine = (): Decision => refuse('That line is not on the list of this session.');

/** Looked at and so: only for lines that need no more than a look. */
export function confirmCheck(intent: Wish<'confirm-check'>, here: Here): Decision {
  const { session, operator } = here;
  // Ticked off is not read: the syringe's check is made by typing what its label says.
  if (intent.check === 'syringe') return refuse('Load the syringe: type what its label says.');
  const item = lineOf(session, intent.check);
  if (item === undefined) return noLine();
  if (item.kind === 'alarm-test') return alarmTestDone(item, here);
  if (item.kind !== 'seen') return refuse(`${item.words} takes more than a tick. Open the line.`);
  return accept({
    type: 'check.confirmed',
    body: { by: operator, check: intent.check, evidence: intent.evidence },
  });
}

/** Not a tick but what the console itself knows: all three priorities were seen and heard, lately enough (SR-119). */
function alarmTestDone(
  item: Extract<ChecklistItem, { kind: 'alarm-test' }>,
  { state, operator, given }: Here,
): Decision {
  const test = state.alarmTest;
  if (test === null || given.at - test.at > item.withinHours * 3_600_000) {
    return refuse(
      `No alarm test passed here in the last ${item.withinHours} h. Make it from the worklist, then confirm.`,
    );
  }
  const evidence = `all three seen and heard by ${test.by.name}`;
  return accept({ type: 'check.confirmed', body: { by: operator, check: item.check, evidence } });
}

/** Two identifiers of the wristband, both this patient's (SR-001). */
export function identifyPatient(intent: Wish<'identify-patient'>, { session, operator }: Here): Decision {
  const item = checklistOf(session).find(({ kind }) => kind === 'identity');
  if (item === undefined) return noLine();
  const wanted = session.policy.verification.secondIdentifier;
  if (intent.second.kind !== wanted) return refuse(`This clinic asks for the ${wanted.replace('-', ' ')}.`);
  const reasons = identityDiffers(session.patient, intent);
  if (reasons.length > 0) return refuse(...reasons);
  const second = wanted.replace('-', ' ');
  const evidence =
    session.wristband === intent.mrn.trim()
      ? `wristband scanned, ${second} typed, both the same`
      : `MRN and ${second} typed from the wristband, both the same`;
  return accept({ type: 'check.confirmed', body: { by: operator, check: item.check, evidence } });
}

/** Asked, with its answer; what stands in the way is kept as such. */
export function answerCheck(intent: Wish<'answer-check'>, { session, operator }: Here): Decision {
  const item = lineOf(session, intent.check);
  if (item === undefined) return noLine();
  const judged = judgeAnswer(item, intent.answer);
  if (judged.kind === 'wrong') return refuse(judged.words);
  return accept(
    judged.kind === 'met'
      ? { type: 'check.confirmed', body: { by: operator, check: item.check, evidence: judged.words } }
      : { type: 'check.not-met', body: { by: operator, check: item.check, reason: judged.words } },
  );
}

/** A physician takes an open line upon themselves, by their own secret and with a reason (SR-009). */
export function overrideCheck(intent: Wish<'override-check'>, { session, operator, given }: Here): Decision {
  const item = lineOf(session, intent.check);
  if (item === undefined) return noLine();
  if (!item.override) return refuse(`${item.words}: nobody can let this go. It has to be done.`);
  const standing = session.checks[item.check];
  if (standing !== undefined && standing.kind !== 'not-met') return refuse(`${item.words} is not open.`);
  const physician = given.witness;
  if (physician === null) return refuse('A physician signs this with their own PIN.');
  if (!mayDo(physician.role, 'override-check')) {
    return refuse(`A physician decides this; ${physician.name} is a ${physician.role}.`);
  }
  if (intent.reason.trim().length < 3) return refuse('A reason is needed, in words.');
  const reason = intent.reason.trim();
  return accept({
    type: 'check.overridden',
    body: { by: operator, physician, check: item.check, reason },
  });
}

/** What the whole line comes to once enough sets are there; the last set decides. */
function afterSet(
  item: BaselineItem,
  session: Session,
  by: Here['operator'],
  set: Parameters<typeof outsideStartBounds>[0],
): EventDraft[] {
  const [taken, needed] = [session.baseline.length + 1, baselineSets(session)];
  const outside = outsideStartBounds(set, item);
  if (outside.length > 0) {
    return [{ type: 'check.not-met', body: { by, check: item.check, reason: outside.join('; ') } }];
  }
  if (taken < needed) return [];
  const { systolicMmHg, diastolicMmHg, heartRatePerMin, spo2Percent } = set;
  const evidence = `${taken} sets, last ${systolicMmHg.value}/${diastolicMmHg.value} mmHg, HR ${heartRatePerMin.value}, SpO₂ ${spo2Percent.value} %`;
  return [{ type: 'check.confirmed', body: { by, check: item.check, evidence } }];
}

/** One set of vital signs, off the monitor or typed; what can hardly be right is asked for again (SR-082, SR-083). */
export function takeBaseline(intent: Wish<'take-baseline'>, here: Here): Decision {
  const { session, operator, state, given } = here;
  const item = checklistOf(session).find((one) => one.kind === 'baseline');
  if (item?.kind !== 'baseline') return noLine();
  const at: EpochMs = epochMs(state.at + Math.max(0, given.mono - state.mono));
  const seen = intent.typed === null ? monitorSet(state, given.mono) : null;
  if (seen?.kind === 'missing') {
    const names = seen.signs.map((sign) => signNames[sign].name).join(', ');
    return refuse(`The monitor gives no ${names} now. Measure, or type this set.`);
  }
  const set = seen?.kind === 'set' ? seen.set : intent.typed === null ? null : typedSet(intent.typed, at);
  if (set === null) return refuse('Type this set.');
  const soon = tooSoon(set, session.baseline, item);
  if (soon !== null) return refuse(soon);
  const odd = implausibleIn(set, item);
  if (odd.length > 0 && !intent.insists) return refuse(...odd, 'Measure again. If it is so, keep it.');
  return accept(
    { type: 'baseline.taken', body: { by: operator, set, insistedOn: odd } },
    ...afterSet(item, session, operator, set),
  );
}
