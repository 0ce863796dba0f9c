import type { SyncControl } from '../../shared/sync/control';
import type { SyncStatus } from '../../shared/sync/status';
import type { Answers } from '../ipc/server';
import type { Controller } from '../session/controller';
import { only } from './access';

type SyncStandingAnswers = Pick<Answers, 'syncStatus' | 'controlSync'>;

/** How the record stands with the clinic's server, and what a person decides about it. The decision is written down. */
export function syncStandingAnswers(parts: {
  readonly controller: Pick<Controller, 'state' | 'enter'>;
  readonly sync: { status(): SyncStatus; control(control: SyncControl): void };
}): SyncStandingAnswers {
  const { controller, sync } = parts;
  const operator = () => controller.state().operator;
  return {
    syncStatus: () => {
      only(operator(), 'review', 'keep-server');
      return sync.status();
    },
    controlSync: (control) => {
      if (control.kind === 'look-now') {
        only(operator(), 'review', 'keep-server');
        sync.control(control);
        return { kind: 'done' };
      }
      const by = only(operator(), 'keep-server');
      const { of: kind, key } = control;
      const status = sync.status();
      const waits =
        status.kind === 'on' && status.parked.some((item) => item.kind === kind && item.key === key);
      if (!waits)
        return { kind: 'refused', reasons: ['The server does not refuse this one any more. Look again.'] };
      const decided =
        control.kind === 'retry'
          ? { what: 'retried' as const, reason: '' }
          : { what: 'not-sent' as const, reason: control.reason };
      const entered = controller.enter(
        [{ type: 'clinic-server.decided', body: { by, kind, key, ...decided } }],
        'workstation',
      );
      // Nothing is left out of the record at the server before it stands here why.
      if (entered.kind === 'done') sync.control(control);
      return entered;
    },
  };
}
