import { existsSync, readdirSync } from 'node:fs';
import type { CourseSession } from '../../../shared/course/page';
import { HERE, mergePages } from '../../../shared/finding/places';
import type { PatientQuery, SessionQuery } from '../../../shared/finding/query';
import type { AskOutput } from '../../../shared/ipc/contract';
import type { SessionSummary } from '../../../shared/ipc/session-detail';
import type { OpenRisk, Outcome, SeriesSession } from '../../../shared/outcomes/outcome';
import { lineOf } from '../../../shared/record/lines';
import type { Patient } from '../../../shared/record/patient';
import type { Place } from '../../../shared/record/place';
import {
  type AnsweredThere,
  answeredElsewhere,
  type RiskLog,
  risksElsewhere,
} from '../../../shared/session/risk-elsewhere';
import type { EpochMs } from '../../../shared/time/clock';
import { dayWords } from '../../../shared/words/phrases';
import type { EarlierDose } from '../session-facts';
import type { Store } from '../store';
import { formsIn, seriesIn } from './forms';
import { replacedOf } from './replaced';
import { replicaFolder, replicaName } from './replica';

/** One place and what is kept of it. */
type Kept = { readonly place: Place | null; readonly store: Store };

/** A patient as another place knows them: the same MRN and the same day of birth. */
type Known = Kept & { readonly patientId: string };

export type Places = {
  /** The store that holds a session, and where it is from (null: from here); null: no place has it. */
  of(sessionId: string): Kept | null;
  findSessions(query: SessionQuery): AskOutput<'findSessions'>;
  findPatients(query: PatientQuery): AskOutput<'findPatients'>;
  /** A patient of the list, or of a session from elsewhere. */
  patient(patientId: string): Patient | null;
  /** Every session of a patient in all places, earliest first. */
  courseOf(patientId: string): CourseSession[];
  earlierDoses(...asked: Parameters<Store['earlierDoses']>): EarlierDose[];
  latestGiven(...asked: Parameters<Store['latestGiven']>): CourseSession[];
  /** Forms that were written down at other workstations, in a session or in none, as they stand there. */
  formsOf(patientId: string): Outcome[];
  /** The patient's suicide risks that stand open in the logs of other workstations and in none are answered. */
  risksElsewhere(patientId: string): OpenRisk[];
  /** The answer that another workstation's log holds to a risk that an entry of this one opened; null: none is known. */
  answeredElsewhere(patientId: string, seq: number): AnsweredThere | null;
  /** Patients of the list of whom another workstation's log says that there was a suicide risk. */
  atRiskElsewhere(): string[];
  /** The patient's sessions at other workstations in which drug flowed. */
  seriesElsewhere(patientId: string): SeriesSession[];
  /** Other workstations that have this MRN for a person born on another day: never counted as this patient. */
  doubtful(patientId: string): Place[];
  /** Looks again which places there are. */
  look(): void;
  close(): void;
};

