import { describe, expect, test } from 'vitest';
import { type LookedAt, toleratedRate } from '../../../shared/course/tolerated';
import { epochMs } from '../../../shared/time/clock';
import { kg, mg, mgPerKgPerHour, mgPerMl, minutes, mlPerHour } from '../../../shared/units/units';
import { clinicPolicy } from '../../clinic';

type Facts = LookedAt['facts'];
const rule = { heldForMin: minutes(30), sessions: 3, settleMin: minutes(15), watchedPercent: 80 };
const order: Facts['order'] = {
  ...{ orderId: 'o', drug: 'ketamine', indication: 'pain', orderedUnit: 'mg/kg/h', weightBasis: 'actual' },
  dosingWeightKg: kg(70),
  concentrationMgPerMl: mgPerMl(2),
  totalMg: mg(90),
  durationMin: minutes(240),
  maxRateMgPerKgPerHour: mgPerKgPerHour(0.5),
  sessionNumber: 1,
  sessionsPlanned: 6,
};

/** From minute, to minute, mg/kg/h, and for how many of these minutes SpO2 was read; all of them when left out. */
type Ran = readonly [number, number, number, number?];

function session(
  number: number,
  ran: readonly Ran[],
  rest: { against?: Facts['against']; scoredAt?: readonly number[]; unknown?: Facts['unknown'] } = {},
): LookedAt {
  return {
    sessionId: `s${number}`,
    startedAt: epochMs(number * 86_400_000),
    facts: {
      order: { ...order, sessionNumber: number },
      holds: ran.map(([from, to, rate, spo2Min = to - from]) => ({
        ...{ from, to, spo2Min },
        mgPerKgPerHour: mgPerKgPerHour(rate),
        mlPerHour: mlPerHour(rate * 35),
      })),
      against: rest.against ?? [],
      scores: (rest.scoredAt ?? ran.map(([from]) => from + 5)).map((minute) => ({
        ...{ minute, painNrs: null, distress: null },
        sedation: { scale: 'RASS', level: -1 },
      })),
      unknown: rest.unknown ?? [],
    },
  };
}

const score = (minute: number) => ({
  minute,
  kind: 'score' as const,
  words: 'RASS −3, stop level −3 or less',
});
const pause = (minute: number) => ({ minute, kind: 'pause' as const, words: 'paused for distress' });

