import path from 'node:path';
import type { PredictionPolicy } from '../../shared/policy/prediction-policy';
import type { ExportFormat } from '../../shared/record/export-format';
import type { Clock } from '../../shared/time/clock';
import { appVersion } from '../../shared/version';
import { clockTime, dayWords } from '../../shared/words/phrases';
import type { ExportAnswer } from '../export/exporter';
import type { ExportWish } from '../export/write-export';
import type { Answers } from '../ipc/server';
import type { Controller } from '../session/controller';
import type { Places } from '../store/elsewhere/places';
import { only } from './access';
import { wall } from './ledger';

type ExportAnswers = Pick<Answers, 'exportSession'>;

const refused = (...reasons: string[]) => ({ kind: 'refused' as const, reasons });

/** No patient's name in a file's name: those are listed by whoever copies them about (SR-189). */
function nameOf(sessionId: string, openedAt: number, as: ExportFormat): string {
  const kind = as === 'pdf' ? 'report' : 'session';
  return `${kind}-${wall.day(openedAt)}-${sessionId.slice(0, 8)}.${as}`;
}

/** A session as a file for people who may review it; who took it out is written down. One at a time. */
export function exportAnswers(parts: {
  readonly controller: Pick<Controller, 'state' | 'note'>;
  readonly places: Pick<Places, 'of'>;
  readonly clock: Clock;
  readonly room: string;
  readonly policy: { readonly prediction: PredictionPolicy };
  readonly exportsFolder: string;
  /** `stationId` null: of this workstation. */
  readonly makeExport: (wish: ExportWish, stationId: string | null) => Promise<ExportAnswer>;
}): ExportAnswers {
  const { controller, places, clock, room } = parts;
  let busy = false;
  return {
    exportSession: async ({ sessionId, as }) => {
      const by = only(controller.state().operator, 'review');
      const from = places.of(sessionId);
      const summary = from?.store.session(sessionId) ?? null;
      if (from === null || summary === null)
        return refused(`There is no session ${sessionId} in this record.`);
      if (busy) return refused('Another export is being made. Wait until it is there, then try again.');
      busy = true;
      const { at } = clock.now();
      const printed = `printed ${dayWords(at)}, ${clockTime(at)} for ${by.name}, ${room}`;
      const file = path.join(parts.exportsFolder, nameOf(sessionId, summary.openedAt, as));
      const program = `Infusion Console ${appVersion}`;
      const models = parts.policy.prediction;
      const wish: ExportWish = { sessionId, as, file, program, printed, models };
      try {
        const made = await parts.makeExport(wish, from.place?.stationId ?? null);
        if (made.kind === 'failed')
          return refused(`No file was written: ${made.reason} The record itself is as it was. Try again.`);
        const files = [...made.files];
        controller.note({ type: 'record.exported', body: { by, sessionId, as, files } }, 'apart');
        return { kind: 'done', files };
      } finally {
        busy = false;
      }
    },
  };
}
