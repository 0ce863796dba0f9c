import { useEffect, useState } from 'react';
import type { Container } from '../../shared/ledger/entry';
import type { LedgerView } from '../../shared/ledger/view';
import { goTo } from '../live/route';
import { useLive } from '../live/store';
import { Choice } from '../parts/choice';
import { Region } from '../parts/region';
import { RoomFrame } from '../parts/room-frame';
import { noSecondPerson, SecondPerson, secondPersonOf } from '../parts/second-person';
import { Refusals } from '../parts/sheet';
import { ContainersList } from './containers-list';
import { type EntryText, emptyEntry, type LedgerAct, readEntry } from './entry-draft';
import { LedgerForm } from './ledger-form';
import { LinesTable } from './lines-table';
import './ledger.css';

const acts: readonly LedgerAct[] = ['received', 'prepared', 'wasted', 'returned', 'explained', 'voided'];
const actWords: Record<LedgerAct, string> = {
  received: 'Vial in',
  prepared: 'Prepare syringe',
  wasted: 'Waste',
  returned: 'Return',
  explained: 'Explain',
  voided: 'Void a line',
};
const enterWords: Record<LedgerAct, string> = {
  received: 'Enter this vial',
  prepared: 'Enter this syringe, witnessed',
  wasted: 'Enter the waste, witnessed',
  returned: 'Enter the return, witnessed',
  explained: 'Enter the explanation, witnessed',
  voided: 'Void the line, witnessed',
};