describe('the rate that was tolerated', () => {
  const steps: readonly Ran[] = [
    [0, 30, 0.2],
    [30, 90, 0.3],
    [90, 200, 0.35],
  ];
  const table: readonly (readonly [string, readonly LookedAt[], number | null])[] = [
    ['the highest of a session with nothing against it', [session(1, steps)], 0.35],
    ['not one under the time that counts', [session(1, [...steps, [200, 229, 0.4]])], 0.35],
    ['one that just reaches the time', [session(1, [...steps, [200, 230, 0.4]])], 0.4],
    [
      'not two halves with a break',
      [
        session(1, [
          [0, 60, 0.3],
          [60, 85, 0.4],
          [90, 115, 0.4],
        ]),
      ],
      0.3,
    ],
    ['below a score at the stop level', [session(1, steps, { against: [score(120)] })], 0.3],
    ['below one shortly after the rate ended', [session(1, steps, { against: [score(214)] })], 0.3],
    ['not below one long after it ended', [session(1, steps, { against: [score(216)] })], 0.35],
    [
      'a step up soon before is the cause, not the rate before it',
      [session(1, steps, { against: [pause(100)] })],
      0.3,
    ],
    [
      'a lower rate is not blamed for the one before it',
      [
        session(
          1,
          [
            [0, 40, 0.2],
            [40, 50, 0.4],
            [50, 120, 0.3],
          ],
          { against: [score(60)] },
        ),
      ],
      0.3,
    ],
    [
      'a lower rate is blamed for what comes later',
      [
        session(
          1,
          [
            [0, 40, 0.2],
            [40, 50, 0.4],
            [50, 120, 0.3],
          ],
          { against: [score(90)] },
        ),
      ],
      0.2,
    ],
    [
      'a short higher rate with something against it bars no lower one',
      [session(1, [...steps, [200, 204, 0.5]], { against: [pause(204)] })],
      0.35,
    ],
    ['the highest of the latest sessions', [session(1, steps), session(2, [[0, 60, 0.25]])], 0.35],
    [
      'nothing older than the sessions looked at',
      [session(1, steps), ...[2, 3, 4].map((n) => session(n, [[0, 60, 0.25]]))],
      0.25,
    ],
    [
      'a later session bars what an earlier one tolerated',
      [session(1, steps), session(2, [[0, 60, 0.3]], { against: [score(50)] })],
      0.2,
    ],
    [
      'an earlier session bars nothing of a later one',
      [session(2, steps), session(1, [[0, 60, 0.3]], { against: [score(50)] })],
      0.35,
    ],
    [
      'not one that nobody watched',
      [
        session(1, [
          [0, 30, 0.2],
          [30, 100, 0.3, 40],
        ]),
      ],
      0.2,
    ],
    ['not one without a score', [session(1, steps, { scoredAt: [5, 40] })], 0.3],
    [
      'nothing where the rate was not known as it was seen',
      [session(1, steps, { against: [score(150)], unknown: [{ from: 140, to: 148 }] })],
      null,
    ],
    ['nothing where nothing ran', [session(1, [])], null],
    [
      'nothing when everything has something against it',
      [session(1, [[0, 60, 0.2]], { against: [pause(20)] })],
      null,
    ],
  ];
  test.each(table)('is %s', (_name, sessions, expected) => {
    const said = toleratedRate(sessions, rule);
    expect(said.kind === 'offered' ? said.mgPerKgPerHour : null).toBe(expected);
    expect(said.kind).toBe(expected === null ? 'cannot-tell' : 'offered');
    expect(said.kind === 'none-before' ? [] : said.reasons).not.toEqual([]);
  });

  test('names the session, its weight and why no higher one', () => {
    const said = toleratedRate(
      [
        session(
          3,
          [
            [0, 60, 0.3],
            [60, 90, 0.4],
            [90, 100, 0.45],
          ],
          { against: [score(70)] },
        ),
        session(2, steps),
      ],
      rule,
    );
    expect(said).toMatchObject({
      ...{ kind: 'offered', mgPerKgPerHour: 0.35, sessionId: 's2', sessionNumber: 2, dosingWeightKg: 70 },
      reasons: [
        'Held 1 h 50 min without a break in session 2, SpO₂ read for 1 h 50 min of it, nothing against it.',
        'Against 0.4 mg/kg/h in session 3: RASS −3, stop level −3 or less, minute 70.',
        '0.45 mg/kg/h in session 3 was held 10 min at most, under 30 min.',
      ],
    });
  });

  test('says why it can not be told', () => {
    const said = toleratedRate(
      [session(1, [[0, 45, 0.2, 10]], { scoredAt: [], unknown: [{ from: 45, to: 50 }] })],
      rule,
    );
    expect(said).toEqual({
      kind: 'cannot-tell',
      reasons: [
        '0.2 mg/kg/h in session 1, held 45 min: SpO₂ was read for 10 min of it, so it can not be told.',
        '0.2 mg/kg/h in session 1, held 45 min: no sedation score in it, so it can not be told.',
        'In session 1 the pump did not say its rate for 5 min.',
      ],
    });
    expect(toleratedRate([], rule)).toEqual({ kind: 'none-before' });
  });

  test('comes from the clinic’s own rule', () => {
    const { tolerated } = clinicPolicy.course;
    expect(toleratedRate([session(1, [[0, tolerated.heldForMin - 1, 0.3]])], tolerated).kind).toBe(
      'cannot-tell',
    );
    expect(toleratedRate([session(1, [[0, tolerated.heldForMin, 0.3]])], tolerated).kind).toBe('offered');
  });
});
