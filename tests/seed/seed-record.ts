import path from 'node:path';
import { loadLimitProfiles } from '../../electron/store/limit-profiles';
import { loadPolicy } from '../../electron/store/policy';
import type { Store } from '../../electron/store/store';
import { root } from '../../scripts/paths.mjs';
import type { LimitProfile } from '../../shared/limits/profile';
import type { Policy } from '../../shared/policy/policy';
import type { Patient } from '../../shared/record/patient';
import { type EventDraft, WORKSTATION } from '../../shared/session/events';
import { evolve, initialState } from '../../shared/session/evolve';
import type { BedsideState } from '../../shared/session/state';
import { epochMs, monoMs } from '../../shared/time/clock';
import { passedSelfTest } from '../self-test';
import { type Entry, InventedBedside } from './bedside';
import { type Chance, chanceOf } from './chance';
import { capabilities, monitorIdentity, pumpIdentity } from './devices';
import { echoOf, type Played } from './echo';
import { isLong, orderFor, orderLike } from './order-of';
import { type Invented, inventPatient } from './patients';
import { Play, type Staff } from './play';
import { reviewInTheEvening } from './reviews';

export type SeedWish = {
  /** How many sessions, spread over a year or more; over `spanDays`, where that is given, or more. */
  readonly sessions: number;
  readonly spanDays?: number;
  /** How many of them, the latest ones, carry a pump and a monitor reading for every second. */
  readonly detail?: number;
  /** The same number gives the same record, apart from its key. */
  readonly seed?: number;
  /** So many people of each kind have courses of their own; whoever comes later resembles one of them. */
  readonly ownCourses?: number;
  /** The last session lies before this day, ISO 8601. */
  readonly until?: string;
  /** Told after every session, with the number that are there. */
  readonly progress?: (done: number) => void;
};

