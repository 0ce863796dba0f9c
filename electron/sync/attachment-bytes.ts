import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { appVersion } from '../../shared/version';
import { writeExport } from '../export/write-export';
import { packPart } from '../store/elsewhere/packed-part';
import type { Store } from '../store/store';
import type { AttachmentBytes } from './attachments';

/** The bytes of a session's parts and report, from the record of this workstation. */
export const bytesOf = (record: Store, stationId: string): AttachmentBytes => ({
  part(sessionId, fromSeq, toSeq) {
    const room = record.session(sessionId)?.room ?? '';
    return packPart(record.part({ stationId, room, sessionId, fromSeq, toSeq }));
  },
  async report(sessionId) {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'infusion-report-'));
    const file = path.join(folder, 'report.pdf');
    const program = `Infusion Console ${appVersion}`;
    try {
      const made = await writeExport(record, {
        ...{ sessionId, as: 'pdf', file, program, printed: null, models: null },
      });
      if (made === null) throw new Error('there is no such session');
      return readFileSync(file);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
});
