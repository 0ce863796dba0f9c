import { type Mg, mg } from '../../../shared/units/units';

/** Where the simulated patient's drug comes from. */
export interface DoseSource {
  /** Drug that went in since this was last asked. */
  taken(): Mg;
  /** Words about the source, for the status. */
  readonly state: string;
  stop(): void;
}

/** A patient at no pump. */
export const noPump: DoseSource = { taken: () => mg(0), state: 'no pump', stop: () => {} };
