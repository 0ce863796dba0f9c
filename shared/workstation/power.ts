/** Where the workstation's power comes from. A desktop that says nothing about it is unknown, and raises nothing. */
export type Power = {
  readonly source: 'mains' | 'battery' | 'unknown';
  /** What is left in the battery; null: not told, or there is none. */
  readonly batteryPercent: number | null;
};

export const powerUnknown: Power = { source: 'unknown', batteryPercent: null };
