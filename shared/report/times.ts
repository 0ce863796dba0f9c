import { clockTime, dayWords } from '../words/phrases';

const two = (value: number): string => String(value).padStart(2, '0');

/** `12 Mar 2026, 09:40`. */
export const momentWords = (at: number): string => `${dayWords(at)}, ${clockTime(at)}`;

/** How the workstation's time stood to universal time at a moment: `UTC+01:00`, `UTC−05:00`, `UTC`. */
export function offsetWords(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** `+1:02` or `−0:20`, hours and minutes from `zero`; rounded down to the minute away from zero time. */
export function sinceWords(at: number, zero: number | null): string {
  if (zero === null) return '';
  const minutes = Math.floor(Math.abs(at - zero) / 60_000);
  const sign = minutes === 0 ? '' : at < zero ? '−' : '+';
  return `${sign}${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
}
