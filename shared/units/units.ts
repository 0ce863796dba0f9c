/**
 * Quantities with their unit in the type. A bare number never crosses a module border as a dose, rate,
 * weight or time: the compiler refuses millilitres where milligrams are meant.
 */
declare const unit: unique symbol;
type Quantity<U extends string> = number & { readonly [unit]: U };

export type Mg = Quantity<'mg'>;
export type Ml = Quantity<'mL'>;
export type Kg = Quantity<'kg'>;
export type Cm = Quantity<'cm'>;
export type MgPerMl = Quantity<'mg/mL'>;
export type MgPerKg = Quantity<'mg/kg'>;
export type MlPerHour = Quantity<'mL/h'>;
export type MgPerHour = Quantity<'mg/h'>;
export type MgPerMin = Quantity<'mg/min'>;
export type MgPerKgPerHour = Quantity<'mg/kg/h'>;
export type McgPerKgPerMin = Quantity<'mcg/kg/min'>;
export type MmHg = Quantity<'mmHg'>;
export type Minutes = Quantity<'min'>;
export type NgPerMl = Quantity<'ng/mL'>;
/** A rate of elimination, transfer or equilibration. */
export type PerMin = Quantity<'1/min'>;

function quantity<Q extends number>(name: string): (value: number) => Q {
  return (value) => {
    if (!Number.isFinite(value)) throw new RangeError(`${name}: ${value} is not a finite number`);
    return value as Q;
  };
}

export const mg = quantity<Mg>('mg');
export const ml = quantity<Ml>('mL');
export const kg = quantity<Kg>('kg');
export const cm = quantity<Cm>('cm');
export const mgPerMl = quantity<MgPerMl>('mg/mL');
export const mgPerKg = quantity<MgPerKg>('mg/kg');
export const mlPerHour = quantity<MlPerHour>('mL/h');
export const mgPerHour = quantity<MgPerHour>('mg/h');
export const mgPerMin = quantity<MgPerMin>('mg/min');
export const mgPerKgPerHour = quantity<MgPerKgPerHour>('mg/kg/h');
export const mcgPerKgPerMin = quantity<McgPerKgPerMin>('mcg/kg/min');
export const mmHg = quantity<MmHg>('mmHg');
export const minutes = quantity<Minutes>('min');
export const ngPerMl = quantity<NgPerMl>('ng/mL');
export const perMin = quantity<PerMin>('1/min');
