import type { KeptTemplate, Template } from '../../shared/dosing/template';
import { templateChanges, templateNumbers } from '../../shared/dosing/template-numbers';
import type { Actor } from '../../shared/record/people';
import { mayDo } from '../../shared/record/permissions';
import { formatNumber } from '../../shared/units/format';
import { bolusWords, careRows, interlockLevels, type OrderRow } from '../../shared/words/order-rows';
import { clockTime, dayWords } from '../live/words';
import { FactsTable } from '../parts/facts-table';
import { OwnPinAct } from '../parts/own-pin-act';

/** What an approver reads beside the numbers. */
function careOf(template: Template): OrderRow[] {
  return [
    ['Bolus', bolusWords(template.bolus, null)],
    ['Interlock, where an order turns it on', interlockLevels(template.interlock)],
    ['Weight', template.weightBasis],
    ['Diluted in', template.diluent],
    ...careRows(template),
  ];
}

function standing(one: KeptTemplate, inUse: boolean): string {
  if (one.approval === null) return 'waits for approval';
  const by = `approved by ${one.approval.by.name}, ${dayWords(one.approval.at)} ${clockTime(one.approval.at)}`;
  return inUse ? `in use, ${by}` : `earlier, ${by}`;
}

/** One version, its numbers, what is new in it, and its approval. */
export function TemplateVersion(props: {
  one: KeptTemplate;
  before: KeptTemplate | null;
  inUse: boolean;
  operator: Actor | null;
  onDone: () => void;
  onEdit: () => void;
}) {
  const { one, before, inUse, operator, onDone, onEdit } = props;
  const own = operator !== null && operator.personId === one.authorId;
  const may = operator !== null && mayDo(operator.role, 'approve-template') && !own;
  const changes = before === null ? [] : templateChanges(before.template, one.template);
  return (
    <div className="form template-version" data-testid="template-version">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a mouse only a focused text can be scrolled */}
      <section className="scroll" tabIndex={0} aria-label={`Version ${one.version}`}>
        <p>
          Version {one.version}, evidence {one.template.evidence}, written by {one.author}: {one.note}
        </p>
        <p className="cap">{one.template.source}</p>
        {changes.length > 0 && (
          <ul className="template-changes" data-testid="template-changes">
            {changes.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        )}
        <FactsTable
          rows={[
            ...templateNumbers(one.template).map(({ name, value }): [string, string] => [
              name,
              value === null ? 'none' : formatNumber(value, 4),
            ]),
            ...careOf(one.template),
          ]}
        />
      </section>
      <div className="row">
        <b className="grow" data-testid="template-standing">
          {standing(one, inUse)}
        </b>
        {operator !== null && mayDo(operator.role, 'order') && (
          <button type="button" className="btn low" data-testid="template-edit" onClick={onEdit}>
            Write a new version of this
          </button>
        )}
      </div>
      {one.approval === null && (
        <OwnPinAct
          key={one.versionNo}
          words={`Approve version ${one.version} of ${one.template.title}`}
          below={
            may
              ? 'orders are written from it from now on'
              : own
                ? 'who wrote it can not approve it'
                : 'a physician approves'
          }
          testid="template-approve"
          blocked={!may}
          run={(pin) => window.bridge.ask('approveTemplate', { versionNo: one.versionNo, pin })}
          onDone={onDone}
        />
      )}
    </div>
  );
}
