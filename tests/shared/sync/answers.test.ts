import { describe, expect, it, test } from 'vitest';
import { type EntryAnswer, readAnswer, readSingle, retryAfterOf } from '../../../shared/sync/answer';
import { outcomeWords } from '../../../shared/sync/outcome-words';
import type { FhirAnswer } from '../../../shared/sync/transport';
import { verdictOf, type Written } from '../../../shared/sync/verdict';

const outcome = (text: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'invalid', details: { text }, expression: ['Observation.status'] }],
});
const answered = (status: number, body: unknown, headers: Record<string, string> = {}): FhirAnswer => ({
  kind: 'answer',
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const entries = (...responses: unknown[]) => ({
  resourceType: 'Bundle',
  type: 'batch-response',
  entry: responses.map((response) => ({ response })),
});

describe('the answer to a whole bundle', () => {
  const two = entries({ status: '201 Created', location: 'Patient/1/_history/1' }, { status: '400' });
  test.each<[string, FhirAnswer, string]>([
    ['200 with an answer for each entry', answered(200, two), 'entries'],
    ['200 with fewer answers than entries', answered(200, entries({ status: '201' })), 'unknown'],
    ['200 with a body that was cut', answered(200, '{"resourceType":"Bundle","entry":[{"resp'), 'unknown'],
    ['200 with the page of a hotel', answered(200, '<html>Sign in</html>'), 'unknown'],
    ['nothing after it was sent', { kind: 'none', sent: true, detail: 'timed out' }, 'unknown'],
    ['nothing, and it never left', { kind: 'none', sent: false, detail: 'no network' }, 'not-taken'],
    ['refused here', { kind: 'refused', words: 'another certificate' }, 'not-taken'],
    ['408', answered(408, ''), 'unknown'],
    ['425', answered(425, ''), 'unknown'],
    ['500', answered(500, ''), 'unknown'],
    ['503 of something on the way', answered(503, '<html>'), 'unknown'],
    ['429', answered(429, ''), 'slow-down'],
    ['401', answered(401, outcome('no token')), 'not-taken'],
    ['403 of the FHIR server', answered(403, outcome('scope')), 'forbidden'],
    ['403 of a firewall', answered(403, '<html>blocked</html>'), 'not-taken'],
    ['400 of the FHIR server', answered(400, outcome('no')), 'refused'],
    ['422 of the FHIR server', answered(422, outcome('no')), 'refused'],
    ['404 of a web server', answered(404, 'not found'), 'not-taken'],
    ['413', answered(413, ''), 'too-large'],
  ])('%s', (_, answer, kind) => {
    expect(readAnswer(answer, 2).kind).toBe(kind);
  });

  it('to a request that stood alone is the answer to its entry', () => {
    const made = readSingle(
      answered(201, '', { location: 'https://x/fhir/Patient/1/_history/3', etag: 'W/"3"' }),
    );
    expect(made).toMatchObject({ kind: 'entries', entries: [{ status: 201, etag: 'W/"3"' }] });
    expect(readSingle(answered(422, outcome('no')))).toMatchObject({
      kind: 'entries',
      entries: [{ status: 422 }],
    });
    expect(readSingle(answered(422, '<html>')).kind).toBe('not-taken');
    expect(readSingle(answered(200, '{"resourceT')).kind).toBe('unknown');
    expect(readSingle(answered(503, '')).kind).toBe('unknown');
  });

  it('says how long to wait, in seconds or until a time of the server', () => {
    expect(retryAfterOf({ 'retry-after': '7' })).toBe(7_000);
    const date = 'Mon, 07 Jan 2030 09:00:00 GMT';
    expect(retryAfterOf({ date, 'retry-after': 'Mon, 07 Jan 2030 09:00:30 GMT' })).toBe(30_000);
    expect(retryAfterOf({ 'retry-after': '999999' })).toBe(3_600_000);
    expect(retryAfterOf({ 'retry-after': 'soon' })).toBeNull();
    expect(retryAfterOf({})).toBeNull();
  });
});

describe('the answer to one entry', () => {
  const plain: Written = { type: 'Observation', ifMatch: false, byId: false };
  const of = (status: number, more: Partial<EntryAnswer> = {}): EntryAnswer => ({
    ...{ status, location: null, etag: null, resource: null, outcome: outcome('why') },
    ...more,
  });
  test.each<[number, Partial<EntryAnswer>, Partial<Written>, string]>([
    [201, { location: 'Observation/7/_history/1' }, {}, 'taken'],
    [200, { location: 'https://x.example/fhir/Observation/7/_history/1' }, {}, 'taken'],
    [200, { resource: { resourceType: 'Observation', id: '7' } }, {}, 'taken'],
    [201, {}, {}, 'unknown'],
    [201, { location: 'Patient/7/_history/1' }, {}, 'unknown'],
    [500, {}, {}, 'unknown'],
    [408, {}, {}, 'unknown'],
    [401, {}, {}, 'again'],
    [403, {}, {}, 'stop-lane'],
    [400, {}, {}, 'park'],
    [422, {}, {}, 'park'],
    [404, {}, { byId: true }, 'gone'],
    [410, {}, {}, 'parent-unknown'],
    [
      400,
      { outcome: outcome('HAPI-1094: Resource Patient/9 not found, specified in path: x') },
      {},
      'parent-unknown',
    ],
    [409, {}, {}, 'clash'],
    [412, {}, {}, 'several'],
    [412, {}, { ifMatch: true, byId: true }, 'changed'],
    [413, {}, {}, 'too-large'],
    [429, {}, {}, 'slow-down'],
  ])('%i %o %o: %s', (status, more, written, kind) => {
    expect(verdictOf(of(status, more), { ...plain, ...written }).kind).toBe(kind);
  });

  it('names place and version, also where only one of both says it', () => {
    const taken = verdictOf(of(200, { location: 'Observation/7', etag: 'W/"4"' }), plain);
    expect(taken).toEqual({ kind: 'taken', place: { type: 'Observation', id: '7', version: '4' } });
  });

  it('is told to a person in the words of the server', () => {
    expect(outcomeWords(outcome('status is not one of these'), 422)).toBe(
      'The server answered 422: status is not one of these (Observation.status)',
    );
    expect(outcomeWords(null, 400)).toBe('The server answered 400 and did not say why.');
  });
});
