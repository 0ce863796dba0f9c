import { z } from 'zod';
import { WORKSTATION } from '../../shared/session/events';
import type { RecordPart } from '../../shared/sync/record-part';
import { appVersion } from '../../shared/version';
import { asOf } from '../export/as-of';
import { reportBytes } from '../export/write-export';
import { packPart } from '../store/elsewhere/packed-part';
import type { Store } from '../store/store';
import type { AttachmentBytes } from './attachments';

/** Stretches of a session's entries with their seals, by their first and last. */
export const partsOf =
  (record: Pick<Store, 'session' | 'part' | 'patient'>, stationId: string) =>
  (sessionId: string, fromSeq: number, toSeq: number): RecordPart => {
    const room = record.session(sessionId)?.room ?? '';
    const part = record.part({ stationId, room, sessionId, fromSeq, toSeq });
    if (sessionId !== WORKSTATION) return part;
    const body = z
      .looseObject({ patientId: z.string() })
      .safeParse(JSON.parse(part.entries[0]?.[7] ?? 'null'));
    const patient = body.success ? record.patient(body.data.patientId) : null;
    return patient === null ? part : { ...part, patient };
  };

/** The bytes of a session's parts and report, from the record of this workstation. */
export const bytesOf = (record: Store, stationId: string): AttachmentBytes => ({
  part: (...wanted) => packPart(partsOf(record, stationId)(...wanted)),
  async report(sessionId, asOfSeq) {
    const program = `Infusion Console ${appVersion}`;
    // In memory alone: nothing of a patient lies about as a file.
    const made = await reportBytes(asOf(record, asOfSeq), {
      sessionId,
      program,
      printed: null,
      models: null,
    });
    if (made === null) throw new Error('there is no such session');
    return made;
  },
});
