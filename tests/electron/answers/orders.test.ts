import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { orderAnswers } from '../../../electron/answers/orders';
import { gateOf } from '../../../electron/session/gate';
import { approveInSimulation, keepShippedTemplates } from '../../../electron/store/template-files';
import { conversionsOf, type NewOrder } from '../../../shared/dosing/order-entry';
import type { LimitProfile, SoftReason } from '../../../shared/limits/profile';
import type { StaffRole } from '../../../shared/record/people';
import { monoMs } from '../../../shared/time/clock';
import { cm, kg, mg, mgPerKgPerHour, mgPerMl, minutes } from '../../../shared/units/units';
import { clinicPolicy, moodTemplate } from '../../clinic';
import { passedSelfTest } from '../../self-test';
import { infusionRoom } from '../session/room';
import { limits, order, sessionOpened, temporaryFolder } from '../store/samples';

const TEMPLATES = path.join(import.meta.dirname, '../../../resources/templates');
const { orderId: _, signedBy: __, signedAt: ___, template: ____, ...unsigned } = order;
const draft = { ...unsigned, conversions: conversionsOf(unsigned) };
/** The sample's limits, with a soft limit on the total. */
const softly: LimitProfile = {
  ...limits,
  totalMg: { hardMin: null, softMin: null, softMax: 90, hardMax: 400 },
};
const done = { kind: 'done' };
const refused = (words: RegExp) => ({
  kind: 'refused',
  reasons: expect.arrayContaining([expect.stringMatching(words)]),
});

/** Two physicians, a nurse and others, PIN 1234 for all; the first template is approved, the others are not. */
async function desk() {
  const room = infusionRoom();
  const { controller, store, life } = room.start();
  const at = life.clock.now().at;
  const answers = orderAnswers({
    controller,
    store,
    clock: life.clock,
    limits: () => [softly],
    policy: clinicPolicy,
    templateFaults: [],
    gate: gateOf({ store, controller, clock: life.clock, policy: clinicPolicy.access }),
  });
  const roles: readonly [string, StaffRole][] = [
    ['nurse', 'nurse'],
    ['physician', 'physician'],
    ['second', 'physician'],
    ['pharmacist', 'pharmacist'],
    ['administrator', 'administrator'],
  ];
  for (const [personId, role] of roles)
    store.addPerson({ name: `The ${personId}`, role, pin: '1234', personId }, at);
  expect(keepShippedTemplates(store, TEMPLATES, at)).toEqual([]);
  const be = (personId: string) => {
    const found = store.people().find((one) => one.personId === personId);
    if (found === undefined) throw new Error(`no ${personId}`);
    controller.signIn({ personId, name: found.name, role: found.role });
  };
  const second = store.people().find(({ personId }) => personId === 'second');
  if (second === undefined) throw new Error('no second physician');
  const [first] = store.templates();
  if (first === undefined) throw new Error('no template');
  store.approveTemplate(first.versionNo, { personId: 'second', name: second.name, role: 'physician' }, at);
  type More = { pin?: string; templateVersionNo?: number; softReasons?: SoftReason[] };
  const sign = (change: Partial<NewOrder> = {}, more: More = {}) => {
    const changed = { ...draft, ...change };
    const conversions = change.conversions ?? conversionsOf(changed);
    return answers.signOrder({
      ...changed,
      conversions,
      pin: '1234',
      templateVersionNo: first.versionNo,
      softReasons: [],
      ...more,
    });
  };
  return { answers, store, controller, be, sign, at, first };
}

