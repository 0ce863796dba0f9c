import { describe, expect, it } from 'vitest';
import { limitChanges, wideLimits, wrongLimits } from '../../../shared/alarms/limits';
import type { VitalLimit, VitalLimits } from '../../../shared/dosing/order';
import type { Intent } from '../../../shared/session/intents';
import { clinicPolicy } from '../../clinic';
import { infusingAt, infusingRoom, numeric, nurse, orderOf, pharmacist, readyRoom } from '../session-kit';

const { vitalLimits: before } = orderOf();
const bands = clinicPolicy.alarms.vitalBands;
const spo2 = (over: Partial<VitalLimit>): VitalLimits => ({
  ...before,
  spo2Percent: { ...before.spo2Percent, ...over },
});
const change = (limits: VitalLimits, reason = ''): Intent => ({
  kind: 'change-alarm-limits',
  limits,
  reason,
});

describe('alarm limits that are changed', () => {
  it('say what differs, and whether it fires later', () => {
    expect(limitChanges(before, spo2({ mediumLow: 91 }))).toEqual([
      { words: 'SpO₂ caution low 94 → 91 %', widened: true },
    ]);
    expect(limitChanges(before, spo2({ mediumLow: 95 }))).toMatchObject([{ widened: false }]);
    expect(limitChanges(before, spo2({ highLow: null }))).toMatchObject([{ widened: true }]);
    const rate = { ...before, heartRatePerMin: { ...before.heartRatePerMin, highHigh: 140 } };
    expect(limitChanges(before, rate)).toMatchObject([{ widened: true }]);
    expect(limitChanges(before, before)).toEqual([]);
  });

  it('can not be switched off, turned round or made what no monitor shows (SR-113, SR-116)', () => {
    expect(wrongLimits(before, before)).toEqual([]);
    expect(wrongLimits(before, spo2({ mediumLow: null }))).toEqual([
      'SpO₂ caution low can be widened, not switched off.',
    ]);
    expect(wrongLimits(before, spo2({ mediumLow: 89 }))).toHaveLength(1);
    expect(wrongLimits(before, spo2({ highLow: 10 }))).toHaveLength(1);
    expect(wrongLimits(before, spo2({ mediumLow: Number.NaN }))).toHaveLength(1);
  });

  it('are marked when they are off or wider than the clinic’s band, on the side that fires first (SR-116)', () => {
    expect(wideLimits(before, bands).map(({ words }) => words)).toEqual([]);
    expect(wideLimits(spo2({ mediumLow: 87, highLow: 85 }), bands)).toMatchObject([
      { sign: 'spo2Percent', side: 'low', words: 'SpO₂ low 87, wide' },
    ]);
    expect(wideLimits(spo2({ mediumLow: null, highLow: null }), bands)).toMatchObject([
      { words: 'SpO₂ low off' },
    ]);
    expect(wideLimits(spo2({ mediumLow: null }), bands)).toEqual([]);
  });
});

describe('a person changes the limits of a session (SR-117)', () => {
  it('with a reason where one is widened; it is in the log with old and new, and it is what alarms', () => {
    const room = infusingRoom();
    const wider = spo2({ mediumLow: 91 });
    expect(room.against(change(wider))).toEqual(['A limit is widened. Give the reason.']);
    room.must(change(wider, 'usual for this patient'));
    expect(room.log.at(-1)).toMatchObject({
      type: 'alarm-limits.changed',
      body: { by: nurse, before, limits: wider, reason: 'usual for this patient' },
    });
    const breathe = (value: number) => {
      for (let second = 0; second < 6; second += 1) {
        room.wait(1_000).hear('monitor.reading', {
          numerics: [numeric('SpO2', value, { unit: '%', source: 'pleth' })],
        });
        room.pump(infusingAt(12.25, room.session.delivered.counterMl ?? 0));
      }
      return room.alarms.filter((alarm) => alarm.startsWith('spo2'));
    };
    expect(breathe(92)).toEqual([]);
    expect(breathe(90)).toEqual(['spo2-low:medium']);
    expect(room.session.order.vitalLimits).toEqual(before);
    expect(room.crash().session.vitalLimits).toEqual(wider);
  });

  it('tightens them without one, and not without a change or the right role', () => {
    const room = readyRoom();
    expect(room.against(change(before))).toEqual(['No limit is changed.']);
    expect(room.against(change(spo2({ mediumLow: 95 })))).toEqual([]);
    room.hear('operator.signed-out', { by: nurse, why: 'asked' });
    room.hear('operator.signed-in', { by: pharmacist });
    expect(room.against(change(spo2({ mediumLow: 95 })))).toEqual(['Not for the role of pharmacist.']);
  });
});
