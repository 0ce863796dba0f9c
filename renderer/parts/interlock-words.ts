import { armedSigns, armedWords, signNames } from '../../shared/session/delivery/armed';
import type { Session } from '../../shared/session/state';
import { formatNumber } from '../../shared/units/format';

/** What the console may stop by itself, by the signed order; or that it stops nothing. */
export function interlockWords(session: Pick<Session, 'order'>): string {
  const armed = armedWords(session);
  return armed === null ? 'off: alarms only' : `pauses at ${armed}`;
}

/** The same in one short line: the levels. */
export function armedShort(session: Pick<Session, 'order'>): string {
  const levels = armedSigns(session).map(({ sign, level }) => {
    const { name, unit } = signNames[sign];
    return `${name} ${formatNumber(level, 0)} ${unit}`;
  });
  return levels.length === 0 ? 'off: alarms only' : `armed: ${levels.join(', ')}`;
}