/** Reads the records of all rooms as one: this workstation's own and the replicas of the others. */
export function allPlaces(parts: {
  readonly here: Store;
  readonly folder: string;
  /** Opens the replica of one workstation for reading; null: it can not be read now. */
  readonly open: (stationId: string) => Store | null;
  /** How others name this workstation; null: no server is set up. */
  readonly own?: () => string | null;
}): Places {
  const { here, folder, open, own = () => null } = parts;
  const replicas = new Map<string, Kept>();

  function look(): void {
    if (!existsSync(replicaFolder(folder))) return;
    for (const file of readdirSync(replicaFolder(folder))) {
      const stationId = file.endsWith('.db') ? file.slice(0, -'.db'.length) : null;
      if (stationId === null || replicas.has(stationId)) continue;
      const store = open(stationId);
      if (store !== null) replicas.set(stationId, { place: { stationId, room: '' }, store });
    }
  }

  const kept = (): Kept[] => [{ place: null, store: here }, ...replicas.values()];
  const nameOf = ({ place }: Kept): string => place?.stationId ?? HERE;
  const placed = (from: Kept, place: Place, session: SessionSummary): Place => {
    const replaced = replacedOf(from, session, kept());
    return { ...place, room: session.room, ...(replaced === undefined ? {} : { replaced }) };
  };
  const named = (from: Kept, session: SessionSummary): SessionSummary =>
    from.place === null ? session : { ...session, place: placed(from, from.place, session) };

  const of: Places['of'] = (sessionId) => {
    for (const one of kept()) {
      const session = one.store.session(sessionId);
      if (session === null) continue;
      return one.place === null ? one : { ...one, place: placed(one, one.place, session) };
    }
    return null;
  };

  /** As the patient was when the latest session of theirs in this place was opened. */
  function patientIn({ store }: Kept, patientId: string): Patient | null {
    const [latest] = store.findSessions({
      ...{ search: '', marks: [], patientId, from: null, to: null, after: null, limit: 1 },
    }).sessions;
    if (latest === undefined) return null;
    for (const event of store.events(latest.sessionId, { types: ['session.opened'] }))
      if (event.type === 'session.opened') return event.body.patient;
    return null;
  }

  function patient(patientId: string): Patient | null {
    const listed = here.patient(patientId);
    if (listed !== null) return listed;
    for (const one of kept()) {
      const found = patientIn(one, patientId);
      if (found !== null) return found;
    }
    return null;
  }

  /** Everyone who has this MRN in some place, with whether it is the same person. */
  function withMrnOf(whom: Patient): (Known & { readonly same: boolean })[] {
    return kept().flatMap((one) =>
      one.store.patientsOfMrn(whom.mrn).map((patientId) => ({
        ...one,
        patientId,
        same: patientId === whom.patientId || patientIn(one, patientId)?.birthDate === whom.birthDate,
      })),
    );
  }

  /** The patient in each place. One who has no session anywhere is known here at most. */
  function everywhere(patientId: string): Known[] {
    const whom = patient(patientId);
    return whom === null ? [] : withMrnOf(whom).filter(({ same }) => same);
  }

  /** What is kept of a patient in every place; of one who is known to no other place by the own number alone. */
  function ofPatient<T>(patientId: string, read: (known: Known) => readonly T[]): T[] {
    const known = everywhere(patientId);
    const isHere = known.some(({ place, patientId: id }) => place === null && id === patientId);
    return (isHere ? known : [{ place: null, store: here, patientId }, ...known]).flatMap(read);
  }

  /** The patient at every other workstation, also where they never had a session. */
  function elsewhere(patientId: string): (Known & { readonly place: Place })[] {
    const whom = patient(patientId);
    if (whom === null) return [];
    const visited = everywhere(patientId);
    return kept().flatMap((one) => {
      const { place, store } = one;
      if (place === null) return [];
      const ids = visited.flatMap((known) => (known.store === store ? [known.patientId] : []));
      const listed = store
        .listedWithMrn(whom.mrn)
        .flatMap((listed) => (listed.birthDate === whom.birthDate ? [listed.patientId] : []));
      const room = store.sessions('', 1)[0]?.room ?? '';
      return [...new Set([...ids, ...listed])].map((id) => ({
        ...{ store, patientId: id, place: { ...place, room } },
      }));
    });
  }

  const riskLogs = (patientId: string): RiskLog[] =>
    elsewhere(patientId).map(({ store, place, patientId: id }) => ({
      ...{ name: place.stationId, place, events: store.outcomeEvents(id) },
    }));

  function atRiskElsewhere(): string[] {
    const found = new Set<string>();
    for (const one of kept()) {
      if (one.place === null) continue;
      for (const patientId of one.store.riskPatients()) {
        const whom = one.store.patient(patientId) ?? patientIn(one, patientId);
        if (whom === null) continue;
        for (const listed of here.listedWithMrn(whom.mrn))
          if (listed.birthDate === whom.birthDate) found.add(listed.patientId);
      }
    }
    return [...found];
  }

  return {
    of,
    patient,
    atRiskElsewhere,
    risksElsewhere(patientId) {
      const station = own();
      const names =
        station === null
          ? []
          : [null, ...here.lines()].map((line) => replicaName(station, line?.line ?? null));
      return risksElsewhere(here.outcomeEvents(patientId), riskLogs(patientId), {
        own: names,
        day: dayWords,
      });
    },
    answeredElsewhere(patientId, seq) {
      const station = own();
      if (station === null) return null;
      return answeredElsewhere(seq, replicaName(station, lineOf(here.lines(), seq)), riskLogs(patientId));
    },
    look,
    findSessions(query) {
      const { patientId, after, limit } = query;
      const asked =
        patientId === null ? kept().map((one) => ({ ...one, patientId: null })) : everywhere(patientId);
      const found = asked.map((one) => ({
        one,
        found: one.store.findSessions({
          ...query,
          patientId: one.patientId,
          after: after?.[nameOf(one)] ?? null,
          limit: limit + 1,
        }),
      }));
      const pages = found.map(({ one, found: { sessions } }) => ({
        place: nameOf(one),
        lines: sessions.map((session) => ({
          line: named(one, session),
          at: session.openedAt,
          cursor: session.openedSeq,
        })),
      }));
      const merged = mergePages(pages, after, limit);
      const totals = found.map(({ found: { total } }) => total);
      return {
        sessions: merged.lines.map(({ line }) => line),
        after: merged.after,
        total: totals.includes(null) ? null : totals.reduce<number>((sum, total) => sum + (total ?? 0), 0),
      };
    },
    findPatients(query) {
      const { after, limit } = query;
      const pages = kept().map((one) => ({
        place: nameOf(one),
        lines: one.store
          .findPatients({ ...query, after: after?.[nameOf(one)] ?? null, limit: limit + 1 })
          .patients.map((line) => ({ line, at: line.lastAt as number, cursor: line.cursor })),
      }));
      const merged = mergePages(pages, after, limit);
      return {
        after: merged.after,
        patients: merged.lines.flatMap(({ place, line }) => {
          const known = replicas.size === 0 ? [] : everywhere(line.patientId);
          const lines = known.flatMap((one) => {
            const found = one.store.patientLine(one.patientId);
            return found === null ? [] : [{ place: nameOf(one), line: found }];
          });
          if (lines.length < 2) return [line];
          // Shown once, where they were last.
          const last = lines.toSorted((one, other) => other.line.lastAt - one.line.lastAt)[0];
          if (last?.place !== place) return [];
          const all = lines.map((one) => one.line);
          const sum = (count: (one: typeof line) => number) =>
            all.reduce((total, one) => total + count(one), 0);
          return [
            {
              ...line,
              sessions: sum((one) => one.sessions),
              toReview: sum((one) => one.toReview),
              firstAt: Math.min(...all.map((one) => one.firstAt)) as EpochMs,
            },
          ];
        }),
      };
    },
    courseOf: (patientId) =>
      ofPatient(patientId, (one) =>
        one.store.courseOf(one.patientId).map((session) => {
          if (one.place === null) return session;
          const kept = one.store.session(session.sessionId);
          return kept === null ? session : { ...session, place: placed(one, one.place, kept) };
        }),
      ).sort((one, other) => one.openedAt - other.openedAt),
    earlierDoses: (patientId, before, within) =>
      ofPatient(patientId, (one) => one.store.earlierDoses(one.patientId, before, within)).sort(
        (one, other) => one.openedAt - other.openedAt,
      ),
    latestGiven: (patientId, drug, most) =>
      ofPatient(patientId, (one) => one.store.latestGiven(one.patientId, drug, most))
        .sort((one, other) => other.openedAt - one.openedAt)
        .slice(0, most),
    formsOf: (patientId) => elsewhere(patientId).flatMap((one) => formsIn(one, kept())),
    seriesElsewhere: (patientId) =>
      elsewhere(patientId).flatMap(({ store, patientId: id }) => seriesIn(store, id)),
    doubtful: (patientId) => {
      const whom = patient(patientId);
      if (whom === null) return [];
      return withMrnOf(whom).flatMap(({ same, place }) => (same || place === null ? [] : [place]));
    },
    close() {
      for (const { store } of replicas.values()) store.close();
      replicas.clear();
    },
  };
}
