import { useEffect, useState } from 'react';
import { type KeptTemplate, type Template, templatesInUse } from '../../shared/dosing/template';
import { templateChanges, templateNumbers } from '../../shared/dosing/template-numbers';
import type { Actor } from '../../shared/record/people';
import { mayDo } from '../../shared/record/permissions';
import { formatNumber } from '../../shared/units/format';
import { bolusWords, careRows, interlockLevels, type OrderRow } from '../../shared/words/order-rows';
import { goTo } from '../live/route';
import { useLive } from '../live/store';
import { clockTime, dayWords } from '../live/words';
import { Choice } from '../parts/choice';
import { RoomFrame } from '../parts/room-frame';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';
import { grades, readTemplate, textOf } from './template-draft';
import './templates.css';

type Kept = { readonly templates: readonly KeptTemplate[]; readonly faults: readonly string[] };

function useTemplates(): [Kept | null, () => Promise<void>] {
  const [kept, setKept] = useState<Kept | null>(null);
  const [read] = useState(
    () => () =>
      window.bridge
        .ask('templates', {})
        .then(setKept)
        .catch(() => setKept(null)),
  );
  useEffect(() => void read(), [read]);
  return [kept, read];
}

/** The own PIN and one act; what was against it stands above. */
function Act(props: {
  words: string;
  below: string;
  testid: string;
  blocked: boolean;
  run: (pin: string) => Promise<{ kind: 'done' } | { kind: 'refused'; reasons: string[] }>;
  onDone: () => void;
}) {
  const [pin, setPin] = useState('');
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [pending, setPending] = useState(false);
  const run = async () => {
    setPending(true);
    const answer = await props
      .run(pin)
      .catch((failure: unknown) => ({ kind: 'refused' as const, reasons: [String(failure)] }));
    setPending(false);
    setPin('');
    setReasons(answer.kind === 'refused' ? answer.reasons : []);
    if (answer.kind === 'done') props.onDone();
  };
  return (
    <>
      <Refusals reasons={reasons} />
      <div className="template-act">
        <TextField
          name="Your PIN"
          value={pin}
          onChange={setPin}
          testid={`${props.testid}-pin`}
          secret
          numeric
        />
        <button
          type="button"
          className={props.blocked ? 'btn blocked' : 'btn primary'}
          data-testid={props.testid}
          disabled={props.blocked || pending || pin.length < 4}
          onClick={() => void run()}
        >
          {props.words}
          <small>{props.below}</small>
        </button>
      </div>
    </>
  );
}

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
function Version(props: {
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
        <table className="facts">
          <tbody>
            {templateNumbers(one.template).map(({ key, name, value }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>{value === null ? 'none' : formatNumber(value, 4)}</td>
              </tr>
            ))}
            {careOf(one.template).map(([name, words]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{words}</td>
              </tr>
            ))}
          </tbody>
        </table>
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
        <Act
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

/** A new version of a template; nothing is in use before another physician approves it. */
function Editor({ from, onDone }: { from: KeptTemplate; onDone: () => void }) {
  const [text, setText] = useState(() => textOf(from.template));
  const { template, wrong } = readTemplate(text, from.template);
  const open = Object.keys(wrong).length;
  const set = (change: Partial<typeof text>) => setText((old) => ({ ...old, ...change }));
  return (
    <div className="form template-version" data-testid="template-editor">
      <div className="scroll template-fields">
        <TextField
          name="What is new, and why"
          value={text.note}
          onChange={(note) => set({ note })}
          testid="template-note"
        />
        <TextField
          name="Title"
          value={text.title}
          onChange={(title) => set({ title })}
          testid="template-title"
          wrong={wrong.title ?? null}
        />
        <TextField
          name="Source"
          value={text.source}
          onChange={(source) => set({ source })}
          testid="template-source"
          wrong={wrong.source ?? null}
        />
        <Choice
          name="Evidence"
          options={grades}
          value={text.evidence}
          onValue={(evidence) => set({ evidence })}
          testid="template-evidence"
        />
        <div className="template-numbers">
          {templateNumbers(from.template).map(({ key, name }) => (
            <TextField
              key={key}
              name={name}
              value={text.numbers[key] ?? ''}
              onChange={(value) => set({ numbers: { ...text.numbers, [key]: value } })}
              testid={`template-number-${key}`}
              wrong={wrong[key] ?? null}
              numeric
            />
          ))}
        </div>
      </div>
      <Act
        words="Keep as a new version"
        below={open > 0 ? `${open} open: ${Object.values(wrong)[0]}` : 'another physician approves it'}
        testid="template-keep"
        blocked={template === null}
        run={async (pin) =>
          template === null
            ? { kind: 'refused', reasons: [] }
            : window.bridge.ask('proposeTemplate', { template, note: text.note.trim(), pin })
        }
        onDone={onDone}
      />
    </div>
  );
}

/** The clinic's protocol templates: every version, who wrote it, who approved it, and a new one. */
export function TemplatesScreen() {
  const operator = useLive((view) => view.state?.operator ?? null);
  const [kept, read] = useTemplates();
  const [chosen, setChosen] = useState<number | null>(null);
  const [editing, setEditing] = useState(false);
  const all = kept?.templates ?? [];
  const inUse = new Set(templatesInUse(all).map(({ versionNo }) => versionNo));
  const one = all.find(({ versionNo }) => versionNo === chosen) ?? null;
  const before =
    one === null
      ? null
      : (all.findLast(
          (other) => other.template.templateId === one.template.templateId && other.versionNo < one.versionNo,
        ) ?? null);
  const listed = [...all].sort(
    (a, b) => a.template.title.localeCompare(b.template.title) || b.versionNo - a.versionNo,
  );
  const done = () => {
    setEditing(false);
    void read();
  };
  return (
    <RoomFrame
      actions={
        <button type="button" className="btn" data-testid="go-home" onClick={() => goTo('home')}>
          Worklist
        </button>
      }
    >
      <div className="templates" data-testid="templates-screen">
        <section className="panel templates-list">
          <h1 className="h2">Templates</h1>
          <Refusals reasons={kept?.faults ?? []} />
          <div className="scroll people">
            {kept === null && <p className="lab">Reading the templates.</p>}
            {listed.map(({ versionNo, template, version, approval }) => (
              <button
                key={versionNo}
                type="button"
                className={versionNo === chosen ? 'btn low selected' : 'btn low'}
                data-testid={`template-${template.templateId}-${version}`}
                aria-pressed={versionNo === chosen}
                onClick={() => {
                  setChosen(versionNo);
                  setEditing(false);
                }}
              >
                {template.title}
                <small>
                  version {version},{' '}
                  {inUse.has(versionNo) ? 'in use' : approval === null ? 'waits for approval' : 'earlier'}
                </small>
              </button>
            ))}
          </div>
        </section>
        <section className="panel templates-work">
          <h2 className="h2">
            {one === null ? '' : editing ? `New version of ${one.template.title}` : one.template.title}
          </h2>
          {one === null && <p className="lab">Touch a template to read it.</p>}
          {one !== null && editing && <Editor key={one.versionNo} from={one} onDone={done} />}
          {one !== null && !editing && (
            <Version
              one={one}
              before={before}
              inUse={inUse.has(one.versionNo)}
              operator={operator}
              onDone={done}
              onEdit={() => setEditing(true)}
            />
          )}
        </section>
      </div>
    </RoomFrame>
  );
}