describe('the signature under an order (SR-002)', () => {
  it.each(['nurse', 'pharmacist', 'administrator', null])('is not for the %s', async (who) => {
    const { be, sign, store } = await desk();
    if (who !== null) be(who);
    expect(await sign()).toEqual(refused(/Only a physician/));
    expect(store.orders()).toHaveLength(1);
  });

  it('is the physician’s who is there, with the own secret again', async () => {
    const { be, sign, store, first } = await desk();
    be('physician');
    expect(await sign({}, { pin: '0000' })).toEqual(refused(/does not match/));
    expect(store.orders()).toHaveLength(1);
    expect(await sign()).toEqual(done);
    const kept = store.orders().find(({ orderId }) => orderId !== order.orderId);
    expect(kept).toMatchObject({
      signedBy: { personId: 'physician' },
      template: { templateId: first.template.templateId, version: '1', approvedBy: 'The second' },
    });
  });

  it.each<[string, Partial<NewOrder>, RegExp]>([
    ['limits that are not there', { limitProfileId: 'none' }, /no limits named none/],
    ['limits of another drug', { drug: 'propofol' }, /are for ketamine, not for propofol/],
    [
      'a concentration past a hard limit (SR-021)',
      { concentrationMgPerMl: mgPerMl(50) },
      /Largest: 10 mg\/mL/,
    ],
    ['a step past its own ceiling', { maxRateMgPerKgPerHour: mgPerKgPerHour(0.1) }, /0\.1 mg\/kg\/h/],
    ['a patient who is not there', { patientId: 'pt-nobody' }, /not in the list/],
    ['a weight that is not its basis’s', { dosingWeightKg: kg(71) }, /adjusted weight is 68 kg/],
    ['a formula for the other sex', { weightFormulaSex: 'male' }, /patient is female/],
    [
      'pounds that are not its kilograms (SR-007)',
      { weightAsRead: { value: 180, unit: 'lb' } },
      /180 lb is 81.6 kg, the order says 77.9 kg/,
    ],
    ['less in the syringe than ordered', { totalMg: mg(101) }, /holds 100 mg, less than the 101 mg/],
    ['a step after the end', { durationMin: minutes(0) }, /after the end/],
    ['no conversion confirmed (SR-049)', { conversions: [] }, /conversion .* was not confirmed/],
    [
      'a conversion that was confirmed for another rate',
      { conversions: conversionsOf({ ...unsigned, maxRateMgPerKgPerHour: mgPerKgPerHour(0.3) }) },
      /was not confirmed/,
    ],
  ])('is refused with %s', async (_what, change, words) => {
    const { be, sign, store } = await desk();
    be('physician');
    expect(await sign(change)).toEqual(refused(words));
    expect(store.orders()).toHaveLength(1);
  });

  it('over a soft limit needs a reason of the library’s list, kept with its words (SR-022)', async () => {
    const { be, sign, store } = await desk();
    be('physician');
    const [code] = softly.reasonCodes;
    if (code === undefined) throw new Error('no reason codes');
    const over = { totalMg: mg(95) };
    expect(await sign(over)).toEqual(refused(/soft limit of 90 mg/));
    const reason = { rule: 'total-mg', code: code.code, text: 'as before' } as const;
    expect(await sign(over, { softReasons: [{ ...reason, code: 'no such' }] })).toEqual(
      refused(/soft limit/),
    );
    expect(await sign(over, { softReasons: [{ ...reason, rule: 'weight' }] })).toEqual(refused(/soft limit/));
    expect(await sign(over, { softReasons: [reason] })).toEqual(done);
    expect(store.orders().find(({ totalMg }) => totalMg === 95)?.softReasons).toEqual([
      { ...reason, words: code.words },
    ]);
  });

  it('keeps the rate as written, and what it was converted to', async () => {
    const { be, sign, store } = await desk();
    be('physician');
    const perKg = mgPerKgPerHour(22 / 68);
    const steps = [{ fromMinute: minutes(0), rateMgPerKgPerHour: perKg }];
    expect(await sign({ orderedUnit: 'mg/h', steps, maxRateMgPerKgPerHour: perKg })).toEqual(done);
    const kept = store.orders().find(({ orderedUnit }) => orderedUnit === 'mg/h');
    expect(kept?.conversions).toEqual([
      { value: 22, unit: 'mg/h', mgPerKgPerHour: 22 / 68, mgPerHour: 22, mlPerHour: 11 },
    ]);
  });
});

describe('a weight more than 10 % from the last one (SR-008)', () => {
  const other = { weightBasis: 'actual', weightFormulaSex: null, heightCm: cm(170) } as const;
  const weighing = (weight: number) => ({
    ...other,
    measuredWeightKg: kg(weight),
    dosingWeightKg: kg(weight),
  });

  it('is asked twice, and the second answer is kept', async () => {
    const { be, sign, answers, store } = await desk();
    be('physician');
    const { last } = await answers.lastWeight({ patientId: order.patientId });
    expect(last).toMatchObject({ lastKg: 77.9 });
    expect(await sign(weighing(66))).toEqual(refused(/66 kg differs by 15.3 % from the last 77.9 kg/));
    if (last === null) throw new Error('no last weight');
    expect(await sign({ ...weighing(66), weightDoubt: { ...last, differencePercent: -15.3 } })).toEqual(done);
    expect(store.orders().find((one) => one.measuredWeightKg === 66)?.weightDoubt).toMatchObject({
      lastKg: 77.9,
    });
  });

  it('is not asked within it', async () => {
    const { be, sign } = await desk();
    be('physician');
    expect(await sign(weighing(74))).toEqual(done);
  });
});

