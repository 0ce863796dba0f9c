import {
  type KeptTemplate,
  keptTemplateSchema,
  type Template,
  templateSchema,
} from '../../shared/dosing/template';
import type { Actor } from '../../shared/record/people';
import type { EpochMs } from '../../shared/time/clock';
import type { Connection } from './connection';
import { notKept } from './not-kept';
import { ClinicRefusal } from './people';
import { listSql, sql } from './sql';

export type NewTemplate = {
  readonly template: Template;
  /** Null: it came with the program. */
  readonly author: Actor | null;
  readonly note: string;
};

export type Templates = {
  /** Every version of every template, in the order in which they were written. */
  templates(): KeptTemplate[];
  /** A new version; nothing is in use before somebody else approves it. */
  addTemplate(template: NewTemplate, at: EpochMs): void;
  /** Approves one version. Its author can not. */
  approveTemplate(versionNo: number, by: Actor, at: EpochMs): void;
};

type TemplateRow = {
  readonly version_no: number;
  readonly template_id: string;
  readonly at_ms: number;
  readonly author_id: string | null;
  readonly author: string;
  readonly note: string;
  readonly body: string;
  readonly approved_at_ms: number | null;
  readonly approved_by: string | null;
};

const SHIPPED_AUTHOR = 'the makers of the program (starting values)';

/** The clinic's protocol templates, their versions and approvals. */
export function clinicTemplates(db: Connection, folder: string): Templates {
  const all = db.prepare<[], TemplateRow>(listSql.templates);
  const insert = db.prepare(sql.insertTemplate);
  const approve = db.prepare(sql.insertTemplateApproval);

  const write = (run: () => void) => {
    try {
      run();
    } catch (error) {
      throw notKept(error, folder);
    }
  };

  const kept = (): KeptTemplate[] => {
    const counts = new Map<string, number>();
    return all.all().map((row) => {
      const version = (counts.get(row.template_id) ?? 0) + 1;
      counts.set(row.template_id, version);
      return keptTemplateSchema.parse({
        versionNo: row.version_no,
        version: String(version),
        template: JSON.parse(row.body),
        author: row.author,
        authorId: row.author_id,
        createdAt: row.at_ms,
        note: row.note,
        approval:
          row.approved_by === null ? null : { by: JSON.parse(row.approved_by), at: row.approved_at_ms },
      });
    });
  };

  return {
    templates: kept,
    addTemplate({ template, author, note }, at) {
      const body = JSON.stringify(templateSchema.parse(template));
      const last = kept().findLast((one) => one.template.templateId === template.templateId);
      if (last !== undefined && JSON.stringify(last.template) === body)
        throw new ClinicRefusal(`Nothing differs from version ${last.version}. Nothing was kept.`);
      write(() =>
        insert.run({
          templateId: template.templateId,
          at,
          authorId: author?.personId ?? null,
          author: author?.name ?? SHIPPED_AUTHOR,
          note,
          body,
        }),
      );
    },
    approveTemplate(versionNo, by, at) {
      const found = kept().find((one) => one.versionNo === versionNo);
      if (found === undefined) throw new ClinicRefusal('There is no such template. Nothing was approved.');
      if (found.approval !== null)
        throw new ClinicRefusal(`${found.approval.by.name} approved this version already.`);
      if (found.authorId === by.personId)
        throw new ClinicRefusal('Who wrote a version can not approve it. Another physician has to.');
      write(() => approve.run({ versionNo, at, by: JSON.stringify(by) }));
    },
  };
}
