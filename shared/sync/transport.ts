/** A request to the clinic's server. `path` stands after the base address, or is a whole address of the same origin. */
export type FhirRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
};

/**
 * What came back. `none`: no whole answer, so that it is not known whether the request took (`sent`: it may have; not
 * `sent`: it never left). `refused`: this workstation would not send it (no token, a redirect to elsewhere, a
 * certificate that is not the clinic's), in words for a person.
 */
export type FhirAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'none'; readonly sent: boolean; readonly detail: string }
  | { readonly kind: 'refused'; readonly words: string };

/** Carries one request; never throws. Adds the token and its own time-outs. */
export type Transport = (request: FhirRequest) => Promise<FhirAnswer>;
