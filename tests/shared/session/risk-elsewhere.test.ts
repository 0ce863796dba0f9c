import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../shared/record/people';
import type { EventDraft, LoggedEvent } from '../../../shared/session/events';
import { WORKSTATION } from '../../../shared/session/events';
import { answeredElsewhere, type RiskLog, risksElsewhere } from '../../../shared/session/risk-elsewhere';
import { epochMs, monoMs } from '../../../shared/time/clock';

const patientId = 'p-1';
const nurse: Actor = { personId: 'n', name: 'N. Nurse', role: 'nurse' };
const physician: Actor = { personId: 'd', name: 'D. Doctor', role: 'physician' };
const setting = { own: ['room-2'], day: (at: number) => `day ${at}` };

const entries = (...drafts: readonly EventDraft[]): LoggedEvent[] =>
  drafts.map((draft, at) => ({
    ...draft,
    ...{ seq: at + 1, sessionId: WORKSTATION, runId: 'r', at: epochMs(at + 1), mono: monoMs(at), version: 1 },
  }));
const log = (name: string, ...drafts: readonly EventDraft[]): RiskLog => ({
  ...{ name, place: { stationId: name, room: name }, events: entries(...drafts) },
});
const reported = (from?: string): EventDraft => ({
  type: 'risk.reported',
  body: { patientId, by: nurse, words: 'said so', ...(from === undefined ? {} : { from }) },
});
const assessed: EventDraft = {
  type: 'risk.assessed',
  body: { patientId, by: physician, assessment: 'a', action: 'b', told: 'c', plan: 'd' },
};

describe("suicide risks in other workstations' logs (SR-089)", () => {
  it('stand open with where and since when, until a physician has answered there', () => {
    const open = log('room-1', reported());
    expect(risksElsewhere([], [open], setting)).toEqual([
      {
        words: 'said so, open since day 1 at room-1, another workstation',
        ...{ at: 1, by: nurse, from: 'room-1/1' },
      },
    ]);
    expect(risksElsewhere([], [log('room-1', reported(), assessed)], setting)).toEqual([]);
    expect(risksElsewhere([], [log('room-1', reported(), assessed, reported())], setting)).toMatchObject([
      { from: 'room-1/3' },
    ]);
  });

  it('are answered where they were taken over, and only those', () => {
    const there = log('room-1', reported(), reported());
    const third = log('room-3', reported('room-1/1'), assessed);
    expect(risksElsewhere([], [there, third], setting)).toMatchObject([{ from: 'room-1/2' }]);
    const here = entries(reported('room-1/2'), assessed);
    expect(risksElsewhere(here, [there, third], setting)).toEqual([]);
    // An answer to something else is none to this.
    expect(risksElsewhere(entries(reported(), assessed), [there], setting)).toHaveLength(2);
  });

  it('are named once: by the log that they are from, or by this one where it has taken them over', () => {
    const there = log('room-1', reported());
    const third = log('room-3', reported('room-1/1'));
    expect(risksElsewhere([], [there, third], setting)).toMatchObject([{ from: 'room-1/1' }]);
    expect(risksElsewhere(entries(reported('room-1/1')), [there, third], setting)).toEqual([]);
    // The first log is not at hand, so the one that took it over speaks for it.
    expect(risksElsewhere([], [third], setting)).toMatchObject([{ from: 'room-3/1' }]);
    // What another took over from here is known here.
    expect(risksElsewhere([], [log('room-3', reported('room-2/7'))], setting)).toEqual([]);
  });

  it('of this log say who answered them elsewhere', () => {
    const third = log('room-3', reported('room-2/7'), assessed);
    expect(answeredElsewhere(7, 'room-2', [third])).toEqual({ by: physician, at: 2, place: third.place });
    expect(answeredElsewhere(8, 'room-2', [third])).toBeNull();
    expect(answeredElsewhere(7, 'room-2', [log('room-3', reported('room-2/7'))])).toBeNull();
  });

  it('are never lost without an answer, whatever else the logs hold', () => {
    const step = fc.constantFrom<EventDraft>(
      reported(),
      reported('room-1/1'),
      reported('room-9/4'),
      assessed,
    );
    fc.assert(
      fc.property(fc.array(step), fc.array(step), (first, second) => {
        const found = risksElsewhere(
          [],
          [log('room-1', reported(), ...first), log('room-3', ...second)],
          setting,
        );
        const answeredThere = first.some(({ type }) => type === 'risk.assessed');
        const taken = second.findIndex(({ body }) => 'from' in body && body.from === 'room-1/1');
        const answeredLater = taken >= 0 && second.slice(taken).some(({ type }) => type === 'risk.assessed');
        expect(found.some(({ from }) => from === 'room-1/1')).toBe(!answeredThere && !answeredLater);
      }),
    );
  });
});
