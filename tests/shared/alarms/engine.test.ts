import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alarm, AlarmPriority } from '../../../shared/alarms/alarm';
import { type StandingCondition, standing } from '../../../shared/alarms/condition';
import { type AlarmMemory, alarmFacts, alarmMoments, REWORD_MS } from '../../../shared/alarms/engine';
import type { AlarmFact } from '../../../shared/alarms/events';
import { alarmsAfter } from '../../../shared/alarms/fold';
import { soundingPriority } from '../../../shared/alarms/sounding';
import { epochMs, type MonoMs, monoMs } from '../../../shared/time/clock';
import { AlarmModel, type Expected, signals, TICK_MS } from './model';

const HISTORIES = Number(process.env.HISTORIES ?? 10_000);
const REMINDER_MS = 20_000;
const PAUSE_MS = 30_000;

/** The engine as the console runs it: asked after every change, and at the moments that it names itself. */
class Bed {
  mono = 1_000;
  alarms: readonly Alarm[] = [];
  soundPause: { untilMono: MonoMs } | null = null;
  memory: AlarmMemory = {};
  readonly said: AlarmFact[] = [];
  readonly #levels = new Map<string, AlarmPriority>();
  #ids = 0;
  words = (level: AlarmPriority): string => level;

  get standing(): StandingCondition[] {
    return signals.flatMap(({ id, condition, key }) => {
      const priority = this.#levels.get(id);
      return priority === undefined
        ? []
        : [standing({ condition, key, priority, words: this.words(priority), response: '' })];
    });
  }

  set(id: string, level: AlarmPriority | null): this {
    if (level === null) this.#levels.delete(id);
    else this.#levels.set(id, level);
    return this.settle();
  }

  /** Folds what the engine says until it says nothing more. */
  settle(): this {
    for (let round = 0; ; round += 1) {
      if (round > 3) throw new Error('the engine does not come to rest');
      const { facts, memory } = this.ask();
      this.memory = memory;
      if (facts.length === 0) return this;
      for (const fact of facts) this.hear(fact);
    }
  }

  ask() {
    return alarmFacts({
      alarms: this.alarms,
      soundPause: this.soundPause,
      standing: this.standing,
      now: { at: epochMs(this.mono), mono: monoMs(this.mono) },
      memory: this.memory,
      reminderMs: REMINDER_MS,
      newAlarmId: () => `a${++this.#ids}`,
      nowWords: () => 'now fine',
    });
  }

  hear(fact: AlarmFact): void {
    this.said.push(fact);
    this.alarms = alarmsAfter(this.alarms, fact, monoMs(this.mono));
    if (fact.type === 'sound.paused') this.soundPause = { untilMono: fact.body.untilMono };
    if (fact.type === 'sound.resumed') this.soundPause = null;
  }

  act(fact: AlarmFact): this {
    this.hear(fact);
    return this.settle();
  }

  see(id: string): this {
    const alarm = this.alarms.find(({ condition, key }) => `${condition}/${key}` === id);
    if (alarm === undefined) return this;
    return this.act({ type: 'alarm.acknowledged', body: { alarmId: alarm.alarmId, by: null } });
  }

  pauseSound(): this {
    const untilMono = monoMs(this.mono + PAUSE_MS);
    return this.act({ type: 'sound.paused', body: { by: null, untilMono } });
  }

  /** Time passes; nobody looks but at the moments that the engine named. */
  wait(ms: number): this {
    const end = this.mono + ms;
    for (;;) {
      const { alarms, soundPause, memory } = this;
      const ahead = alarmMoments({ alarms, soundPause, memory, reminderMs: REMINDER_MS }).filter(
        (moment) => moment > this.mono && moment <= end,
      );
      if (ahead.length === 0) break;
      this.mono = Math.min(...ahead);
      this.settle();
    }
    this.mono = end;
    return this;
  }

  get shown(): Record<string, Expected> {
    return Object.fromEntries(
      this.alarms.map(({ condition, key, priority, present, acknowledged }) => [
        `${condition}/${key}`,
        { priority, present, seen: acknowledged },
      ]),
    );
  }

  get sound(): AlarmPriority | null {
    return soundingPriority(this.alarms, this.soundPause, monoMs(this.mono));
  }
}

const level = fc.constantFrom<AlarmPriority | null>(null, null, null, 'low', 'medium', 'high', 'high');
const id = fc.constantFrom(...signals.map((signal) => signal.id), 'spo2-low/', 'spo2-low/');
const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('set' as const), id, level }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      ticks: fc.oneof(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 24, max: 80 })),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('see' as const), id }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pause' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('resume' as const) }) },
);

