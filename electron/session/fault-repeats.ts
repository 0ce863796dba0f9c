import type { EventBody } from '../../shared/session/events';
import type { Instant } from '../../shared/time/clock';

/** The same fault of the same device is written once in this time. */
const AGAIN_MS = 10_000;

type Fault = EventBody<'device.fault'>;

/** Remembers what was written; says of each fault whether it only repeats. */
export function faultRepeats(): (fault: Fault, instant: Instant, monitorTrusted: boolean) => boolean {
  const written = new Map<string, number>();
  return ({ device, fault }, { mono }, monitorTrusted) => {
    // A monitor that was accepted and shows another patient again is no repetition: its values must go at once.
    const news = device === 'monitor' && fault === 'wrong-device' && monitorTrusted;
    const key = `${device}/${fault}`;
    const before = written.get(key);
    if (!news && before !== undefined && mono - before < AGAIN_MS) return true;
    written.set(key, mono);
    return false;
  };
}
