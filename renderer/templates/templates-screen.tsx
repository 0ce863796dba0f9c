import { useEffect, useState } from 'react';
import { type KeptTemplate, templatesInUse } from '../../shared/dosing/template';
import { goTo } from '../live/route';
import { useLive } from '../live/store';
import { RoomFrame } from '../parts/room-frame';
import { Refusals } from '../parts/sheet';
import { TemplateEditor } from './template-editor';
import { TemplateVersion } from './template-version';
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
          {one !== null && editing && <TemplateEditor key={one.versionNo} from={one} onDone={done} />}
          {one !== null && !editing && (
            <TemplateVersion
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
