import { emptyObservation, type Observation } from '../../shared/observation/observation';
import { implausible, type PlausibleBounds } from '../../shared/observation/plausible';
import { signWords, type TakenValue, type VitalSign, vitalSigns } from '../../shared/observation/vital-signs';
import { takeOver } from '../../shared/session/rounds/take-over';
import type { BedsideState } from '../../shared/session/state';
import { type EpochMs, epochMs, type MonoMs } from '../../shared/time/clock';
import { parseNumber } from '../../shared/units/parse';

/** A set while it is filled in. Nothing of it is in the record before it is recorded. */
export type Draft = {
  /** Minutes before now at which the patient was looked at; for a correction the set's own time stands. */
  readonly agoMin: number;
  readonly seen: Observation;
  /** Values that were implausible when they were first typed; the same number again is kept as entered. */
  readonly questioned: Partial<Record<VitalSign, number>>;
};

export const newDraft = (at: EpochMs): Draft => ({ agoMin: 0, seen: emptyObservation(at), questioned: {} });

/** A draft of a set that stands in the record, to correct it. */
export const draftOf = (seen: Observation): Draft => ({ agoMin: 0, seen, questioned: {} });

/** The draft with every value that the monitor has now; what it has not stays as it was typed, or unknown. */
export function withMonitor(draft: Draft, state: BedsideState, mono: MonoMs): Draft {
  const vitals = { ...draft.seen.vitals };
  for (const sign of vitalSigns) {
    const found = takeOver(state, sign, mono);
    if (found.kind === 'taken') vitals[sign] = found.value;
  }
  return { ...draft, seen: { ...draft.seen, vitals }, questioned: {} };
}

/** The draft with a typed number, or with none; a reason where the text is no such number. */
export function withTyped(
  draft: Draft,
  sign: VitalSign,
  text: string,
): { draft: Draft; wrong: string | null } {
  if (text === '') {
    return { draft: { ...draft, seen: withValue(draft.seen, sign, null) }, wrong: null };
  }
  const parsed = parseNumber(text, 0);
  if (parsed.kind === 'refused') return { draft, wrong: parsed.words };
  const taken: TakenValue = {
    value: parsed.value,
    unit: signWords[sign].unit,
    // The main process puts the initials of whoever is signed in.
    source: { kind: 'typed', initials: '?' },
    measuredAt: draft.seen.measuredAt,
    insisted: draft.questioned[sign] === parsed.value,
  };
  return { draft: { ...draft, seen: withValue(draft.seen, sign, taken) }, wrong: null };
}

function withValue(seen: Observation, sign: VitalSign, taken: TakenValue | null): Observation {
  return { ...seen, vitals: { ...seen.vitals, [sign]: taken } };
}

/** Values to be typed again before the set can be recorded (SR-082): why, and the draft with their fields emptied. */
export function question(
  draft: Draft,
  bounds: PlausibleBounds,
): { readonly words: string; readonly first: VitalSign; readonly draft: Draft } | null {
  const open = implausible(draft.seen, bounds).filter(({ signs }) =>
    signs.some((sign) => draft.seen.vitals[sign]?.insisted !== true),
  );
  const [first] = open[0]?.signs ?? [];
  if (first === undefined) return null;
  const questioned = { ...draft.questioned };
  const vitals = { ...draft.seen.vitals };
  for (const sign of open.flatMap(({ signs }) => signs)) {
    const taken = vitals[sign];
    if (taken !== null) questioned[sign] = taken.value;
    vitals[sign] = null;
  }
  const words = open.map((one) => one.words).join(' ');
  return { words, first, draft: { ...draft, questioned, seen: { ...draft.seen, vitals } } };
}

/** The set as it is sent: looked at now, or the chosen minutes ago; typed values share that time. */
export function sentAt(draft: Draft, at: EpochMs): Observation {
  const measuredAt = epochMs(at - draft.agoMin * 60_000);
  const vitals = { ...draft.seen.vitals };
  for (const sign of vitalSigns) {
    const taken = vitals[sign];
    if (taken?.source.kind === 'typed') vitals[sign] = { ...taken, measuredAt };
  }
  return { ...draft.seen, measuredAt, vitals };
}
