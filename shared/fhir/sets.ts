import type { Observation as FhirObservation, Reference } from '@medplum/fhirtypes';
import type { Observation } from '../observation/observation';
import type { TakenValue } from '../observation/vital-signs';
import type { Actor } from '../record/people';
import type { EventBody, LoggedEvent } from '../session/events';
import { deviceWords } from '../session/rounds/take-over';
import type { BaselineSet } from '../session/verification/events';
import { correctionWords } from '../words/note-words';
import { entryKey } from './context';
import { deviceKey, referDeviceKey } from './devices';
import { refer } from './elements';
import type { Draft } from './item-of';
import { observationOf } from './observation';
import { revisions } from './revisions';
import type { Correcting, CuffSent, Part, Scope } from './scope';
import { setScores } from './set-scores';
import { pressureObservation, type Single, type Taken, vitalObservation } from './vital';

const singles: readonly Single[] = ['heartRatePerMin', 'spo2Percent', 'respirationPerMin'];
const noPressure = { meanMmHg: null, pulsePerMin: null };

type Set = {
  /** The entry that recorded it. */
  readonly root: number;
  readonly seen: Observation;
  readonly by: Actor;
  readonly writtenAt: number;
  readonly late: boolean;
};

const draftOf = (key: string, resource: FhirObservation): Draft => ({
  ...{ kind: 'obs', key, lane: 3, write: 'create', resource },
});

function takenOf(scope: Scope, value: TakenValue, { by, writtenAt, late }: Set): Taken {
  const { source, measuredAt, insisted } = value;
  const key = source.kind === 'device' ? scope.monitors.get(source.device) : undefined;
  return {
    ...{ value: value.value, at: measuredAt, writtenAt, by },
    device: key === undefined ? null : referDeviceKey(key),
    numeric: source.kind === 'device' ? source.code : null,
    note: [insisted ? 'implausible, typed twice' : '', late ? 'written down late' : '']
      .filter((one) => one !== '')
      .join('; '),
  };
}

/** The cuff's own measurement, where a set took over both of its numbers. */
function cuffOf(
  { cuffs }: Scope,
  { systolicMmHg: high, diastolicMmHg: low }: Observation['vitals'],
): CuffSent | null {
  if (high?.source.kind !== 'device' || low?.source.kind !== 'device') return null;
  const found = cuffs.findLast(
    ({ at, systolicMmHg, diastolicMmHg }) =>
      Math.abs(at - high.measuredAt) < 2_000 && systolicMmHg === high.value && diastolicMmHg === low.value,
  );
  return found ?? null;
}

function pressureOf(scope: Scope, set: Set): FhirObservation | null {
  const { systolicMmHg: high, diastolicMmHg: low } = set.seen.vitals;
  const first = high ?? low;
  if (first === null) return null;
  const pressure = { systolicMmHg: high?.value ?? null, diastolicMmHg: low?.value ?? null, ...noPressure };
  return pressureObservation(scope, pressure, takenOf(scope, first, set));
}

/**
 * An observation round: each value as an observation of its own, and one that names them all. A pressure that was taken
 * over from the cuff is the cuff's own measurement: it is named, and not said twice.
 */
function setDrafts(scope: Scope, set: Set): Draft[] {
  const { root, seen, by, writtenAt, late } = set;
  const key = (part: string): string => `${scope.sessionId}/${root}/${part}`;
  const cuff = cuffOf(scope, seen.vitals);
  const pressure = cuff === null ? pressureOf(scope, set) : null;
  const own = [
    ...singles.flatMap((sign) => {
      const value = seen.vitals[sign];
      if (value === null) return [];
      return [draftOf(key(sign), vitalObservation(scope, sign, takenOf(scope, value, set)))];
    }),
    ...(pressure === null ? [] : [draftOf(key('blood-pressure'), pressure)]),
    ...setScores(scope, seen, { at: seen.measuredAt, writtenAt, by }).map(({ part, resource }) =>
      draftOf(key(part), resource),
    ),
  ];
  const members: Reference<FhirObservation>[] = [
    ...own.map((one) => refer<FhirObservation>('obs', one.key)),
    ...(cuff === null ? [] : [refer<FhirObservation>('obs', cuff.key)]),
  ];
  const notes = [seen.text, late ? 'written down late' : ''].filter((text) => text !== '');
  const round = observationOf(
    scope,
    {
      ...{ code: 'round', category: 'exam', at: seen.measuredAt, writtenAt, by },
      more: {
        ...(members.length === 0 ? {} : { hasMember: members }),
        ...(notes.length === 0 ? {} : { note: notes.map((text) => ({ text })) }),
      },
    },
    { valueString: members.length === 0 ? 'nothing was looked at' : 'done' },
  );
  return [...own, draftOf(key('round'), round)];
}

