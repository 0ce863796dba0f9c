/** One request, as it came over the wire or from an injected `fetch`. Names of headers are in small letters. */
export type HttpRequest = {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

export type HttpAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The connection is lost after this many bytes of the body, of which the length was announced whole. */
  readonly tornAfterBytes?: number;
};

/** The connection was lost, and the client has no answer. */
export class ConnectionCut extends Error {
  readonly code = 'ECONNRESET';
  constructor() {
    super('The connection was cut');
    this.name = 'ConnectionCut';
  }
}

export const FHIR_JSON = 'application/fhir+json; charset=utf-8';

export const json = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => ({
  status,
  headers: { 'content-type': FHIR_JSON, ...headers },
  body: JSON.stringify(body),
});

/** An answer whose body is an OperationOutcome with one issue. */
export const outcome = (
  status: number,
  code: string,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer =>
  json(
    status,
    { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text } }] },
    headers,
  );
