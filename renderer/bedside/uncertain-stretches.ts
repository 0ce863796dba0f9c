import { toMgPerKgPerHour } from '../../shared/dosing/convert';
import type { LoggedEvent } from '../../shared/session/events';
import type { Session } from '../../shared/session/state';
import { mlPerHour } from '../../shared/units/units';

type Stretch = { readonly from: number; readonly to: number; readonly low: number; readonly high: number };

/** Rates that the pump was told or showed so far, mL/h: between 0 and the highest of the last two lies the truth. */
type Told = { confirmed: number; asked: number };

/**
 * When the rate was not known: from a command in doubt or a lost pump link until the pump, or a person at it, said
 * what is. Drawn as a hatch between nothing and the highest possible rate.
 */
export function uncertainStretches(input: {
  readonly journal: readonly LoggedEvent[];
  readonly session: Session;
  readonly now: number;
}): Stretch[] {
  const { concentrationMgPerMl, dosingWeightKg } = input.session.order;
  const stretches: Stretch[] = [];
  const told: Told = { confirmed: 0, asked: 0 };
  let open: { from: number; high: number; why: 'command' | 'link' } | null = null;
  const close = (to: number) => {
    if (open !== null && open.high > 0) {
      const high = toMgPerKgPerHour(mlPerHour(open.high), concentrationMgPerMl, dosingWeightKg);
      stretches.push({ from: open.from, to, low: 0, high });
    }
    open = null;
  };
  for (const event of input.journal) {
    const t = event.at / 1000;
    switch (event.type) {
      case 'command.requested':
        told.asked = event.body.command.kind === 'stop' ? 0 : event.body.command.rateMlPerHour;
        break;
      case 'command.confirmed':
        told.confirmed = told.asked;
        break;
      case 'command.uncertain':
        open ??= { from: t, high: Math.max(told.confirmed, told.asked), why: 'command' };
        break;
      case 'command.resolved':
        if (event.body.took) told.confirmed = told.asked;
        close(t);
        break;
      case 'link.down':
      case 'link.silent':
        if (event.body.device === 'pump') open ??= { from: t, high: told.confirmed, why: 'link' };
        break;
      case 'link.up':
        if (event.body.device === 'pump' && open?.why === 'link') close(t);
        break;
      default:
        break;
    }
  }
  close(input.now);
  return stretches;
}