/** The set of values before the start. */
function baselineDrafts(scope: Scope, event: LoggedEvent & { type: 'baseline.taken' }): Draft[] {
  const { by, set, insistedOn } = event.body;
  const key = (part: string): string =>
    `${scope.sessionId}/${entryKey(scope.context, event.seq)}/baseline/${part}`;
  const note = insistedOn.join(' ');
  const taken = (of: BaselineSet[keyof BaselineSet]): Taken => {
    const device = scope.monitors.get(of.source);
    return {
      ...{ value: of.value, at: of.measuredAt, writtenAt: event.at, by, note },
      device: device === undefined ? null : referDeviceKey(device),
      numeric: of.source === 'typed' ? null : 'NIBP-sys',
    };
  };
  const { systolicMmHg: high, diastolicMmHg: low } = set;
  const pressure = { systolicMmHg: high.value, diastolicMmHg: low.value, ...noPressure };
  const own = [
    ...singles.map((sign) => {
      const of = taken(set[sign]);
      // Which of its numbers the monitor gave as a heart rate is not kept with a baseline.
      return draftOf(key(sign), {
        ...vitalObservation(scope, sign, of),
      });
    }),
    draftOf(key('blood-pressure'), pressureObservation(scope, pressure, taken(high))),
  ];
  const whole = observationOf(
    scope,
    {
      ...{ code: 'baseline', category: 'exam', at: event.at, writtenAt: event.at, by },
      more: { hasMember: own.map((one) => refer<FhirObservation>('obs', one.key)) },
    },
    { valueString: 'done' },
  );
  return [...own, draftOf(key('set'), whole)];
}

const setOf = (event: LoggedEvent): Set | null => {
  const { seq, at } = event;
  if (event.type === 'observation.recorded') {
    const { by, observation, late } = event.body;
    return { root: seq, seen: observation, by, writtenAt: at, late };
  }
  if (event.type !== 'observation.corrected') return null;
  const { by, ofSeq, now } = event.body;
  return { root: ofSeq, seen: now, by, writtenAt: at, late: false };
};

const correctingBy = ({
  at,
  body,
}: {
  at: Correcting['at'];
  body: EventBody<'observation.corrected'>;
}): Correcting => ({
  ...{ at, by: body.by, reason: body.why, words: correctionWords(body.was, body.now) },
});

/** Baselines and observation rounds, as they stand after what was put right in them. */
export function setsPart(scope: Scope): Part {
  const kept = revisions(scope);
  /** Which entry says last what a set is. */
  const said = new Map<number, number>();
  return {
    take(event, state) {
      const { identity } = state.monitor;
      if (identity !== null) scope.monitors.set(deviceWords(identity), deviceKey(identity));
      if (event.type === 'baseline.taken')
        return kept.put(String(event.seq), baselineDrafts(scope, event), null);
      const set = setOf(event);
      if (set === null) return [];
      said.set(set.root, event.seq);
      const why = event.type === 'observation.corrected' ? correctingBy(event) : null;
      return kept.put(String(set.root), setDrafts(scope, set), why);
    },
    reread(event, why) {
      if (event.type === 'baseline.taken')
        return kept.put(String(event.seq), baselineDrafts(scope, event), why);
      const set = setOf(event);
      if (set === null || said.get(set.root) !== event.seq) return [];
      return kept.put(String(set.root), setDrafts(scope, set), why);
    },
  };
}
