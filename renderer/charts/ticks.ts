const steps = [10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200];

/** Round times for an axis, at most `most` of them, aligned to the local day. Seconds since the epoch. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const wanted = (to - from) / Math.max(1, most);
  const step = steps.find((candidate) => candidate >= wanted) ?? 86400;
  const midnight = new Date(from * 1000).setHours(0, 0, 0, 0) / 1000;
  const ticks: number[] = [];
  for (let t = midnight + Math.ceil((from - midnight) / step) * step; t <= to; t += step) ticks.push(t);
  return ticks;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `11:47`, or `11:47:19` when the ticks are closer than a minute. Local time, 24 hours. */
export function tickText(t: number, withSeconds: boolean): string {
  const date = new Date(t * 1000);
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return withSeconds ? `${minutes}:${two(date.getSeconds())}` : minutes;
}

/** Every tick, or every second, third … one where they would stand closer than `least` pixels. */
export function thinned(ticks: readonly number[], height: number, least: number): number[] {
  const room = Math.max(1, Math.floor(height / least));
  const stride = Math.ceil(ticks.length / room);
  return ticks.filter((_, index) => index % stride === 0);
}
