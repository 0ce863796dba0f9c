import {
  countOverrides,
  type OverrideFact,
  overridesCsv,
  overridesOfOrder,
} from '../../shared/limits/overrides';
import { overridesOf } from '../../shared/session/overrides';
import type { Clock } from '../../shared/time/clock';
import type { Answers } from '../ipc/server';
import type { Controller } from '../session/controller';
import type { Exports } from '../shell/exports';
import type { Store } from '../store/store';
import { only } from './access';
import { wall } from './ledger';

type OverrideAnswers = Pick<Answers, 'overrides' | 'exportOverrides'>;

const DAY_MS = 24 * 3_600_000;

/** How often which limit was passed, left or refused, and by whom (SR-032): from the log and the signed orders. */
export function overrideAnswers(parts: {
  readonly controller: Pick<Controller, 'state'>;
  readonly store: Pick<Store, 'overrideEvents' | 'orders'>;
  readonly clock: Clock;
  readonly exports: Exports;
}): OverrideAnswers {
  const { controller, store, clock } = parts;

  function* facts(): Iterable<OverrideFact> {
    for (const order of store.orders()) yield* overridesOfOrder(order);
    for (const event of store.overrideEvents()) yield* overridesOf(event);
  }

  function lines(days: number | null) {
    only(controller.state().operator, 'read-overrides');
    const from = days === null ? Number.NEGATIVE_INFINITY : clock.now().at - days * DAY_MS;
    return countOverrides([...facts()].filter(({ at }) => at >= from));
  }

  return {
    overrides: ({ days }) => lines(days),
    exportOverrides: ({ days }) => {
      const content = overridesCsv(lines(days));
      const name = `overrides-${days === null ? 'all' : `${days}-days`}-to-${wall.day(clock.now().at)}.csv`;
      try {
        return { kind: 'done', file: parts.exports.text(name, content) };
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        return { kind: 'refused', reasons: [`The file could not be written: ${why}`] };
      }
    },
  };
}
