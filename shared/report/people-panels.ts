import type { Actor } from '../record/people';
import type { LoggedEvent } from '../session/events';
import type { Session } from '../session/state';
import { formatIn, withUnit } from '../units/format';
import { deviceName } from '../words/device-words';
import type { Line, Panel } from './document';
import { spanWords } from './ranges';
import { actorsOf } from './who';

const line = (label: string, text: string, tone: Line['tone'] = 'plain'): Line => ({ label, text, tone });

/** Everyone who did something in the session, by role. Who only read or signed in is not among them. */
export function peoplePanel(events: readonly LoggedEvent[], session: Session): Panel {
  const seen = new Map<string, Actor>();
  for (const event of events) {
    if (event.type === 'record.viewed' || event.type.startsWith('operator.signed')) continue;
    for (const actor of actorsOf(event)) seen.set(`${actor.role} ${actor.name}`, actor);
  }
  const roles = new Map<string, string[]>();
  for (const { role, name } of seen.values()) roles.set(role, [...(roles.get(role) ?? []), name]);
  return {
    title: 'People',
    lines: [
      line('Opened by', session.openedBy.name),
      ...[...roles].map(([role, names]) =>
        line(role.charAt(0).toUpperCase() + role.slice(1), names.join(', ')),
      ),
    ],
  };
}

function identities(events: readonly LoggedEvent[], device: 'pump' | 'monitor'): string {
  const names = new Set<string>();
  for (const { type, body } of events) {
    if (type === 'link.up' && body.device === device) names.add(deviceName(body.identity));
  }
  return names.size === 0 ? 'none' : [...names].join('; ');
}

/** What was at the cables and in the pump: each device that was there, each syringe with what it gave. */
export function devicesPanel(events: readonly LoggedEvent[], session: Session): Panel {
  const { loads } = session.ledger;
  const { delivered } = session;
  const syringes = loads.map(({ syringe, syringeId, from, to, recorded }, index) => {
    const end = to ?? { low: delivered.lowMl, high: delivered.highMl };
    const gave = recorded ?? {
      low: Math.max(0, end.low - from.high),
      high: end.high - from.low,
    };
    const which = syringeId === null ? 'not of the ledger' : syringeId;
    const lot = syringe.lot === null ? '' : `, lot ${syringe.lot}`;
    const until = syringe.expires === null ? '' : `, expires ${syringe.expires}`;
    const label = `${syringe.drug} ${withUnit(syringe.concentrationMgPerMl, 'mg/mL')}, ${formatIn(syringe.volumeMl, 'mL')} mL${lot}${until}`;
    return line(`Syringe ${index + 1}`, `${label} (${which}): gave ${spanWords(gave, 'mL')}`);
  });
  return {
    title: 'Devices',
    lines: [
      line('Pump', identities(events, 'pump')),
      line('Monitor', identities(events, 'monitor')),
      ...(syringes.length === 0 ? [line('Syringe', 'none')] : syringes),
    ],
  };
}