describe('templates', () => {
  it('can not be used before somebody approved them', async () => {
    const { be, sign, store } = await desk();
    be('physician');
    const waiting = store.templates().find(({ approval }) => approval === null);
    expect(await sign({}, { templateVersionNo: waiting?.versionNo ?? 0 })).toEqual(refused(/not in use/));
    expect(await sign({}, { templateVersionNo: 999 })).toEqual(refused(/not in use/));
  });

  it('are written by one physician and approved by another', async () => {
    const { be, answers, store, sign, first } = await desk();
    const template = { ...first.template, durationMin: 1, title: `${first.template.title}, slower` };
    const note = 'Slower for the elderly.';
    be('nurse');
    expect(await answers.proposeTemplate({ template, note, pin: '1234' })).toEqual(
      refused(/Only a physician/),
    );
    be('physician');
    expect(await answers.proposeTemplate({ template, note, pin: '9999' })).toEqual(refused(/does not match/));
    expect(await answers.proposeTemplate({ template, note, pin: '1234' })).toEqual(done);
    expect(await answers.proposeTemplate({ template, note, pin: '1234' })).toEqual(
      refused(/Nothing differs/),
    );
    const proposed = store.templates().at(-1);
    const versionNo = proposed?.versionNo ?? 0;
    expect(proposed).toMatchObject({ version: '2', authorId: 'physician', approval: null, note });
    // The approved version stays in use until the new one is.
    expect(await sign()).toEqual(done);
    expect(await answers.approveTemplate({ versionNo, pin: '1234' })).toEqual(refused(/can not approve it/));
    for (const who of ['nurse', 'pharmacist', 'administrator']) {
      be(who);
      expect(await answers.approveTemplate({ versionNo, pin: '1234' })).toEqual(refused(/Only a physician/));
    }
    be('second');
    expect(await answers.approveTemplate({ versionNo, pin: '1234' })).toEqual(done);
    expect(await answers.approveTemplate({ versionNo, pin: '1234' })).toEqual(refused(/already/));
    be('physician');
    expect(await sign()).toEqual(refused(/not in use/));
    expect(await sign({}, { templateVersionNo: versionNo })).toEqual(done);
  });

  it('are taken from the files once, and a bad file keeps none of the others away', async () => {
    const { store, at } = await desk();
    const before = store.templates().length;
    const folder = temporaryFolder();
    cpSync(TEMPLATES, folder, { recursive: true });
    writeFileSync(path.join(folder, 'bad.json'), JSON.stringify({ ...moodTemplate, caps: {} }));
    writeFileSync(
      path.join(folder, 'misspelt.json'),
      JSON.stringify({ ...moodTemplate, templateId: 'm', cap: 1 }),
    );
    const faults = keepShippedTemplates(store, folder, at);
    expect(faults).toHaveLength(2);
    expect(faults[0]).toContain('bad.json');
    expect(store.templates()).toHaveLength(before);
    expect(keepShippedTemplates(store, path.join(folder, 'none'), at)).toHaveLength(1);
  });

  it('come approved only where the invented physician is', async () => {
    const { store, at } = await desk();
    const waiting = () => store.templates().filter(({ approval }) => approval === null).length;
    const before = waiting();
    approveInSimulation(store, at);
    expect(waiting()).toBe(before);
    store.addPerson({ name: 'D. Proof', role: 'physician', pin: '1234', personId: 'p-proof' }, at);
    approveInSimulation(store, at);
    expect(waiting()).toBe(0);
  });
});

describe('the withdrawal of a signed order (SR-002)', () => {
  const reason = 'patient is ill today';

  it('takes a physician, the own PIN and a reason; the order stays as it was signed and can not be given', async () => {
    const { answers, store, controller, be, at } = await desk();
    const { orderId } = store.addOrder({ ...order, plannedFor: at }, at);
    be('nurse');
    expect(await answers.withdrawOrder({ orderId, reason, pin: '1234' })).toEqual(
      refused(/Only a physician/),
    );
    be('physician');
    expect(await answers.withdrawOrder({ orderId, reason, pin: '9999' })).toEqual(refused(/PIN/));
    expect(await answers.withdrawOrder({ orderId, reason, pin: '1234' })).toEqual(done);
    const planned = store.plannedSessions(at).find((one) => one.order.orderId === orderId);
    expect(planned).toMatchObject({
      state: 'withdrawn',
      order: { orderId, signedBy: order.signedBy },
      withdrawn: { by: { personId: 'physician' }, reason },
    });
    be('nurse');
    controller.note({ type: 'self-test.done', body: passedSelfTest }, 'apart');
    const open = controller.submit({ kind: 'open-session', orderId }, controller.state().seq);
    expect(open).toEqual(refused(/no such order/));
  });

  it('is not taken twice, not for what was begun, and what was withdrawn is not written over', async () => {
    const { answers, store, be, at } = await desk();
    const { orderId } = store.addOrder({ ...order, plannedFor: at }, at);
    be('physician');
    expect(await answers.withdrawOrder({ orderId: 'nowhere', reason, pin: '1234' })).toEqual(
      refused(/no such order/),
    );
    expect(await answers.withdrawOrder({ orderId, reason, pin: '1234' })).toEqual(done);
    expect(await answers.withdrawOrder({ orderId, reason, pin: '1234' })).toEqual(
      refused(/withdrawn already/),
    );
    expect(() => store.addOrder({ ...order, orderId }, at)).toThrow(/was withdrawn/);
    const begun = store.addOrder({ ...order, orderId: 'begun', plannedFor: at }, at);
    store.append('s-begun', 'run-1', { at, mono: monoMs(1) }, [sessionOpened({ order: begun })]);
    expect(await answers.withdrawOrder({ orderId: 'begun', reason, pin: '1234' })).toEqual(
      refused(/is open/),
    );
  });
});