test(`the engine does what the reference model does, over ${HISTORIES} random histories of signals (SR-110, SR-111, SR-112, SR-114, SR-115)`, {
  timeout: 0,
}, () => {
  const met = { raised: 0, latched: 0, reminded: 0, broken: 0, eased: 0, returned: 0, pausedOut: 0 };
  fc.assert(
    fc.property(fc.array(step, { minLength: 8, maxLength: 40 }), (steps) => {
      const bed = new Bed();
      const model = new AlarmModel(REMINDER_MS, PAUSE_MS);
      let pausedMono: number | null = null;
      const compare = (): void => {
        if (JSON.stringify(sorted(bed.shown)) !== JSON.stringify(sorted(model.alarms))) {
          expect(bed.shown).toEqual(model.alarms);
        }
        if (bed.sound !== model.sound) expect(bed.sound).toBe(model.sound);
        const unheard = bed.alarms.filter(({ present, acknowledged }) => present && !acknowledged);
        const paused = bed.soundPause !== null && bed.mono < bed.soundPause.untilMono;
        // No high sound is silenced by a lower one, and no pause outlasts its time.
        const high = !paused && unheard.some(({ priority }) => priority === 'high');
        if (high && bed.sound !== 'high') expect(bed.sound).toBe('high');
        if (paused && bed.mono - (pausedMono ?? 0) >= PAUSE_MS) throw new Error('paused for too long');
        if (Object.values(model.alarms).some(({ present }) => !present)) met.latched += 1;
      };
      for (const one of steps) {
        switch (one.kind) {
          case 'set':
            bed.set(one.id, one.level);
            model.set(one.id, one.level);
            break;
          case 'wait':
            for (let tick = 0; tick < one.ticks; tick += 1) {
              bed.wait(TICK_MS);
              model.tick();
              compare();
            }
            break;
          case 'see':
            bed.see(one.id);
            model.see(one.id);
            break;
          case 'pause':
            pausedMono = bed.mono;
            bed.pauseSound();
            model.pauseSound();
            break;
          case 'resume':
            if (bed.soundPause !== null) bed.act({ type: 'sound.resumed', body: { why: 'asked' } });
            model.resumeSound();
            break;
        }
        compare();
        if (bed.ask().facts.length > 0) expect(bed.ask().facts).toEqual([]);
      }
      for (const { type, body } of bed.said) {
        if (type === 'alarm.raised') met.raised += 1;
        if (type === 'alarm.reminded') met.reminded += 1;
        if (type === 'alarm.eased') met.eased += 1;
        if (type === 'alarm.condition-returned') met.returned += 1;
        if (type === 'sound.resumed' && body.why === 'higher-alarm') met.broken += 1;
        if (type === 'sound.resumed' && body.why === 'time') met.pausedOut += 1;
      }
    }),
    { numRuns: HISTORIES },
  );
  console.info(`alarm histories met ${JSON.stringify(met)}`);
  // A property that never gets anywhere proves nothing.
  for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(HISTORIES / 100);
});

const sorted = (shown: Record<string, Expected>) =>
  Object.entries(shown).sort(([a], [b]) => (a < b ? -1 : 1));

describe('an alarm that was seen', () => {
  test('is quiet alone, and sounds again after the clinic’s time while its condition lasts (SR-115)', () => {
    const bed = new Bed().set('spo2-low/', 'high').set('pump-alarm/A', 'medium').wait(4_000);
    bed.see('spo2-low/');
    expect(bed.sound).toBe('medium');
    bed.see('pump-alarm/A');
    expect(bed.sound).toBeNull();
    bed.wait(REMINDER_MS - 100);
    expect(bed.sound).toBeNull();
    bed.wait(200);
    expect(bed.sound).toBe('high');
    expect(bed.said.filter(({ type }) => type === 'alarm.reminded')).toHaveLength(2);
  });

  test('steps down when its value improves, and comes back loud when it worsens', () => {
    const bed = new Bed().set('spo2-low/', 'high').wait(4_000).see('spo2-low/').set('spo2-low/', 'medium');
    bed.wait(2_900);
    expect(bed.shown['spo2-low/']?.priority).toBe('high');
    bed.wait(200);
    expect(bed.shown['spo2-low/']).toEqual({ priority: 'medium', present: true, seen: true });
    bed.set('spo2-low/', 'high');
    expect(bed.shown['spo2-low/']).toEqual({ priority: 'high', present: true, seen: false });
  });
});

describe('a high alarm that nobody has seen', () => {
  test('stays high while its value is milder, and stays on the screen when it is gone (SR-114)', () => {
    const bed = new Bed().set('spo2-low/', 'high').wait(4_000).set('spo2-low/', 'medium').wait(60_000);
    expect(bed.shown['spo2-low/']).toEqual({ priority: 'high', present: true, seen: false });
    bed.set('spo2-low/', null).wait(3_100);
    expect(bed.alarms).toMatchObject([{ priority: 'high', present: false, nowWords: 'now fine' }]);
    expect(bed.sound).toBeNull();
    bed.see('spo2-low/');
    expect(bed.alarms).toEqual([]);
  });
});

test('words follow the value, at most every ten seconds', () => {
  const bed = new Bed();
  let value = 93;
  bed.words = () => `SpO₂ LOW ${value} %`;
  bed.set('spo2-low/', 'medium').wait(4_000);
  for (let second = 0; second < 60; second += 1) {
    value = 93 - (second % 3);
    bed.wait(1_000).settle();
  }
  const reworded = bed.said.filter(({ type }) => type === 'alarm.reworded');
  expect(reworded.length).toBeGreaterThan(2);
  expect(reworded.length).toBeLessThanOrEqual(60_000 / REWORD_MS);
});

test('with several alarms the highest one is heard, and every one keeps its first time (SR-110)', () => {
  const bed = new Bed().set('pump-alarm/A', 'low').wait(1_000).set('pump-alarm/B', 'high').wait(1_000);
  bed.set('sound-path-failed/', 'medium').wait(5_000);
  expect(bed.sound).toBe('high');
  expect(bed.alarms.map(({ sinceMono }) => sinceMono)).toEqual([6_000, 2_000, 1_000]);
});
