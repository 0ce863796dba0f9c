import type { Syringe } from '../dosing/order';
import { canonical } from '../record/canonical';
import type { LoggedEvent } from '../session/events';
import { isSessionPump } from '../session/session-pump';
import type { BedsideState, Phase } from '../session/state';
import { pauseReasonWords } from '../words/note-words';
import { deviceKey } from './devices';
import { type DoseAccount, doseAccount, type Stretch } from './dose-account';
import { addDose, type DoseNg, doseOf, noDose, toNg } from './doses';
import {
  bolusDraft,
  type InfusionFacts,
  infusionDraft,
  pauseDraft,
  type RecordedBolus,
  type SegmentFacts,
  segmentDraft,
} from './infusion-resources';
import type { Draft } from './item-of';
import { revisions } from './revisions';
import type { Correcting, Part, Scope } from './scope';

/** A stretch that is over, with the boluses that were given in it. */
type Closed = { stretch: Stretch; boluses: RecordedBolus[] };

const pumpKeyOf = (state: BedsideState): string | null =>
  state.pump.identity === null || !isSessionPump(state) ? null : deviceKey(state.pump.identity);

const recordedBolus = (event: LoggedEvent & { type: 'bolus.recorded' }): RecordedBolus => {
  const { by, doseMg, overSeconds } = event.body;
  return { seq: event.seq, at: event.at, by, doseMg, overSeconds };
};

/** How a stretch's dose is shared between the boluses given in it, in their order, and its own rate. */
function shares({ stretch, boluses }: Closed): {
  readonly own: DoseNg | null;
  readonly of: readonly DoseNg[];
} {
  const whole = doseOf(stretch);
  // The pump itself showed a bolus: all of the stretch is the one that was recorded.
  if (stretch.flow.kind === 'rate' && stretch.flow.by === 'bolus' && boluses.length > 0)
    return { own: null, of: boluses.map((_, index) => (index === 0 ? whole : noDose)) };
  let rest = whole;
  const of = boluses.map(({ doseMg }) => {
    const part = Math.min(toNg(doseMg), rest.low);
    rest = { low: rest.low - part, high: rest.high - part };
    return { low: part, high: part };
  });
  const flowed = stretch.flow.kind === 'rate' && stretch.started;
  return { own: rest.high > 0 || flowed ? rest : null, of };
}

function phaseFacts(phase: Phase, state: BedsideState): Pick<InfusionFacts, 'status' | 'reason'> {
  const { session } = state;
  if (phase === 'paused') return { status: 'on-hold', reason: pauseWords(state) };
  if (phase === 'infusing' || phase === 'preparing') return { status: 'in-progress', reason: null };
  return session?.endedWhy === 'complete'
    ? { status: 'completed', reason: null }
    : { status: 'stopped', reason: 'ended before the ordered dose was given' };
}

/** Why the infusion is paused, as far as anybody said. */
function pauseWords({ session }: BedsideState): string {
  const { pauseReason = null, delivery, pumpChange = null } = session ?? {};
  if (pauseReason !== null)
    return [pauseReasonWords(pauseReason.reason), pauseReason.text].filter((one) => one !== '').join(': ');
  if (delivery?.fired != null) return `interlock: ${delivery.fired.sign} below ${delivery.fired.level}`;
  return pumpChange?.value.kind === 'stopped' ? pumpChange.value.words : 'no reason given';
}

/**
 * The infusion: the parent, and as its parts what the pump gave at each constant rate, the boluses, and the pauses.
 * The parent's total is the sum of its parts, to the last digit.
 */
