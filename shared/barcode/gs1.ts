/** FNC1 inside of a symbol comes out of a scanner as the group separator. */
export const GROUP_SEPARATOR = '\u001d';

/** One element of a GS1 element string: its application identifier, and what stands behind it. */
export type Element = { readonly ai: string; readonly value: string };

export type Gs1 =
  | { readonly kind: 'elements'; readonly elements: readonly Element[] }
  | { readonly kind: 'refused'; readonly words: string };

/** Elements of predefined length: their first two digits, and how long AI and value are together (GS1 General Specifications 7.8.5). */
const predefined: Readonly<Record<string, number>> = {
  ...{ '00': 20, '01': 16, '02': 16, '03': 16, '04': 18 },
  ...{ '11': 8, '12': 8, '13': 8, '14': 8, '15': 8, '16': 8, '17': 8, '18': 8, '19': 8, '20': 4 },
  ...{ '31': 10, '32': 10, '33': 10, '34': 10, '35': 10, '36': 10, '41': 16 },
};

/** How many digits an application identifier has, by its first two. */
function aiLength(start: string): number | null {
  if (/^(0[0-4]|1[0-9]|2[0-2]|3[07]|9[0-9])$/.test(start)) return 2;
  if (/^(2[3-5]|4[0-2]|71)$/.test(start)) return 3;
  return /^(3[1-69]|43|7[02]|8[0-2])$/.test(start) ? 4 : null;
}

/** GS1 check digit over all digits but the last, weights 3 and 1 from the right (GTIN, SSCC, GSRN). */
export function checkDigitHolds(digits: string): boolean {
  if (!/^\d{2,}$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < digits.length - 1; at += 1) {
    const fromRight = digits.length - 2 - at;
    sum += Number(digits[at]) * (fromRight % 2 === 0 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10 === Number(digits.at(-1));
}

const refused = (words: string): Gs1 => ({ kind: 'refused', words });

/** What an element of a checked kind has to look like. */
function wrong({ ai, value }: Element): string | null {
  switch (ai) {
    case '01':
    case '02':
      return /^\d{14}$/.test(value) && checkDigitHolds(value) ? null : 'The product number is damaged.';
    case '8017':
    case '8018':
      return /^\d{18}$/.test(value) && checkDigitHolds(value) ? null : 'The person’s number is damaged.';
    case '17':
      return dateOf(value, 0) === null ? 'The expiry date is damaged.' : null;
    case '7250':
      return /^\d{8}$/.test(value) &&
        isDay(Number(value.slice(0, 4)), Number(value.slice(4, 6)), Number(value.slice(6)))
        ? null
        : 'The birth date is damaged.';
    case '10':
    case '21':
      return /^[!-z]{1,20}$/.test(value) ? null : 'The lot or serial number is damaged.';
    default:
      return null;
  }
}

const daysIn = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);

/** A GS1 date, YYMMDD, as a calendar date; day 00 is the month's last. Years 51 to 99 before `thisYear` are of the last century. */
export function dateOf(text: string, thisYear: number): string | null {
  if (!/^\d{6}$/.test(text)) return null;
  const [yy, month, day] = [Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4))];
  const century = Math.floor(thisYear / 100) * 100;
  const ahead = yy - (thisYear % 100);
  const year = century + yy + (ahead >= 51 ? -100 : ahead <= -50 ? 100 : 0);
  const last = day === 0 ? daysIn(year, month) : day;
  if (!isDay(year, month, last)) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(last)}`;
}

/**
 * A GS1 element string as a scanner types it: elements of predefined length follow each other, others end at a group
 * separator or at the end. Identifiers that are not known to us are kept. Nothing is guessed: what can not be divided
 * is refused.
 */
export function readElements(text: string): Gs1 {
  const elements: Element[] = [];
  let rest = text.startsWith(GROUP_SEPARATOR) ? text.slice(1) : text;
  if (rest === '') return refused('The code is empty.');
  while (rest !== '') {
    const start = rest.slice(0, 2);
    const length = aiLength(start);
    if (length === null || !/^\d+$/.test(rest.slice(0, length)) || rest.length <= length) {
      return refused('The code can not be divided into its parts.');
    }
    const fixed = predefined[start];
    const separator = rest.indexOf(GROUP_SEPARATOR);
    const end = fixed ?? (separator < 0 ? rest.length : separator);
    if (rest.length < end || (fixed !== undefined && rest.slice(0, fixed).includes(GROUP_SEPARATOR))) {
      return refused('The code ends too early.');
    }
    const element = { ai: rest.slice(0, length), value: rest.slice(length, end) };
    if (element.value === '') return refused('A part of the code is empty.');
    const why = wrong(element);
    if (why !== null) return refused(why);
    const twin = elements.find(({ ai }) => ai === element.ai);
    if (twin !== undefined && twin.value !== element.value)
      return refused('The code says two things at once.');
    if (twin === undefined) elements.push(element);
    rest = rest.slice(end);
    if (rest.startsWith(GROUP_SEPARATOR)) rest = rest.slice(1);
  }
  return { kind: 'elements', elements };
}
