import type { AlarmCondition, AlarmPriority } from '../../../shared/alarms/alarm';

export const TICK_MS = 500;

/** A signal of the model: what it is, and how long it has to be there or gone, milliseconds. */
export type Signal = {
  readonly id: string;
  readonly condition: AlarmCondition;
  readonly key: string;
  readonly onMs: number;
  readonly offMs: number;
};

/** Written down by hand from the requirements, not taken from the program's table. */
export const signals: readonly Signal[] = [
  { id: 'spo2-low/', condition: 'spo2-low', key: '', onMs: 4_000, offMs: 3_000 },
  { id: 'respiration-low/', condition: 'respiration-low', key: '', onMs: 10_000, offMs: 3_000 },
  { id: 'spo2-absent/', condition: 'spo2-absent', key: '', onMs: 15_000, offMs: 3_000 },
  { id: 'pump-alarm/A', condition: 'pump-alarm', key: 'A', onMs: 0, offMs: 0 },
  { id: 'pump-alarm/B', condition: 'pump-alarm', key: 'B', onMs: 0, offMs: 0 },
  { id: 'sound-path-failed/', condition: 'sound-path-failed', key: '', onMs: 3_000, offMs: 0 },
];

export type Expected = {
  readonly priority: AlarmPriority;
  readonly present: boolean;
  readonly seen: boolean;
};

const weight = { high: 3, medium: 2, low: 1 } as const;

type One = {
  level: AlarmPriority | null;
  trueMs: number;
  falseMs: number;
  milderMs: number;
  alarm: { priority: AlarmPriority; present: boolean; seen: boolean; seenMs: number } | null;
};

/**
 * What a nurse may rely on, counted tick by tick without deadlines, events or folding: the measure of the engine.
 */
export class AlarmModel {
  readonly #reminderMs: number;
  readonly #pauseMs: number;
  readonly #all = new Map<string, One>(
    signals.map(({ id }) => [id, { level: null, trueMs: 0, falseMs: 0, milderMs: 0, alarm: null }]),
  );
  #pauseLeftMs = 0;

  constructor(reminderMs: number, pauseMs: number) {
    this.#reminderMs = reminderMs;
    this.#pauseMs = pauseMs;
  }

  set(id: string, level: AlarmPriority | null): void {
    const one = this.#one(id);
    if ((one.level === null) !== (level === null)) Object.assign(one, { trueMs: 0, falseMs: 0, milderMs: 0 });
    one.level = level;
    this.#judge();
  }

  tick(): void {
    for (const one of this.#all.values()) {
      if (one.level === null) one.falseMs += TICK_MS;
      else one.trueMs += TICK_MS;
      if (one.milderMs >= 0 && this.#isMilder(one)) one.milderMs += TICK_MS;
      if (one.alarm?.seen === true) one.alarm.seenMs += TICK_MS;
    }
    this.#pauseLeftMs = Math.max(0, this.#pauseLeftMs - TICK_MS);
    this.#judge();
  }

  see(id: string): void {
    const one = this.#one(id);
    if (one.alarm === null) return;
    if (!one.alarm.present) one.alarm = null;
    else Object.assign(one.alarm, { seen: true, seenMs: 0 });
    this.#judge();
  }

  pauseSound(): void {
    this.#pauseLeftMs = this.#pauseMs;
  }

  resumeSound(): void {
    this.#pauseLeftMs = 0;
  }

  /** The alarms that stand, by id. */
  get alarms(): Record<string, Expected> {
    const found: Record<string, Expected> = {};
    for (const [id, { alarm }] of this.#all) {
      if (alarm !== null) found[id] = { priority: alarm.priority, present: alarm.present, seen: alarm.seen };
    }
    return found;
  }

  /** What must be heard. */
  get sound(): AlarmPriority | null {
    return this.#pauseLeftMs > 0 ? null : this.#loudest();
  }

  #one(id: string): One {
    const one = this.#all.get(id);
    if (one === undefined) throw new Error(`no signal ${id}`);
    return one;
  }

  #isMilder({ level, alarm }: One): boolean {
    return level !== null && alarm?.present === true && weight[level] < weight[alarm.priority];
  }

  #loudest(): AlarmPriority | null {
    const heard = [...this.#all.values()].flatMap(({ alarm }) =>
      alarm?.present === true && !alarm.seen ? [alarm.priority] : [],
    );
    return (['high', 'medium', 'low'] as const).find((priority) => heard.includes(priority)) ?? null;
  }

  #judge(): void {
    const before = this.#loudest();
    const news = signals.flatMap((signal) => this.#step(signal, this.#one(signal.id)));
    const breaks = news.some(
      (priority) => priority === 'high' || before === null || weight[priority] > weight[before],
    );
    if (breaks) this.#pauseLeftMs = 0;
  }

  /** Moves one alarm on; returns the priority with which it became news. */
  #step({ onMs, offMs }: Signal, one: One): AlarmPriority[] {
    const { level, alarm } = one;
    if (!this.#isMilder(one)) one.milderMs = 0;
    if (level === null) {
      if (alarm?.present === true && one.falseMs >= offMs) {
        if (alarm.priority === 'high' && !alarm.seen) alarm.present = false;
        else one.alarm = null;
      }
      return [];
    }
    if (alarm === null) {
      if (one.trueMs < onMs) return [];
      one.alarm = { priority: level, present: true, seen: false, seenMs: 0 };
      return [level];
    }
    if (!alarm.present) {
      if (one.trueMs < onMs) return [];
      Object.assign(alarm, { present: true, seen: false });
      return [alarm.priority];
    }
    if (weight[level] > weight[alarm.priority]) {
      Object.assign(alarm, { priority: level, seen: false });
      return [level];
    }
    const held = alarm.priority === 'high' && !alarm.seen;
    if (this.#isMilder(one) && !held && one.milderMs >= offMs) {
      Object.assign(alarm, { priority: level });
      one.milderMs = 0;
    }
    if (alarm.seen && alarm.seenMs >= this.#reminderMs) {
      alarm.seen = false;
      return [alarm.priority];
    }
    return [];
  }
}