export function infusionPart(scope: Scope): Part {
  const account: DoseAccount = doseAccount(scope.opened);
  const kept = revisions(scope);
  const closed: Closed[] = [];
  const syringes = new Map<number, Syringe>();
  let pause: { readonly seq: number; readonly at: number; reason: string } | null = null;
  let phase: Phase = 'preparing';
  let begun = false;
  let endedAt: number | null = null;
  let parent = '';

  const syringeOf = ({ syringe }: Stretch): Syringe | null =>
    syringe.seq === null ? null : (syringes.get(syringe.seq) ?? null);

  function children(of: Closed): { readonly drafts: Draft[]; readonly dose: DoseNg } {
    const { own, of: given } = shares(of);
    const facts = (dose: DoseNg): SegmentFacts => ({
      ...{ dose, stretch: of.stretch, syringe: syringeOf(of.stretch) },
    });
    const boluses = of.boluses.map((one, index) => bolusDraft(scope, facts(given[index] ?? noDose), one));
    const drafts = own === null ? boluses : [segmentDraft(scope, facts(own)), ...boluses];
    return { drafts, dose: [...(own === null ? [] : [own]), ...given].reduce(addDose, noDose) };
  }
  const sent = (of: Closed, why: Correcting | null): Draft[] =>
    kept.put(String(of.stretch.seq), children(of).drafts, why);
  const total = (): DoseNg => closed.map((one) => children(one).dose).reduce(addDose, noDose);

  /** The stretch in which a bolus was given: one that the pump showed as such, else the one that it ended. */
  function givenIn(): Closed | undefined {
    const shown = closed.findLast(({ stretch: { flow } }) => flow.kind === 'rate' && flow.by === 'bolus');
    if (shown !== undefined && shown.boluses.length === 0) return shown;
    const last = closed.at(-1);
    const counts = last !== undefined && doseOf(last.stretch).low > 0;
    return counts ? last : (closed.findLast(({ stretch }) => doseOf(stretch).low > 0) ?? last);
  }

  function parentDraft(state: BedsideState, why: Correcting | null): Draft[] {
    if (!begun || state.session === null) return [];
    const isOver = phase === 'recovery' || phase === 'closed';
    const facts: InfusionFacts = {
      ...phaseFacts(phase, state),
      fromAt: state.session.startedAt ?? state.session.openedAt,
      toAt: isOver ? endedAt : null,
      total: isOver ? total() : null,
      by: state.session.openedBy,
      pumpKey:
        closed.findLast(({ stretch }) => stretch.pumpKey !== null)?.stretch.pumpKey ?? pumpKeyOf(state),
    };
    const draft = infusionDraft(scope, facts);
    const text = canonical(draft.resource);
    if (text === parent) return [];
    parent = text;
    return kept.put('parent', [draft], why);
  }

  function pauses(event: LoggedEvent, state: BedsideState): Draft[] {
    const now = state.session?.phase ?? phase;
    const over = pause !== null && now !== 'paused' ? pause : null;
    if (pause !== null && now === 'paused') pause.reason = pauseWords(state);
    if (pause === null && now === 'paused')
      pause = { seq: event.seq, at: event.at, reason: pauseWords(state) };
    if (over === null) return [];
    pause = null;
    const { seq, at, reason } = over;
    return kept.put(`pause ${seq}`, [pauseDraft(scope, { seq, fromAt: at, toAt: event.at, reason })], null);
  }

  let last: BedsideState | null = null;
  return {
    take(event, state) {
      const { session } = state;
      if (session === null) return [];
      last = state;
      if (event.type === 'syringe.loaded') syringes.set(event.seq, event.body.syringe);
      const ended = account.take(event, state, pumpKeyOf(state));
      begun ||= session.startedAt !== null || account.counted().highMl > 0;
      const parts: Draft[] = [];
      if (ended !== null) {
        closed.push({ stretch: ended, boluses: [] });
        if (event.type === 'bolus.recorded') {
          const home = givenIn();
          home?.boluses.push(recordedBolus(event));
          if (home !== undefined) parts.push(...sent(home, null));
        }
        const newest = closed.at(-1);
        if (newest !== undefined) parts.push(...sent(newest, null));
      }
      parts.push(...pauses(event, state));
      const isNews =
        session.phase !== phase || (event.type !== 'pump.reading' && event.type !== 'monitor.reading');
      phase = session.phase;
      if (event.type === 'infusion.ended') endedAt = event.at;
      if (event.type === 'session.closed') endedAt ??= event.at;
      const whole = isNews || parts.length > 0 ? parentDraft(state, null) : [];
      return [...whole, ...parts];
    },
    reread(event, why) {
      if (last === null) return [];
      let touched: Closed[] = [];
      if (event.type === 'syringe.loaded') {
        syringes.set(event.seq, event.body.syringe);
        const { concentrationMgPerMl } = event.body.syringe;
        touched = closed.filter(({ stretch }) => stretch.syringe.seq === event.seq);
        for (const one of touched)
          one.stretch = { ...one.stretch, syringe: { seq: event.seq, concentrationMgPerMl } };
      } else if (event.type === 'bolus.recorded') {
        touched = closed.filter(({ boluses }) => boluses.some(({ seq }) => seq === event.seq));
        for (const one of touched)
          one.boluses = one.boluses.map((bolus) => (bolus.seq === event.seq ? recordedBolus(event) : bolus));
      } else return [];
      const parts = touched.flatMap((one) => sent(one, why));
      return [...parentDraft(last, why), ...parts];
    },
  };
}
