import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LoggedEvent } from '../../../shared/session/events';
import type { SyncItem } from '../../../shared/sync/item';
import { mg, mgPerKg, minutes } from '../../../shared/units/units';
import { History } from '../session/history';
import { plain, type Step, step } from '../session/history-steps';
import { noneMet } from '../session/promises';
import {
  capabilities,
  infusingAt,
  infusingRoom,
  onHold,
  orderOf,
  pause,
  pumpIdentity,
  resume,
  running,
} from '../session-kit';
import { expectRight, itemsOf, ofKind } from './kit';

const twice = { mgPerKg: mgPerKg(0.03), overMinutes: minutes(1), lockoutMinutes: minutes(10), most: 2 };

type Dosage = { readonly dosage?: { readonly dose: { readonly value: number } } };

/** Decimals as they are written, added up digit by digit. */
const exact = (values: readonly number[]): bigint =>
  values.reduce((sum, value) => sum + BigInt(Math.round(value * 1e6)), 0n);

const doseOf = ({ resource }: SyncItem): number | null => (resource as Dosage).dosage?.dose.value ?? null;

function rangeOf({ resource }: SyncItem): { low: number; high: number } | null {
  const { extension = [] } = resource as { extension?: { url: string; valueRange?: unknown }[] };
  const said = extension.find(({ url }) => url.endsWith('/dose-range'))?.valueRange as
    | { low: { value: number }; high: { value: number } }
    | undefined;
  return said === undefined ? null : { low: said.low.value, high: said.high.value };
}

/** What of the record a session is: from its opening to its closing. */
function sessionIn(log: readonly LoggedEvent[]): LoggedEvent[] {
  const from = log.findIndex(({ type }) => type === 'session.opened');
  const to = log.findIndex(({ type }, at) => at > from && type === 'session.closed');
  return from < 0 ? [] : log.slice(0, to < 0 ? log.length : to + 1);
}

/** The way to the end of a session, whatever came before it. */
const toTheEnd: readonly Step[] = [
  ...(['plug', 'sign-in'] as const).map((kind): Step => ({ kind })),
  { kind: 'poll', times: 2 },
  { kind: 'intent', intent: plain('pause-infusion'), fate: 'answered' },
  { kind: 'poll', times: 2 },
  { kind: 'intent', intent: plain('accept-pump-change'), fate: 'answered' },
  { kind: 'intent', intent: plain('end-infusion'), fate: 'answered' },
  { kind: 'poll', times: 2 },
  { kind: 'intent', intent: plain('close-session'), fate: 'answered' },
];

describe('the infusion', () => {
  test('of any session: the parts add up to the whole, to the last digit, at both ends of the account', () => {
    let wholes = 0;
    let parts = 0;
    let uncertain = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 16 }), (steps) => {
        const history = new History(noneMet());
        history.do({ kind: 'prepare' });
        for (const one of [...steps, ...toTheEnd]) history.do(one);
        const log = sessionIn(history.room.log);
        const items = itemsOf(log);
        // At every moment, not only in the end.
        for (let at = 0; at < items.length; at += 1) {
          const whole = items[at];
          if (whole?.kind !== 'infusion' || doseOf(whole) === null) continue;
          const upTo = items.filter((one) => one.revision <= whole.revision);
          const children = ofKind(upTo, 'dose-segment').filter(
            ({ resource }) => resource.status === 'completed',
          );
          wholes += 1;
          parts += children.length;
          const ranges = children.map((one) => rangeOf(one) ?? { low: 0, high: 0 });
          const total = rangeOf(whole) ?? { low: -1, high: -1 };
          uncertain += Number(total.high > total.low);
          expect(exact(children.map((one) => doseOf(one) ?? 0))).toBe(exact([doseOf(whole) ?? -1]));
          expect(exact(ranges.map(({ low }) => low))).toBe(exact([total.low]));
          expect(exact(ranges.map(({ high }) => high))).toBe(exact([total.high]));
        }
        const closed = log.at(-1);
        const last = ofKind(items, 'infusion')[0];
        if (closed?.type === 'session.closed' && last !== undefined) {
          const { low, high } = rangeOf(last) ?? { low: -1, high: -1 };
          // 2 mg/mL throughout; each end of a stretch is rounded to a nanogram.
          expect(low).toBeCloseTo(closed.body.volumeMl.low * 2, 4);
          expect(high).toBeCloseTo(closed.body.volumeMl.high * 2, 4);
        }
      }),
      { numRuns: 60, seed: 1 },
    );
    // A property that never gets anywhere proves nothing.
    expect(wholes).toBeGreaterThan(20);
    expect(parts).toBeGreaterThan(40);
    expect(uncertain).toBeGreaterThan(0);
  });

  test('a bolus is taken out of the stretch in which it was given, and a pause has no dose', () => {
    const room = infusingRoom(orderOf({ bolus: twice }));
    let volume = running(room, 30, 12.25, 0.01);
    volume += 1;
    room.pass(1_000).pump(infusingAt(12.25, volume));
    room.must({ kind: 'record-bolus', doseMg: mg(2), overSeconds: 20 });
    room.must(pause).pass(100).answered().pass(1_000).pump(onHold(volume));
    room.must({ kind: 'give-pause-reason', reason: 'toilet', text: '' });
    room.must(resume()).pass(100).answered().pass(1_000).pump(infusingAt(12.25, volume));
    room.pass(2_000).pump(infusingAt(12.25, volume + 0.01));
    const items = itemsOf(sessionIn(room.log));
    expectRight(items);
    const parts = ofKind(items, 'dose-segment').map(({ key, resource }) => ({
      part: key.split('/')[2],
      status: resource.status,
      dose: doseOf({ resource } as SyncItem),
    }));
    const given = (volume - 0) * 2;
    expect(parts.find(({ part }) => part === 'bolus')?.dose).toBe(2);
    expect(parts.find(({ part }) => part === 'pause')).toEqual({
      part: 'pause',
      status: 'not-done',
      dose: null,
    });
    const sum = parts.reduce((total, { dose }) => total + (dose ?? 0), 0);
    expect(sum).toBeCloseTo(given, 4);
    const pauseItem = ofKind(items, 'dose-segment').find(({ key }) => key.endsWith('/pause'));
    expect(JSON.stringify(pauseItem?.resource)).toContain('toilet');
    expect(pauseItem?.resource.dosage).toBeUndefined();
  });

  test('what a reset of the counter leaves open is carried as a range and in words, never dropped', () => {
    const room = infusingRoom();
    running(room, 10, 12.25, 0.01);
    room.hear('link.down', { device: 'pump', fault: 'unplugged', detail: '' });
    room.wait(60_000);
    room.hear('link.up', { device: 'pump', identity: pumpIdentity() });
    room.hear('pump.capabilities', { capabilities });
    room.pump(infusingAt(12.25, 0.001));
    room.pass(1_000).pump(onHold(0.002));
    const unknown = ofKind(itemsOf(sessionIn(room.log)), 'dose-segment').find(
      (item) => (rangeOf(item)?.high ?? 0) > (rangeOf(item)?.low ?? 0),
    );
    const { low, high } =
      unknown === undefined ? { low: 0, high: 0 } : (rangeOf(unknown) ?? { low: 0, high: 0 });
    // A minute at 12.25 mL/h of 2 mg/mL.
    expect(high - low).toBeGreaterThan(0.4);
    expect(JSON.stringify(unknown?.resource.dosage)).toContain(`between ${low} and ${high} mg`);
  });
});
