import { useState } from 'react';
import { libraryProblems } from '../../shared/library/check-library';
import { diffLibraries } from '../../shared/library/diff';
import type { LibraryVersion } from '../../shared/library/library';
import { OwnPinAct } from '../parts/own-pin-act';
import { TextField } from '../parts/text-field';
import { type EntryText, fieldOf, readEntry, textOf } from './entry-text';
import { LimitsTable } from './limits-table';

/** A new version written from an old one: every bound as text, the differences in words before it is kept. */
export function EditForm({ from, onDone }: { from: LibraryVersion; onDone: () => void }) {
  const [chosen, setChosen] = useState(0);
  const [texts, setTexts] = useState<readonly EntryText[]>(() => from.profiles.map(textOf));
  const [note, setNote] = useState('');
  const read = from.profiles.map((profile, at) => readEntry(texts[at] ?? textOf(profile), profile));
  const profiles = read.map(({ profile }) => profile);
  const wrong = read[chosen]?.wrong ?? {};
  const text = texts[chosen];
  const set = (change: (before: EntryText) => EntryText) =>
    setTexts((old) => old.map((one, at) => (at === chosen ? change(one) : one)));
  const differences = diffLibraries(from.profiles, profiles);
  const unread = read.flatMap((one) => Object.values(one.wrong));
  const open = [
    ...unread,
    ...libraryProblems(profiles),
    ...(differences.length === 0 ? [`Nothing differs from version ${from.versionNo} yet.`] : []),
    ...(note.trim() === '' ? ['Type why the library changes.'] : []),
  ];
  if (text === undefined) return null;
  return (
    <div className="library-edit scroll" data-testid="library-edit">
      <div className="row">
        {from.profiles.map((profile, at) => (
          <button
            key={profile.profileId}
            type="button"
            className={at === chosen ? 'btn low selected' : 'btn low'}
            aria-pressed={at === chosen}
            data-testid={`library-entry-${profile.profileId}`}
            onClick={() => setChosen(at)}
          >
            {profile.tallMan}, {profile.careArea}
          </button>
        ))}
      </div>
      <LimitsTable
        cell={({ key, name, unit }, { end, name: endName }) => {
          const field = fieldOf(key, end);
          return (
            <input
              className={wrong[field] === undefined ? '' : 'wrong'}
              inputMode="decimal"
              aria-label={`${name}, ${endName}, ${unit}`}
              aria-invalid={wrong[field] !== undefined}
              data-testid={`library-${field}`}
              value={text.bounds[field] ?? ''}
              onChange={(event) =>
                set((old) => ({ ...old, bounds: { ...old.bounds, [field]: event.target.value } }))
              }
            />
          );
        }}
      />
      <div className="pair">
        <TextField
          name="A rise up to this needs no share, mg/h"
          value={text.floor}
          onChange={(value) => set((old) => ({ ...old, floor: value }))}
          testid="library-floor"
          wrong={wrong.floor ?? null}
          numeric
        />
        <TextField
          name="Advisory"
          value={text.advisory}
          onChange={(value) => set((old) => ({ ...old, advisory: value }))}
          testid="library-advisory"
        />
      </div>
      <TextField name="Why the library changes" value={note} onChange={setNote} testid="library-note" />
      <Differences lines={differences} />
      {open.length > 0 && <p className="lab">{open.join(' ')}</p>}
      <OwnPinAct
        words="Keep this version for approval"
        testid="library-propose"
        blocked={open.length > 0}
        run={(pin) => window.bridge.ask('proposeLibrary', { profiles, note, pin })}
        onDone={onDone}
      />
    </div>
  );
}

/** What differs, a sentence a line. */
export function Differences({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="library-differences" data-testid="library-differences">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