function useLedger(): [LedgerView | null, string | null, () => void] {
  const [view, setView] = useState<LedgerView | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [asked, setAsked] = useState(0);
  const phase = useLive((live) => live.state?.session?.phase ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another phase or a new line is what makes the view old
  useEffect(() => {
    let gone = false;
    window.bridge.ask('ledger', {}).then(
      (found) => {
        if (gone) return;
        setView(found);
        setFailed(null);
      },
      (failure) => !gone && setFailed(failure instanceof Error ? failure.message : String(failure)),
    );
    return () => {
      gone = true;
    };
  }, [asked, phase]);
  return [view, failed, () => setAsked((count) => count + 1)];
}

/** Controlled substance: what came in, what was made of it, where it went, and what does not add up. */
export function LedgerScreen() {
  const [view, failed, read] = useLedger();
  const [act, setAct] = useState<LedgerAct>('received');
  const [text, setText] = useState<EntryText>(emptyEntry);
  const [second, setSecond] = useState(noSecondPerson);
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [said, setSaid] = useState<string | null>(null);
  const [whole, setWhole] = useState(false);
  const draft = readEntry(act, text);
  const witness = secondPersonOf(second);
  const ready = draft.wish !== null && (act === 'received' || witness !== undefined);

  const choose = (about: Container) => {
    if (act === 'prepared' && about.kind === 'vial') {
      const there = text.draws.some((draw) => draw.vialId === about.id);
      const draws = there
        ? text.draws.filter((draw) => draw.vialId !== about.id)
        : [...text.draws, { vialId: about.id, volume: '' }];
      setText({ ...text, draws });
    } else setText({ ...text, container: about });
  };
  const begin = (next: LedgerAct) => {
    setAct(next);
    setText({ ...emptyEntry, container: text.container });
    setSecond(noSecondPerson);
    setReasons([]);
    setSaid(null);
  };
  const enter = async () => {
    if (draft.wish === null) return;
    const asked = { wish: draft.wish, ...(act === 'received' || witness === undefined ? {} : { witness }) };
    const answer = await window.bridge
      .ask('enterLedger', asked)
      .catch((failure: unknown) => ({ kind: 'refused' as const, reasons: [String(failure)] }));
    setReasons(answer.kind === 'refused' ? answer.reasons : []);
    if (answer.kind !== 'done') return;
    setText(emptyEntry);
    setSecond(noSecondPerson);
    read();
  };
  const save = async (as: 'csv' | 'pdf') => {
    if (view === null) return;
    const one = text.container;
    const part =
      one?.kind === 'vial'
        ? ({ kind: 'vial', vialId: one.id } as const)
        : whole
          ? ({ kind: 'all' } as const)
          : ({ kind: 'day', day: view.today } as const);
    const answer = await window.bridge
      .ask('exportLedger', { part, as })
      .catch((failure: unknown) => ({ kind: 'refused' as const, reasons: [String(failure)] }));
    setReasons(answer.kind === 'refused' ? answer.reasons : []);
    setSaid(answer.kind === 'done' ? `Written: ${answer.file}` : null);
  };
  const chosen = (about: Container) =>
    act === 'prepared'
      ? about.kind === 'vial' && text.draws.some((draw) => draw.vialId === about.id)
      : text.container?.kind === about.kind && text.container.id === about.id;
  const open = view?.discrepancies ?? [];
  const onlyVial = text.container?.kind === 'vial' ? `vial ${text.container.id}` : null;
  const partWords = onlyVial ?? (whole ? 'everything' : 'today');
  return (
    <RoomFrame
      actions={
        <>
          <button type="button" className="btn" data-testid="go-home" onClick={() => goTo('home')}>
            Home
          </button>
          <button type="button" className="btn" data-testid="ledger-csv" onClick={() => void save('csv')}>
            Save CSV
            <small>{partWords}</small>
          </button>
          <button type="button" className="btn" data-testid="ledger-pdf" onClick={() => void save('pdf')}>
            Save PDF to print
            <small>{partWords}</small>
          </button>
        </>
      }
    >
      <div className="ledger" data-testid="ledger">
        <Region name="Vials and syringes">
          <section className="panel ledger-side">
            <h1 className="h2">Controlled-substance ledger</h1>
            {view !== null && <ContainersList view={view} chosen={chosen} onChosen={choose} />}
            {failed !== null && <Refusals reasons={[failed]} />}
          </section>
        </Region>
        <Region name="Ledger entries">
          <section className="panel ledger-work scroll">
            {open.length > 0 && (
              <ul className="ledger-open" data-testid="ledger-discrepancies">
                {open.map((one, at) => (
                  <li key={`${one.about.kind}${one.about.id}${one.words}`}>
                    <span>
                      <b>Discrepancy.</b> {one.words}
                      {one.explanation !== null && ` Explained: ${one.explanation}`}
                    </span>
                    {act === 'explained' && (
                      <button
                        type="button"
                        className={chosen(one.about) ? 'btn low selected' : 'btn low'}
                        aria-pressed={chosen(one.about)}
                        data-testid={`ledger-discrepancy-${at}`}
                        onClick={() => choose(one.about)}
                      >
                        Explain this
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            )}
            <Choice
              name="What happened"
              options={acts}
              value={act}
              onValue={begin}
              testid="ledger-act"
              words={(one) => actWords[one]}
            />
            {view !== null && <LedgerForm act={act} text={text} draft={draft} view={view} onText={setText} />}
            {act !== 'received' && (
              <SecondPerson
                name="Witness"
                permission="witness"
                value={second}
                onValue={setSecond}
                testid="ledger-witness"
              />
            )}
            <Refusals reasons={reasons} />
            <button
              type="button"
              className={ready ? 'btn primary' : 'btn blocked'}
              aria-disabled={!ready}
              data-testid="ledger-enter"
              onClick={() => ready && void enter()}
            >
              {enterWords[act]}
            </button>
            {said !== null && (
              <p className="lab" data-testid="ledger-said" role="status">
                {said}
              </p>
            )}
            <div className="ledger-lines-head">
              <h2 className="h2">Lines</h2>
              <Choice
                name=""
                options={['today', 'all']}
                value={whole ? 'all' : 'today'}
                onValue={(value) => setWhole(value === 'all')}
                testid="ledger-part"
              />
            </div>
            {view !== null && (
              <LinesTable
                view={view}
                day={whole ? null : view.today}
                voids={text.voids}
                onLine={act === 'voided' ? (voids) => setText({ ...text, voids }) : null}
              />
            )}
          </section>
        </Region>
      </div>
    </RoomFrame>
  );
}