/** What was made. */
export type Seeded = {
  readonly sessions: number;
  readonly patients: number;
  readonly entries: number;
  /** In the order of time. */
  readonly sessionIds: readonly string[];
  /** Those with a reading a second. */
  readonly detailed: readonly string[];
  readonly firstDay: string;
  readonly lastDay: string;
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SHORTEST_SPAN_DAYS = 400;
/** What one workstation can do from eight to about six. */
const IN_A_DAY = 4;
const ROOM = 'Room 2';
/** The physician has not come to the last ones yet. */
const UNREAD = 4;
/** Where the streams of chance of other things begin; those of sessions are numbered from 0. */
const MISHAPS = 1_000_000;
const EVENINGS = 2_000_000;

export const seededStaff: Staff = {
  nurse: { personId: 'p-example', name: 'R. Example', role: 'nurse' },
  second: { personId: 'p-specimen', name: 'T. Specimen', role: 'nurse' },
  physician: { personId: 'p-sample', name: 'S. Sample', role: 'physician' },
};

type Course = {
  readonly who: Invented;
  readonly planned: number;
  done: number;
  dueDay: number;
  lastSession: string | null;
  /** When they come no more. */
  readonly sessions: number;
  /** The one whose course theirs resembles; null: their own. */
  readonly like: Course | null;
  /** What of their own course was played, by the number of the session. */
  readonly played: Played[];
};

const planned = { pain: 10, mood: 6 } as const;
/** Sessions after the planned ones that are played before a course repeats its last. */
const PLAYED_FURTHER = 1;

/** Days to the next session: a close beginning, then farther and farther apart. */
function daysOff({ who, done, planned: of }: Course, chance: Chance): number {
  if (who.indication === 'pain') return done < of ? 1 : chance.whole(60, 100);
  return done < of ? chance.whole(2, 4) : chance.whole(20, 40);
}

const ageAndSexOf = (like: Patient, own: Patient): Pick<Patient, 'sex' | 'birthDate'> => ({
  sex: like.sex,
  birthDate: `${like.birthDate.slice(0, 4)}${own.birthDate.slice(4)}`,
});

const isWeekend = (day: Date): boolean => day.getDay() === 0 || day.getDay() === 6;

function workdays(until: string, sessions: number, spanDays: number): Date[] {
  const [year = 2026, month = 11, date = 1] = until.split('-').map(Number);
  const needed = Math.ceil(sessions / IN_A_DAY);
  const days: Date[] = [];
  for (let back = 1; days.length < needed || back <= spanDays; back += 1) {
    const day = new Date(year, month - 1, date - back, 8);
    if (!isWeekend(day)) days.push(day);
  }
  return days.reverse();
}

const isoDay = (day: Date): string =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

/** The parts of a record that every session shares. */
class Clinic {
  readonly patients: Course[] = [];
  readonly sessionIds: string[] = [];
  readonly detailed: string[] = [];
  readonly #store: Store;
  readonly #wish: Required<Omit<SeedWish, 'progress'>>;
  readonly #policy: Policy;
  readonly #limits: readonly LimitProfile[];
  readonly #origin: number;
  #seq: number;

  constructor(store: Store, wish: Required<Omit<SeedWish, 'progress'>>, origin: number) {
    this.#store = store;
    this.#wish = wish;
    this.#origin = origin;
    this.#seq = store.lastSeq();
    const policy = loadPolicy(path.join(root, 'resources/policy/clinic.json'));
    if (policy.kind === 'refused') throw new Error(policy.words);
    this.#policy = policy.policy;
    const limits = loadLimitProfiles(path.join(root, 'resources/limits'));
    if (limits.kind === 'refused') throw new Error(limits.words);
    this.#limits = limits.profiles;
  }

  /** The workstation is started in the morning, and its alarms are tried. */
  morning(at: number, runId: string): BedsideState {
    const { nurse } = seededStaff;
    const instant = { at: epochMs(at), mono: monoMs(at - this.#origin) };
    const all = (['high', 'medium', 'low'] as const).slice();
    const drafts: EventDraft[] = [
      {
        type: 'run.started',
        body: { appVersion: 'seed', bootId: 'seed', simulation: true, timeFactor: 1, gapMs: null },
      },
      { type: 'self-test.done', body: { ...passedSelfTest, at: instant.at } },
      { type: 'operator.signed-in', body: { by: nurse } },
      { type: 'alarm.tested', body: { by: nurse, at: instant.at, heard: all, seen: all } },
      { type: 'link.up', body: { device: 'pump', identity: pumpIdentity } },
      { type: 'pump.capabilities', body: { capabilities } },
      { type: 'link.up', body: { device: 'monitor', identity: monitorIdentity } },
    ];
    const events = this.#store.append(WORKSTATION, runId, instant, drafts);
    this.#seq = events.at(-1)?.seq ?? this.#seq;
    return events.reduce((state, event) => evolve(state, event), initialState());
  }

  /** When the last patient is gone the physician reads what was done that day; the last ones still wait. */
  evening(at: number, sessionIds: readonly string[], runId: string, chance: Chance): void {
    const { physician, nurse } = seededStaff;
    let minute = 0;
    const tick = () => {
      minute += chance.whole(1, 4);
      const wall = at + minute * MINUTE_MS;
      return { at: epochMs(wall), mono: monoMs(wall - this.#origin) };
    };
    this.#store.append(WORKSTATION, runId, tick(), [{ type: 'operator.signed-in', body: { by: physician } }]);
    for (const sessionId of sessionIds)
      reviewInTheEvening({ store: this.#store, physician, nurse, runId, chance, tick }, sessionId);
    this.#seq = this.#store.lastSeq();
  }

  /** Who has waited longest of those whose day has come; else somebody new. */
  next(day: number, chance: Chance, mayBeLong: boolean): Course {
    const waiting = this.patients
      .filter(
        ({ dueDay, who, done, sessions }) => dueDay <= day && done < sessions && (mayBeLong || !isLong(who)),
      )
      .sort((a, b) => a.dueDay - b.dueDay)[0];
    if (waiting !== undefined) return waiting;
    for (;;) {
      const who = inventPatient(chance, this.patients.length + 1);
      if (mayBeLong || !isLong(who)) return this.#arrives(who, day, chance);
    }
  }

  #arrives(who: Invented, day: number, chance: Chance): Course {
    const { indication, patient } = who;
    const own = this.patients.filter((one) => one.like === null && one.who.indication === indication);
    const like = own.length < this.#wish.ownCourses ? null : (own[chance.whole(0, own.length - 1)] ?? null);
    const course: Course = {
      // What was asked before the start depends on sex and age.
      who:
        like === null
          ? who
          : { ...like.who, patient: { ...patient, ...ageAndSexOf(like.who.patient, patient) } },
      planned: planned[indication],
      sessions: planned[indication] + chance.whole(0, 12),
      ...{ done: 0, dueDay: day, lastSession: null, like, played: [] },
    };
    this.patients.push(course);
    return course;
  }

  /** What this session of a course resembles; null: it has to be played. */
  #model({ like, done, played, planned: of }: Course): Played | null {
    const last = of + PLAYED_FURTHER - 1;
    return (like?.played ?? played)[Math.min(done, last)] ?? null;
  }

  /** One session; gives the wall time of its end. */
  session(course: Course, at: number, morning: BedsideState, runId: string, chance: Chance): number {
    const { who } = course;
    const wall = epochMs(at);
    if (course.done === 0) this.#store.addPatient(who.patient, wall);
    const detail = this.sessionIds.length >= this.#wish.sessions - this.#wish.detail;
    const model = detail ? null : this.#model(course);
    const session = {
      ...{ number: course.done + 1, planned: Math.max(course.planned, course.done + 1), at: wall },
      ...{ by: seededStaff.physician, room: ROOM },
    };
    const order =
      model === null ? orderFor(chance, who, session) : orderLike(model.order, chance, who, session);
    this.#store.addOrder(order, wall);
    const limits = this.#limits.find(({ profileId }) => profileId === order.limitProfileId);
    if (limits === undefined) throw new Error(`the library has no ${order.limitProfileId}`);
    const sessionId = chance.id();
    const firstSeq = this.#seq + 1;
    let entries: readonly Entry[];
    if (model === null) {
      const bedside = new InventedBedside({
        ...{ sessionId, runId, who, chance, at, limits, policy: this.#policy, origin: this.#origin },
        state: { ...morning, seq: this.#seq },
        planned: { order, patient: who.patient, limits, policy: this.#policy, follows: course.lastSession },
        firstSeq,
      });
      const progress = Math.min(1, course.done / Math.max(1, course.planned - 1));
      const mishap = chanceOf(this.#wish.seed, MISHAPS + this.sessionIds.length);
      new Play({ bedside, who, staff: seededStaff, progress, detail, mishap }).run();
      entries = bedside.entries;
      if (!detail && course.like === null)
        course.played[course.done] = { entries, patient: who.patient, at, firstSeq, order };
    } else {
      entries = echoOf(model, {
        ...{ sessionId, runId, order, at, firstSeq, patient: who.patient, follows: course.lastSession },
      });
    }
    const written = this.#store.appendStamped(sessionId, runId, entries);
    if (written[0]?.seq !== this.#seq + 1) throw new Error('another program writes this record');
    this.#seq += written.length;
    this.sessionIds.push(sessionId);
    if (detail) this.detailed.push(sessionId);
    course.done += 1;
    course.lastSession = sessionId;
    return entries.at(-1)?.instant.at ?? at;
  }

  get entries(): number {
    return this.#seq;
  }
}

/**
 * Fills a record with invented patients, orders and sessions: what a clinic of one workstation has after some years.
 * Every session is decided by the program's own rules and written by the store's own append, so that its seals hold
 * and everything that reads a record reads this one. The people are those of the training clinic; their secrets are
 * not made here.
 */
export function seedRecord(store: Store, asked: SeedWish): Seeded {
  const wish = {
    detail: 0,
    seed: 1,
    ownCourses: 12,
    until: '2026-11-02',
    spanDays: SHORTEST_SPAN_DAYS,
    ...asked,
  };
  const days = workdays(wish.until, wish.sessions, wish.spanDays);
  const [first] = days;
  if (first === undefined || wish.sessions < 1) throw new Error('at least one session is needed');
  const clinic = new Clinic(store, wish, first.getTime() - DAY_MS);
  const plan = chanceOf(wish.seed, -1);
  const used: string[] = [];
  for (const [index, day] of days.entries()) {
    // Evenly over the days that there are, so that a small record is as long as a large one.
    const until = Math.round(((index + 1) * wish.sessions) / days.length);
    if (clinic.sessionIds.length >= until) continue;
    const runId = plan.id();
    const morning = clinic.morning(day.getTime() - 20 * MINUTE_MS, runId);
    used.push(isoDay(day));
    let at = day.getTime();
    const before = clinic.sessionIds.length;
    for (let inDay = 0; clinic.sessionIds.length < until; inDay += 1) {
      const course = clinic.next(index, plan, inDay === 0);
      const chance = chanceOf(wish.seed, clinic.sessionIds.length);
      const end = clinic.session(course, at, morning, runId, chance);
      course.dueDay = index + Math.max(1, Math.round((daysOff(course, plan) * 5) / 7));
      at = end + plan.whole(10, 25) * MINUTE_MS;
      asked.progress?.(clinic.sessionIds.length);
    }
    const today = clinic.sessionIds.slice(before, wish.sessions - UNREAD);
    if (today.length > 0) clinic.evening(at, today, runId, chanceOf(wish.seed, EVENINGS + index));
  }
  return {
    sessions: clinic.sessionIds.length,
    patients: clinic.patients.length,
    entries: clinic.entries,
    sessionIds: clinic.sessionIds,
    detailed: clinic.detailed,
    firstDay: used[0] ?? '',
    lastDay: used.at(-1) ?? '',
  };
}
