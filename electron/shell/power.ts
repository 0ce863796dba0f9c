import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Power } from '../../shared/workstation/power';

/** One entry of Linux's list, as its files say. */
export type Supply = {
  readonly type: string;
  /** `Device` is the battery of a mouse or a pen, not of the workstation. */
  readonly scope: string;
  readonly online: string;
  readonly status: string;
  readonly capacity: string;
};

const FOLDER = '/sys/class/power_supply';

/** The files of Linux's power supplies; empty where there are none. */
export function readSupplies(folder = FOLDER): Supply[] {
  const names = listed(folder);
  return names.map((name) => {
    const read = (file: string): string => {
      try {
        return readFileSync(path.join(folder, name, file), 'utf8').trim();
      } catch {
        return '';
      }
    };
    return {
      type: read('type'),
      scope: read('scope'),
      online: read('online'),
      status: read('status'),
      capacity: read('capacity'),
    };
  });
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/**
 * What the supplies and the system together say. A battery that discharges is a workstation on its battery, whatever
 * else claims to be online; of several batteries the fullest one counts, because the machine lives as long as that.
 * `systemOnBattery` is Electron's own word, which is false also where nobody knows.
 */
export function powerOf(supplies: readonly Supply[], systemOnBattery: boolean): Power {
  const own = supplies.filter(({ scope }) => scope !== 'Device');
  const batteries = own.filter(({ type }) => type === 'Battery');
  const levels = batteries.flatMap(({ capacity }) => {
    const percent = capacity === '' ? Number.NaN : Number(capacity);
    return percent >= 0 && percent <= 100 ? [percent] : [];
  });
  const batteryPercent = levels.length === 0 ? null : Math.max(...levels);
  const discharging = batteries.some(({ status }) => status === 'Discharging');
  if (discharging || systemOnBattery) return { source: 'battery', batteryPercent };
  const charged = batteries.some(({ status }) => ['Charging', 'Full', 'Not charging'].includes(status));
  const plugged = own.some(({ type, online }) => type !== 'Battery' && online === '1');
  if (plugged || charged) return { source: 'mains', batteryPercent };
  return { source: 'unknown', batteryPercent };
}
