import { describe, expect, test } from 'vitest';
import { aheadOf, followedPrediction } from '../../../renderer/live/live-prediction';
import { appendTo, type SeriesBuffer } from '../../../renderer/live/series-buffer';
import { emptySeries } from '../../../shared/series/series';
import { evolve, initialState } from '../../../shared/session/evolve';
import { epochMs } from '../../../shared/time/clock';
import { mgPerMin } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';
import { infusingRoom, type Room, running } from '../../shared/session-kit';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** A window onto a room: its columns grow by what was logged since the last look. */
function windowOnto(room: Room, carried = { dose: [], unread: 0 }) {
  const series: SeriesBuffer = emptySeries();
  let [state, read] = [initialState(), 0];
  const look = () => {
    for (; read < room.log.length; read += 1) {
      const event = room.log[read];
      if (event === undefined) break;
      state = evolve(state, event);
      appendTo(series, event, state);
    }
    const journal = room.log.filter(({ type }) => !type.endsWith('.reading'));
    return followedPrediction({
      rules: clinicPolicy.prediction,
      session: room.session,
      series,
      journal,
      carried,
    });
  };
  return { series, look };
}

const last = (values: readonly number[]): number => values.at(-1) ?? Number.NaN;

describe('the prediction of the running session in a window', () => {
  test('goes on with the readings that are new, and is the same as one made of all of them at once (SR-131)', () => {
    const room = infusingRoom();
    const first = windowOnto(room);
    let volume = running(room, 120, 12.25, 0.01);
    const begun = first.look();
    const before = begun.follow.columns.t.length;
    volume = running(room, 300, 12.25, volume);
    const gone = first.look();
    expect(gone.follow).toBe(begun.follow);
    expect(gone.follow.columns.t.length).toBeGreaterThan(before);
    expect(gone.follow.last()).toBe(last(first.series.pump.t) * 1_000);
    const { columns } = gone.follow;

    const anew = windowOnto(room).look();
    expect(anew.follow).not.toBe(gone.follow);
    expect(anew.follow.columns.t).toEqual(columns.t);
    expect(last(anew.follow.columns.plasma)).toBeCloseTo(last(columns.plasma), 6);
    expect(last(columns.plasma)).toBeGreaterThan(0);
  });

  test('begins anew for another session, or when what was given before has come to hand', () => {
    const room = infusingRoom();
    running(room, 60, 12.25, 0.01);
    const window = windowOnto(room);
    const own = window.look();
    const withBefore = windowOnto(room, { dose: [], unread: 1 });
    expect(withBefore.look().follow).not.toBe(own.follow);
    expect(withBefore.look().follow).toBe(withBefore.look().follow);
  });

  test('looks ahead from now, minute by minute: higher while drug goes on, lower once it ends', () => {
    const room = infusingRoom();
    running(room, 600, 12.25, 0.01);
    const live = windowOnto(room).look();
    const { now, session } = room;
    const to = epochMs(now.at + HOUR_MS);
    const half = epochMs(now.at + HOUR_MS / 2);
    const goesOn = aheadOf(live, session, now, { mgPerMin: mgPerMin(24.5 / 60), until: half }, to);
    const stands = aheadOf(live, session, now, { mgPerMin: mgPerMin(0), until: half }, to);
    expect(goesOn.t).toHaveLength(61);
    expect(goesOn.t[0]).toBe(now.at / 1_000);
    expect(goesOn.t.at(-1)).toBe(to / 1_000);
    expect(goesOn.plasma[30]).toBeGreaterThan(goesOn.plasma[0] ?? Number.NaN);
    expect(goesOn.plasma[60]).toBeLessThan(goesOn.plasma[30] ?? Number.NaN);
    stands.plasma.slice(1).forEach((value, row) => {
      expect(value).toBeLessThan(stands.plasma[row] ?? Number.NaN);
      expect(value).toBeLessThan(goesOn.plasma[row + 1] ?? Number.NaN);
    });
    expect(aheadOf(live, session, now, { mgPerMin: mgPerMin(1), until: half }, now.at).t).toEqual([]);
  });

  test('takes the upper end of what may be flowing through a silence, and says the range', () => {
    const room = infusingRoom();
    running(room, 600, 12.25, 0.01);
    const live = windowOnto(room).look();
    const heard = room.now;
    const to = epochMs(heard.at + HOUR_MS);
    const none = { mgPerMin: mgPerMin(0), until: heard.at };
    const atOnce = aheadOf(live, room.session, heard, none, to);
    room.pass(5 * MINUTE_MS);
    const quiet = aheadOf(live, room.session, room.now, none, to);
    const [at] = quiet.plasma;
    expect(at).toBeGreaterThan(atOnce.plasma[5] ?? Number.NaN);
    const width = (columns: typeof quiet, row: number) => (columns.high[row] ?? 0) - (columns.low[row] ?? 0);
    expect(width(quiet, 0)).toBeGreaterThan(width(atOnce, 5));
  });

  test('says nothing ahead before the pump was heard', () => {
    const room = infusingRoom();
    const series = emptySeries();
    const rules = clinicPolicy.prediction;
    const live = followedPrediction({
      ...{ rules, session: room.session, series, journal: [], carried: 'failed' },
    });
    const to = epochMs(room.now.at + HOUR_MS);
    expect(aheadOf(live, room.session, room.now, { mgPerMin: mgPerMin(1), until: to }, to).t).toEqual([]);
  });
});
