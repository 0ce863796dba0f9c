import { request as requestTls } from 'node:https';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { throwAwayAuthority } from './authority';
import { heartRate, patient } from './samples';
import { fhirServer } from './server';

const server = await fhirServer();
afterAll(() => server.close());
beforeEach(() => server.clear());

const post = async (key: string, subject: string): Promise<Response> =>
  fetch(`${server.url}/Observation`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(heartRate(key, subject)),
  });

test('over the socket as below it: an answer, a cut, a torn body', async () => {
  const { id } = await server.records.save(patient('p1'));
  const created = await post('1', `Patient/${id}`);
  expect(created.status).toBe(201);
  expect(created.headers.get('location')).toBe(
    `${server.url}/Observation/${(await created.json()).id}/_history/1`,
  );
  server.faults.add(
    { on: 1, fault: { kind: 'cut', when: 'after' } },
    { on: 2, fault: { kind: 'truncate', keepBytes: 20, torn: true } },
  );
  await expect(post('2', `Patient/${id}`)).rejects.toThrow('fetch failed');
  const torn = await post('3', `Patient/${id}`);
  await expect(torn.text()).rejects.toThrow();
  expect(server.records.count('Observation')).toBe(3);
});

test('comes back at the same address with the same records, after a restart and after a cut', async () => {
  await server.records.save(patient('p1'));
  await server.restart();
  expect((await fetch(`${server.url}/Patient?_summary=count`)).status).toBe(200);
  await server.cut();
  await expect(fetch(`${server.url}/Patient`)).rejects.toThrow('fetch failed');
  await server.mend();
  expect(await (await fetch(`${server.url}/Patient`)).json()).toMatchObject({ total: 1 });
});

function status(url: string, ca: string | undefined): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    requestTls(url, { ...(ca !== undefined && { ca }), agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('TLS with a certificate of a throw-away authority: trusted with it alone', async () => {
  const authority = throwAwayAuthority();
  const secure = await fhirServer({ tls: authority });
  try {
    expect(secure.url).toMatch(/^https:/);
    expect(await status(`${secure.url}/metadata`, authority.caCertificate)).toBe(200);
    await expect(status(`${secure.url}/metadata`, undefined)).rejects.toThrow(/certificate/);
    await expect(status(`${secure.url}/metadata`, throwAwayAuthority().caCertificate)).rejects.toThrow(
      /certificate/,
    );
  } finally {
    await secure.close();
  }
});
