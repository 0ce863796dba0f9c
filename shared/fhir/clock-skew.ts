import type { FhirResource } from '../sync/item';
import { type EpochMs, epochMs } from '../time/clock';
import type { FhirContext } from './context';
import { extensionOf, instant, quantity } from './elements';

/** The server's clock against this workstation's, ms, above zero: the server's is ahead. `at`: when it was known. */
export type ClockSkew = { readonly skewMs: number; readonly at: EpochMs };

/**
 * An Encounter with what is known of the clocks when it is sent (fhir-sync.md 3.5): no time in the record is changed by
 * it, a reader who compares with other systems can. It says when it was measured, since a record may be sent long after.
 */
export function withClockSkew(
  context: FhirContext,
  resource: FhirResource,
  { skewMs, at }: ClockSkew,
): FhirResource {
  const extension = Array.isArray(resource.extension) ? (resource.extension as readonly unknown[]) : [];
  const told = extensionOf(context, 'clock-skew', [
    { url: 'server-ahead', valueQuantity: quantity(Math.round(skewMs), 'ms') },
    { url: 'measured', valueDateTime: instant(epochMs(Math.round(at))) },
  ]);
  return { ...resource, extension: [...extension, told] };
}
