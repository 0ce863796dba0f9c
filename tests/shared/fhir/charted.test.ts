import type { AuditEvent, Observation, QuestionnaireResponse } from '@medplum/fhirtypes';
import { describe, expect, test } from 'vitest';
import { isOutcomeEntry, outcomeDrafts } from '../../../shared/fhir/outcomes';
import { emptyObservation } from '../../../shared/observation/observation';
import type { VitalSign } from '../../../shared/observation/vital-signs';
import type { Numeric } from '../../../shared/readings/monitor';
import type { EventBody } from '../../../shared/session/events';
import { takeOver } from '../../../shared/session/rounds/take-over';
import type { SyncItem } from '../../../shared/sync/item';
import { epochMs } from '../../../shared/time/clock';
import { infusingRoom, logged, numeric, nurse, openedRoom } from '../session-kit';
import { context, expectRight, itemsOf, ofKind } from './kit';

const as = <T>(item: SyncItem | undefined): T => {
  if (item === undefined) throw new Error('no such item');
  return item.resource as unknown as T;
};
const cuff = (at: number, sys: number | null, dia: number | null, over: Partial<Numeric> = {}): Numeric[] => {
  const measured = { source: 'cuff', unit: 'mm[Hg]', measuredAt: epochMs(at), ...over } as const;
  return [numeric('NIBP-sys', sys, measured), numeric('NIBP-dia', dia, measured)];
};
const partOf = ({ component = [] }: Observation, at: number): number | undefined =>
  component[at]?.valueQuantity?.value;
const panels = (items: readonly SyncItem[]): SyncItem[] =>
  ofKind(items, 'obs').filter(({ key }) => key.includes('/nibp/') || key.endsWith('/blood-pressure'));

describe('a blood pressure by the cuff', () => {
  test('is one panel at its own time, however often the monitor repeats it', () => {
    const room = openedRoom();
    const at = room.now.at - 20_000;
    for (let time = 0; time < 5; time += 1)
      room.wait(1_000).hear('monitor.reading', { numerics: cuff(at, 128, 78) });
    const items = itemsOf(room.log);
    expectRight(items);
    expect(items.filter(({ key }) => key.includes('/nibp/'))).toHaveLength(1);
    const panel = as<Observation>(panels(items)[0]);
    expect(panel.effectiveDateTime).toBe(new Date(at).toISOString());
    expect([partOf(panel, 0), partOf(panel, 1)]).toEqual([128, 78]);
  });

  test('of which a part is missing says so, with no value in its place', () => {
    const room = openedRoom();
    room.wait(1_000).hear('monitor.reading', { numerics: cuff(room.now.at, 128, null) });
    const items = itemsOf(room.log);
    expectRight(items);
    const { component = [] } = as<Observation>(panels(items)[0]);
    expect(component[1]?.valueQuantity).toBeUndefined();
    expect(component[1]?.dataAbsentReason?.coding?.[0]?.code).toBe('error');
  });

  test('shown in kPa is charted in mmHg, to one decimal', () => {
    const room = openedRoom();
    room.wait(1_000).hear('monitor.reading', { numerics: cuff(room.now.at, 16, 10, { unit: 'kPa' }) });
    expect(partOf(as<Observation>(panels(itemsOf(room.log))[0]), 0)).toBe(120);
  });

  test('that a round takes over is named by the round and not said twice', () => {
    const room = infusingRoom();
    const at = room.now.at;
    room.wait(1_000).hear('monitor.reading', { numerics: cuff(at, 128, 78) });
    const taken = (sign: VitalSign) => {
      const found = takeOver(room.state, sign, room.now.mono);
      return found.kind === 'taken' ? found.value : null;
    };
    const seen = emptyObservation(room.now.at);
    room.must({
      kind: 'record-observation',
      observation: {
        ...{ ...seen, sedation: { scale: 'RASS', level: 0 } },
        vitals: {
          ...seen.vitals,
          systolicMmHg: taken('systolicMmHg'),
          diastolicMmHg: taken('diastolicMmHg'),
        },
      },
    });
    const items = itemsOf(room.log);
    expectRight(items);
    const seq = room.log.findLast(({ type }) => type === 'observation.recorded')?.seq;
    expect(panels(items).filter(({ key }) => key.includes(`/${seq}/`))).toEqual([]);
    const round = as<Observation>(ofKind(items, 'obs').find(({ key }) => key.endsWith(`/${seq}/round`)));
    const [own] = panels(items).filter(({ key }) => key.includes('/nibp/'));
    expect(JSON.stringify(round.hasMember)).toContain(own?.key);
  });
});

