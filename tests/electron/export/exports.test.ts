import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { predictedOver } from '../../../electron/export/predicted';
import { writeExport } from '../../../electron/export/write-export';
import { sessionDetail } from '../../../electron/session/series-fold';
import type { ExportFormat } from '../../../shared/record/export-format';
import { contextOf } from '../../../shared/words/event-context';
import { eventWords } from '../../../shared/words/event-words';
import { clinicPolicy } from '../../clinic';
import { pagesOf } from '../report/pdf-text';
import { keptSession } from './kept-session';
import { readVital } from './vital-reader';

const { store, sessionId, folder, remove } = keptSession();
afterAll(remove);
const detail = sessionDetail(store, sessionId);
if (detail === null) throw new Error('no session');
const log = [...store.events(sessionId)];
const { series, events } = detail;
const models = clinicPolicy.prediction;

async function made(as: ExportFormat, name = `x.${as}`): Promise<Buffer[]> {
  const wish = { sessionId, as, file: path.join(folder, name), program: 'test', printed: null, models };
  const files = await writeExport(store, wish);
  return (files ?? []).map((file) => readFileSync(file));
}

/** Rows of a table by RFC 4180; a field may hold anything but what only quotes allow. */
function rowsOf(csv: string): string[][] {
  const body = csv.replace(/^\uFEFF/, '');
  return body
    .split('\r\n')
    .slice(0, -1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
      ),
    );
}

describe('the record as files for people (SR-154)', () => {
  it('is the log itself as JSON Lines, with a first line that says what follows', async () => {
    const [file] = await made('jsonl');
    const [head = '', ...lines] = (file?.toString('utf8') ?? '').split('\n');
    const body = file?.subarray(Buffer.byteLength(head) + 1) ?? Buffer.alloc(0);
    expect(JSON.parse(head)).toMatchObject({
      format: 'infusion-console/session-log',
      schemaVersion: 1,
      sessionId,
      entries: log.length,
      sha256: createHash('sha256').update(body).digest('hex'),
      seal: { lastSeq: log.at(-1)?.seq },
    });
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(JSON.stringify(log)));
  });

  it('is a table with a row a second, units in its heads and gaps left empty, and a table of the entries', async () => {
    const [numbers, told] = (await made('csv')).map((file) => rowsOf(file.toString('utf8')));
    const [heads = [], ...rows] = numbers ?? [];
    expect(heads.slice(0, 5)).toEqual(['time (UTC)', 'elapsed (s)', 'HR (/min)', 'PR (/min)', 'SpO2 (%)']);
    const seconds = rows.map(([time = '']) => Date.parse(time) / 1000);
    expect(seconds).toEqual(seconds.map((_, row) => (seconds[0] ?? 0) + row));
    const spo2 = new Map(series.monitor.t.map((t, row) => [Math.floor(t), series.monitor.spo2[row] ?? null]));
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([heads.length]));
    const known = seconds.map((second) => String(spo2.get(second) ?? ''));
    expect(rows.map((row) => row[4]).join(' ')).toBe(known.join(' '));
    const context = contextOf(events);
    const words = (told ?? []).slice(1).map((row) => [row[0], row[1], row[3], row[5]]);
    expect(words).toEqual(
      events.map((event) => [
        String(event.seq),
        new Date(event.at).toISOString(),
        event.type,
        eventWords(event, context),
      ]),
    );
  });

  it('is a vital file in which every number and entry stands at its own time, and nothing in a gap', async () => {
    const [file] = await made('vital');
    const vital = readVital(file ?? Buffer.alloc(0));
    const track = (name: string) => vital.tracks.find((one) => one.name === name);
    const told = track('EVENT')?.records ?? [];
    const context = contextOf(events);
    expect(told).toEqual(events.map((event) => ({ t: event.at / 1000, value: eventWords(event, context) })));
    const column = (t: readonly number[], v: readonly (number | null)[]) =>
      t.flatMap((time, row) => (v[row] == null ? [] : [{ t: time, value: v[row] }]));
    const { monitor, pump, nibp } = series;
    expect(track('HR')?.records).toEqual(column(monitor.t, monitor.hr));
    expect(track('PLETH_SPO2')?.records).toEqual(column(monitor.t, monitor.spo2));
    expect(track('NIBP_SBP')?.records).toEqual(column(nibp.t, nibp.sys));
    expect(track('RATE')?.records).toEqual(column(pump.t, pump.rateMlPerHour));
    expect(track('VOL')?.records).toEqual(column(pump.t, pump.givenLowMl));
    expect(track('PLETH_SPO2')).toMatchObject({ unit: '%', monitorType: 10 });
    expect(vital.devices.get(track('RATE')?.deviceId ?? -1)?.name).toBe('Invented Pump');
    expect(vital.order).toEqual(vital.tracks.map(({ id }) => id));
    const all = vital.tracks.flatMap(({ records }) => records.map(({ t }) => t));
    expect(Math.min(...all)).toBeGreaterThanOrEqual(vital.from);
    expect(Math.max(...all)).toBeLessThanOrEqual(vital.to);
  });

  it('is a report that carries the seal of the last entry and the fingerprint of the JSON Lines', async () => {
    const [file] = await made('pdf');
    const [log] = await made('jsonl', 'again.jsonl');
    const { sha256 } = JSON.parse(log?.toString('utf8').split('\n')[0] ?? '{}');
    const pages = await pagesOf(file ?? Buffer.alloc(0));
    for (const page of pages) {
      expect(page).toContain(sha256);
      expect(page).toContain(store.seal(events.at(-1)?.seq ?? 0)?.hash);
    }
  });

  it.each(['csv', 'jsonl', 'vital'] as const)('gives the same %s for the same record', async (as) => {
    const [one, two] = [await made(as, `one.${as}`), await made(as, `two.${as}`)];
    expect(one.length).toBeGreaterThan(0);
    expect(one.map((file, index) => file.equals(two[index] ?? Buffer.alloc(0)))).toEqual(one.map(() => true));
  });

  it('has no file for a session that is not there', async () => {
    const wish = {
      sessionId: 'none',
      file: path.join(folder, 'none.csv'),
      program: 't',
      printed: null,
      models,
    };
    expect(await writeExport(store, { ...wish, as: 'csv' })).toBeNull();
  });

  it('keeps what is predicted under a device of its own, named as a model’s', async () => {
    const [file] = await made('vital', 'predicted.vital');
    const vital = readVital(file ?? Buffer.alloc(0));
    const plasma = vital.tracks.find(({ name }) => name === 'CP');
    expect(vital.devices.get(plasma?.deviceId ?? -1)).toMatchObject({ name: 'Predicted' });
    const predicted = predictedOver(store, detail, models)?.columns;
    expect(plasma?.records.map(({ value }) => value)).toEqual(predicted?.plasma);
    expect(Math.max(...(predicted?.plasma ?? []))).toBeGreaterThan(20);
  });
});
