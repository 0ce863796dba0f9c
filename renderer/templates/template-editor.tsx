import { useState } from 'react';
import type { KeptTemplate } from '../../shared/dosing/template';
import { templateNumbers } from '../../shared/dosing/template-numbers';
import { Choice } from '../parts/choice';
import { OwnPinAct } from '../parts/own-pin-act';
import { TextField } from '../parts/text-field';
import { grades, readTemplate, textOf } from './template-draft';

/** A new version of a template; nothing is in use before another physician approves it. */
export function TemplateEditor({ from, onDone }: { from: KeptTemplate; onDone: () => void }) {
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
      <OwnPinAct
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
