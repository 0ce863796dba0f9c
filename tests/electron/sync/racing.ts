import type { FhirRequest } from '../../../shared/sync/transport';
import type { FhirServer } from '../../fhir-server/server';

type Entry = {
  readonly request: { readonly method: string; readonly url: string; readonly ifNoneExist?: string };
};

/**
 * A bundle as a server goes on with it that judged its conditions when it came: what was not there then is created,
 * whatever came to be there meanwhile. Some servers do so (fhir-sync.md 3.3).
 */
export function judgedNow(server: FhirServer, request: FhirRequest): FhirRequest {
  if (request.body === undefined || !request.body.includes('"Bundle"')) return request;
  const bundle = JSON.parse(request.body) as { entry: Entry[] };
  const isThere = (query: string): boolean => server.records.search(query).length > 0;
  const entry = bundle.entry.map((one) => {
    const { ifNoneExist, ...rest } = one.request;
    if (ifNoneExist !== undefined && !isThere(`${rest.url}?${ifNoneExist}`)) return { ...one, request: rest };
    if (rest.method === 'PUT' && rest.url.includes('?') && !isThere(rest.url))
      return { ...one, request: { method: 'POST', url: rest.url.split('?')[0] ?? '' } };
    return one;
  });
  return { ...request, body: JSON.stringify({ ...bundle, entry }) };
}
