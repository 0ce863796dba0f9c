import { gad7 } from './gad7';
import type { Instrument, InstrumentId } from './instrument';
import { madrs } from './madrs';
import { bpi, nrs } from './pain';
import { pcl5 } from './pcl5';
import { pgic } from './pgic';
import { phq9 } from './phq9';

/** Every instrument, by its name; in the order in which they are listed. */
export const instruments: Record<InstrumentId, Instrument> = {
  NRS: nrs,
  BPI: bpi,
  'PHQ-9': phq9,
  'GAD-7': gad7,
  MADRS: madrs,
  'PCL-5': pcl5,
  PGIC: pgic,
};
