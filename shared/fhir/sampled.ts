import type { SampledData } from '@medplum/fhirtypes';
import { quantity } from './elements';

/** Values of one second after the other; null: there was none. */
export type Samples = readonly (number | null)[];

const MOST_DECIMALS = 4;

/** The fewest decimals in which every value can be written exactly; null: they have too many, and are written out. */
function decimalsOf(samples: Samples): number | null {
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals += 1) {
    const scale = 10 ** decimals;
    if (samples.every((one) => one === null || Math.round(one * scale) / scale === one)) return decimals;
  }
  return null;
}

/** Samples a second as FHIR has them: whole numbers and a factor, `E` where there is no value. */
export function sampledData(samples: Samples, unit: string): SampledData {
  const decimals = decimalsOf(samples) ?? 0;
  const isExact = decimalsOf(samples) !== null;
  const scale = 10 ** decimals;
  const token = (one: number | null): string => {
    if (one === null) return 'E';
    return isExact ? String(Math.round(one * scale)) : String(one);
  };
  return {
    origin: quantity(0, unit),
    period: 1000,
    ...(decimals === 0 ? {} : { factor: 1 / scale }),
    dimensions: 1,
    data: samples.map(token).join(' '),
  };
}

/** The samples again, exactly as they were. */
export function samplesOf({ factor = 1, data = '' }: Pick<SampledData, 'factor' | 'data'>): Samples {
  const scale = Math.round(1 / factor);
  return data.split(' ').map((token) => (token === 'E' ? null : Number(token) / scale));
}
