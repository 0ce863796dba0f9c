/** How the values of a column are written: as they are, or as whole numbers of a decimal fraction, or as steps of those. */
const FORM = { doubles: 0, longs: 1, shorts: 2, steps: 3 } as const;

const HEAD_BYTES = 32;
const SCALES = [1, 10, 100, 1_000, 10_000];
const NO_SHORT = -(2 ** 15);
const NO_LONG = -(2 ** 31);

type Packed = {
  readonly form: number;
  readonly scale: number;
  readonly first: number;
  readonly values: Float64Array | Int32Array | Int16Array;
};

/** Whether a whole number stands for the value. */
const isWhole = (value: number, scale: number): boolean =>
  // Whole numbers have no −0; adding nothing turns it into the other one.
  Object.is(Math.round(value * scale) / scale + 0, value);

/** Every value as a whole number of the coarsest decimal fraction that loses nothing; NaN for none. Null: there is none. */
function wholes(column: readonly (number | null)[]): { scale: number; numbers: Float64Array } | null {
  let at = 0;
  for (const value of column)
    while (value !== null && at < SCALES.length && !isWhole(value, SCALES[at] ?? 1)) at += 1;
  const scale = SCALES[at];
  if (scale === undefined) return null;
  const numbers = new Float64Array(column.length);
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] ?? null;
    // What was whole of a coarser fraction need not be so of this one.
    if (value !== null && !isWhole(value, scale)) return null;
    numbers[row] = value === null ? Number.NaN : Math.round(value * scale);
  }
  return { scale, numbers };
}

/** How far the numbers reach, and how far one is from the one before; `gaps`: not every row has one. */
function reachOf(numbers: Float64Array): { most: number; step: number; gaps: boolean } {
  let [most, step, gaps, before] = [0, 0, false, numbers[0] ?? 0];
  for (const value of numbers) {
    if (Number.isNaN(value)) gaps = true;
    else {
      most = Math.max(most, Math.abs(value));
      step = Math.max(step, Math.abs(value - before));
      before = value;
    }
  }
  return { most, step, gaps };
}

function packed(column: readonly (number | null)[]): Packed {
  const found = wholes(column);
  if (found === null) {
    const values = Float64Array.from(column, (value) => value ?? Number.NaN);
    return { form: FORM.doubles, scale: 1, first: 0, values };
  }
  const { scale, numbers } = found;
  const { most, step, gaps } = reachOf(numbers);
  const or = (none: number) => (value: number) => (Number.isNaN(value) ? none : value);
  if (most < -NO_SHORT)
    return { form: FORM.shorts, scale, first: 0, values: Int16Array.from(numbers, or(NO_SHORT)) };
  if (!gaps && step < -NO_SHORT) {
    const [first = 0] = numbers;
    const values = Int16Array.from(numbers, (value, row) => value - (numbers[row - 1] ?? first));
    return { form: FORM.steps, scale, first, values };
  }
  if (most < -NO_LONG)
    return { form: FORM.longs, scale, first: 0, values: Int32Array.from(numbers, or(NO_LONG)) };
  return {
    ...{ form: FORM.doubles, scale: 1, first: 0 },
    values: Float64Array.from(column, (v) => v ?? Number.NaN),
  };
}

/** A column as bytes, a multiple of eight of them; nothing of any value is lost. No column has a NaN of its own. */
export function packColumn(column: readonly (number | null)[]): Uint8Array<ArrayBuffer> {
  const { form, scale, first, values } = packed(column);
  const bytes = new Uint8Array(HEAD_BYTES + Math.ceil(values.byteLength / 8) * 8);
  new Float64Array(bytes.buffer, 0, 4).set([form, column.length, scale, first]);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), HEAD_BYTES);
  return bytes;
}

/** Where nothing is, as the form writes it. */
function isNone(value: number, form: number): boolean {
  if (form === FORM.shorts) return value === NO_SHORT;
  if (form === FORM.longs) return value === NO_LONG;
  return form === FORM.doubles && Number.isNaN(value);
}

function valuesAt(form: number, buffer: ArrayBufferLike, at: number, rows: number): Packed['values'] {
  if (form === FORM.doubles) return new Float64Array(buffer, at, rows);
  return form === FORM.longs ? new Int32Array(buffer, at, rows) : new Int16Array(buffer, at, rows);
}

// Three ways to make a column, each in one piece. Arrays that ever held a null hold each number as an object of its own,
// and where one such was made, all that are made after it are so too: apart, a column without gaps is plain numbers.

function summedUp(values: Packed['values'], scale: number, first: number): number[] {
  const column = new Array<number>(values.length);
  let sum = first;
  for (let row = 0; row < values.length; row += 1) {
    sum += values[row] ?? 0;
    column[row] = sum / scale;
  }
  return column;
}

function withoutGaps(values: Packed['values'], scale: number): number[] {
  const column = new Array<number>(values.length);
  for (let row = 0; row < values.length; row += 1) column[row] = (values[row] ?? 0) / scale;
  return column;
}

function withGaps(values: Packed['values'], scale: number, form: number): (number | null)[] {
  const column = new Array<number | null>(values.length);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    column[row] = isNone(value, form) ? null : value / scale;
  }
  return column;
}

/** The column that begins at a byte of the buffer, a multiple of eight, and the byte behind it. */
export function unpackColumn(
  buffer: ArrayBufferLike,
  at: number,
): { readonly column: (number | null)[]; readonly end: number } {
  const [form = 0, rows = 0, scale = 1, first = 0] = new Float64Array(buffer, at, 4);
  const values = valuesAt(form, buffer, at + HEAD_BYTES, rows);
  const end = at + HEAD_BYTES + Math.ceil(values.byteLength / 8) * 8;
  if (form === FORM.steps) return { column: summedUp(values, scale, first), end };
  const gaps = values.some((value) => isNone(value, form));
  return { column: gaps ? withGaps(values, scale, form) : withoutGaps(values, scale), end };
}
