import type { Patient } from '../record/patient';
import type { EpochMs } from '../time/clock';

const two = (value: number): string => String(value).padStart(2, '0');

/** `11:47`, local, 24 hours. */
export function clockTime(at: EpochMs | number): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** `11:47:19`. */
export function clockSeconds(at: EpochMs | number): string {
  return `${clockTime(at)}:${two(new Date(at).getSeconds())}`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `14 Mar 1979` from `1979-03-14`. */
export function dateWords(iso: string): string {
  const [year, month, day] = iso.split('-');
  return `${day} ${months[Number(month) - 1] ?? month} ${year}`;
}

/** `14 Mar 2030` of this workstation, from a moment. */
export function dayWords(at: EpochMs | number): string {
  const date = new Date(at);
  return `${two(date.getDate())} ${months[date.getMonth()]} ${date.getFullYear()}`;
}

/** Whole years between a birth date and a moment. */
export function ageInYears(birthDate: string, at: EpochMs | number): number {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  const date = new Date(at);
  const before = date.getMonth() + 1 < month || (date.getMonth() + 1 === month && date.getDate() < day);
  return date.getFullYear() - year - (before ? 1 : 0);
}

/** An age in its caption: `0.6 s`, `48 s`, `7 min`, `2 h 03 min`. */
export function ageWords(ms: number): string {
  if (ms < 9_950) return `${(Math.floor(ms / 100) / 10).toFixed(1).replace(/\.0$/, '')} s`;
  if (ms < 60_000) return `${Math.floor(ms / 1000)} s`;
  const min = Math.floor(ms / 60_000);
  return min < 60 ? `${min} min` : `${Math.floor(min / 60)} h ${two(min % 60)} min`;
}

/** `F`, `M`; a word where a letter would be unclear. */
export function sexWords(sex: 'female' | 'male' | 'other' | 'unknown'): string {
  return { female: 'F', male: 'M', other: 'other', unknown: 'sex unknown' }[sex];
}

/** `4 h`, `40 min`, `1 h 30 min`: a planned length, without zeros that say nothing. */
export function lengthWords(min: number): string {
  const [h, rest] = [Math.floor(min / 60), min % 60];
  if (h === 0) return `${rest} min`;
  return rest === 0 ? `${h} h` : `${h} h ${two(rest)} min`;
}

/** `1 entry`, `2 entries`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Allergies in one line; that nobody asked is said as that. */
export function allergyWords(patient: Pick<Patient, 'allergies'>): string {
  if (patient.allergies === null) return 'not asked yet';
  return patient.allergies.length === 0 ? 'None known' : patient.allergies.join(', ');
}