describe('an alarm', () => {
  test('is one record with its end and who saw it, for the patient an issue, for the equipment an observation', () => {
    const room = infusingRoom();
    for (let time = 0; time < 8; time += 1)
      room.wait(1_000).hear('monitor.reading', {
        numerics: [numeric('SpO2', 84, { unit: '%' }), numeric('PR', 80)],
      });
    const alarm = room.state.alarms.find(({ condition }) => condition === 'spo2-low');
    room.must({ kind: 'acknowledge-alarm', alarmId: alarm?.alarmId ?? '' });
    for (let time = 0; time < 8; time += 1)
      room.wait(1_000).hear('monitor.reading', {
        numerics: [numeric('SpO2', 98, { unit: '%' }), numeric('PR', 80)],
      });
    const items = itemsOf(room.log);
    expectRight(items);
    const of = items.filter(({ kind, key }) => kind === 'alarm' && key.endsWith(`/${alarm?.alarmId}`));
    expect(new Set(of.map(({ resource }) => resource.resourceType))).toEqual(new Set(['DetectedIssue']));
    expect(of.map(({ write }) => write)).toEqual(['create', ...of.slice(1).map(() => 'update')]);
    const last = of.at(-1)?.resource;
    expect(last).toMatchObject({ status: 'final', severity: 'high' });
    expect(JSON.stringify(last?.mitigation)).toContain('acknowledged');
    expect(JSON.stringify(last?.identifiedPeriod)).toContain('"end"');
    const raw = ofKind(items, 'alarm').find(({ resource }) => resource.resourceType === 'Observation');
    if (raw !== undefined) expect(JSON.stringify(raw.resource.code)).toContain('196616');
  });
});

describe('a form', () => {
  const body: EventBody<'outcome.recorded'> = {
    ...{ outcomeId: 'outcome-1', patientId: 'patient-1', instrument: 'PHQ-9', instrumentVersion: 1 },
    ...{ answers: [1, 2, 3, 0, 1, 2, 3, 0, 1], score: 13, answeredAt: epochMs(0), risk: null },
    ...{ basis: { kind: 'follow-up' }, filledBy: 'patient', by: nurse, handedBy: nurse },
  };
  const recorded = logged('outcome.recorded', body, 5, 1_000);
  const corrected = logged(
    'outcome.corrected',
    {
      ...{ outcomeId: 'outcome-1', patientId: 'patient-1', by: nurse, reason: 'misread', risk: null },
      ...{ answers: [0, 2, 3, 0, 1, 2, 3, 0, 1], score: 12, answeredAt: epochMs(0) },
      old: { answers: body.answers, score: 13, answeredAt: epochMs(0) },
    },
    9,
    2_000,
  );

  test('has its LOINC questions and answers, and its total derived from them', () => {
    const [response, total] = outcomeDrafts(context, recorded, () => [], 'patient-1');
    expect((response?.resource as QuestionnaireResponse | undefined)?.item?.[3]).toMatchObject({
      linkId: '/44254-1',
      answer: [{ valueCoding: { code: 'LA6568-5' } }],
    });
    expect(total?.resource).toMatchObject({ valueQuantity: { value: 13 } });
    expect(JSON.stringify((total?.resource as Observation | undefined)?.derivedFrom)).toContain('outcome-1');
  });

  test('that is put right in another stream is a revision of what was sent, not another form', () => {
    const history = () => [recorded].filter(isOutcomeEntry);
    const revised = outcomeDrafts(context, { ...corrected, sessionId: 'workstation' }, history, null);
    expect(revised.map(({ key, write }) => [key, write])).toEqual([
      ['outcome-1', 'update'],
      ['outcome-1/score', 'update'],
    ]);
    expect(revised[0]?.resource).toMatchObject({ status: 'amended', encounter: {} });
    expect(JSON.stringify(revised[0]?.resource)).toContain('misread');
  });
});

test('whoever was not let in is not named as one who acted', () => {
  const room = openedRoom();
  const refused = { personId: 'p-1', name: 'R. Example', with: 'pin', why: 'wrong', failures: 2 } as const;
  room.append([{ type: 'operator.refused', body: { ...refused, lockedOutMs: null } }]);
  const items = itemsOf(room.log);
  expectRight(items);
  const audit = as<AuditEvent>(ofKind(items, 'audit').at(-1));
  expect(audit.outcome).toBe('4');
  expect(audit.agent[0]?.who).toBeUndefined();
});
