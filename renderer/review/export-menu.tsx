import { useEffect, useRef, useState } from 'react';
import { type ExportFormat, exportTitles } from '../../shared/record/export-format';

/** The formats behind "Export"; the report has a button of its own. */
const others: readonly Exclude<ExportFormat, 'pdf'>[] = ['csv', 'jsonl', 'vital'];

type Said =
  | { readonly kind: 'none' }
  | { readonly kind: 'making'; readonly as: ExportFormat }
  | { readonly kind: 'done'; readonly files: readonly string[] }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/** What came of it, with the whole path, until it is put away. */
function Answer({ said, onClose }: { said: Said; onClose(): void }) {
  if (said.kind === 'none') return null;
  return (
    <output className="export-said panel" data-testid="export-said" data-kind={said.kind}>
      {said.kind === 'making' && <span>Making: {exportTitles[said.as]}</span>}
      {said.kind === 'done' && (
        <span>
          Written:{' '}
          {said.files.map((file) => (
            <b key={file}>{file}</b>
          ))}
        </span>
      )}
      {said.kind === 'refused' && said.reasons.map((reason) => <b key={reason}>{reason}</b>)}
      {said.kind !== 'making' && (
        <button type="button" className="plain" onClick={onClose} data-testid="export-close">
          Close
        </button>
      )}
    </output>
  );
}

/** Takes the session out of the record as a file: the report, or its numbers and entries for other programs. */
export function ExportMenu({ sessionId }: { sessionId: string }) {
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState<Said>({ kind: 'none' });
  const box = useRef<HTMLDivElement>(null);
  const making = said.kind === 'making';
  const take = async (as: ExportFormat) => {
    setOpen(false);
    setSaid({ kind: 'making', as });
    setSaid(
      await window.bridge
        .ask('exportSession', { sessionId, as })
        .catch((failure: unknown) => ({ kind: 'refused' as const, reasons: [String(failure)] })),
    );
  };
  useEffect(() => {
    if (!open) return;
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      setOpen(false);
    };
    const away = (event: PointerEvent) => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true) setOpen(false);
    };
    window.addEventListener('keydown', close, true);
    window.addEventListener('pointerdown', away);
    return () => {
      window.removeEventListener('keydown', close, true);
      window.removeEventListener('pointerdown', away);
    };
  }, [open]);
  return (
    <div className="export-menu" ref={box}>
      <button
        type="button"
        className="plain"
        disabled={making}
        onClick={() => take('pdf')}
        data-testid="export-pdf"
      >
        Report (PDF)
      </button>
      <button
        type="button"
        className="plain"
        disabled={making}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        data-testid="export-open"
      >
        Export …
      </button>
      {open && (
        <div className="export-list panel">
          {others.map((as) => (
            <button
              type="button"
              className="plain"
              key={as}
              onClick={() => take(as)}
              data-testid={`export-${as}`}
            >
              {exportTitles[as]}
            </button>
          ))}
        </div>
      )}
      <Answer said={said} onClose={() => setSaid({ kind: 'none' })} />
    </div>
  );
}
