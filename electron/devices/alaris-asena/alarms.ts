import type { PumpAlarm } from '../../../shared/readings/pump';

type Known = readonly [severity: PumpAlarm['severity'], text: string];

/** Alarm codes (pumps.md 2.6). Only four meanings are documented; the others are inferred from their letters. */
const TABLE: Readonly<Record<string, Known>> = {
  AL_OCCLU: ['high', 'Line blocked: the pressure limit was reached'],
  AL_COMTO: ['high', 'The pump lost contact with the console and stopped'],
  AL_EOIST: ['high', 'End of infusion: the pump stopped'],
  AL_EOIKV: ['high', 'End of infusion: the pump keeps the vein open'],
  AL_SYRCO: ['high', 'Syringe not confirmed or displaced'],
  AL_DRDIS: ['high', 'Drive disengaged'],
  AL_EMBAT: ['high', 'Battery empty'],
  AL_FAULT: ['high', 'Internal fault of the pump'],
  AL_PRDSC: ['high', 'Pressure sensor disconnected'],
  AL_RHIGH: ['high', 'Rate too high'],
  AL_TCITG: ['high', 'Target-controlled infusion: target'],
  AL_VTBIC: ['high', 'Volume limit reached: the pump continues'],
  AL_VTBIK: ['high', 'Volume limit reached: the pump keeps the vein open'],
  AL_VTBIS: ['high', 'Volume limit reached: the pump stopped'],
  AL_NEOIN: ['medium', 'Near end of infusion'],
  AL_LWBAT: ['medium', 'Battery low'],
  AL_CALLB: ['medium', 'The pump was left unattended'],
  AL_LDSCN: ['medium', 'The pump shows its data set screen'],
  AL_TITNC: ['medium', 'Rate change at the pump not confirmed'],
  AL_TITCA: ['medium', 'Rate change at the pump cancelled'],
  AL_LBTAC: ['low', 'Battery low, mains connected'],
  AL_ACDIS: ['low', 'Mains disconnected: the pump runs on its battery'],
};

/** The code that says there is no alarm. */
export const NO_ALARM = 'AL_NOALM';

/** Plain words and severity for an alarm code; a code that is not in the table is shown raw, and high (H15). */
export function alarmFor(code: string): PumpAlarm {
  const known = Object.hasOwn(TABLE, code) ? TABLE[code] : undefined;
  if (known === undefined) return { code, severity: 'high', text: `Unknown alarm ${code}: look at the pump` };
  return { code, severity: known[0], text: known[1] };
}

/** The alarm for a raised flag whose code was not heard (yet). `flag` is the raw flag of `INF`. */
export function alarmForFlag(flag: string): PumpAlarm {
  if (flag === 'A') return { code: 'A', severity: 'high', text: 'The pump has an alarm: look at the pump' };
  return { code: `flag ${flag}`, severity: 'high', text: `Unknown alarm flag "${flag}": look at the pump` };
}
