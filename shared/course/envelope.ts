import type { AtMinute, Envelope } from './session-course';

/** One look at the monitor: what of it was valid. */
export type Look = { readonly minute: AtMinute; readonly spo2: number | null; readonly hr: number | null };

const least = (a: number | null, b: number | null) => (a === null || (b !== null && b < a) ? b : a);
const most = (a: number | null, b: number | null) => (a === null || (b !== null && b > a) ? b : a);

type Bin = {
  spo2Low: number | null;
  spo2High: number | null;
  hrLow: number | null;
  hrHigh: number | null;
};

/**
 * Lowest and highest of each minute: small enough that twenty sessions are drawn at once, and no dip of a second is
 * lost. A day at most.
 */
export function envelopeFold(): {
  take(look: Look): void;
  made(nibp: Envelope['nibp']): Envelope;
} {
  const bins = new Map<number, Bin>();
  const MOST = 24 * 60;
  return {
    take({ minute, spo2, hr }) {
      if (spo2 === null && hr === null) return;
      const at = Math.floor(minute);
      if (Math.abs(at) > MOST) return;
      const bin = bins.get(at) ?? { spo2Low: null, spo2High: null, hrLow: null, hrHigh: null };
      bins.set(at, {
        spo2Low: least(bin.spo2Low, spo2),
        spo2High: most(bin.spo2High, spo2),
        hrLow: least(bin.hrLow, hr),
        hrHigh: most(bin.hrHigh, hr),
      });
    },
    made(nibp) {
      const minutes = [...bins.keys()];
      const from = minutes.length === 0 ? 0 : Math.min(...minutes);
      const length = minutes.length === 0 ? 0 : Math.max(...minutes) - from + 1;
      const column = (key: keyof Bin) => Array.from({ length }, (_, i) => bins.get(from + i)?.[key] ?? null);
      return {
        from,
        spo2Low: column('spo2Low'),
        spo2High: column('spo2High'),
        hrLow: column('hrLow'),
        hrHigh: column('hrHigh'),
        nibp,
      };
    },
  };
}
