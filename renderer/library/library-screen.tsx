import { useCallback, useEffect, useState } from 'react';
import { type LibraryVersion, stateWords, versionName } from '../../shared/library/library';
import { mayDo } from '../../shared/record/permissions';
import { epochMs } from '../../shared/time/clock';
import { refreshFacts } from '../live/connect';
import { goTo } from '../live/route';
import { useLive, useNow } from '../live/store';
import { RoomFrame } from '../parts/room-frame';
import { Refusals } from '../parts/sheet';
import { EditForm } from './edit-form';
import { VersionPage } from './version-page';
import './library.css';

/** Every version of the drug library, what differs, who stands behind it; and the way to the next one. */
export function LibraryScreen() {
  const operator = useLive((view) => view.state?.operator ?? null);
  const library = useLive((view) => view.facts?.library ?? null);
  const now = useNow();
  const [versions, setVersions] = useState<readonly LibraryVersion[]>([]);
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<number | null>(null);
  const [editing, setEditing] = useState(false);
  const read = useCallback(async () => {
    try {
      const answer = await window.bridge.ask('library', {});
      setReasons(answer.kind === 'refused' ? answer.reasons : []);
      setVersions(answer.kind === 'read' ? answer.versions : []);
    } catch (failure) {
      setReasons([failure instanceof Error ? failure.message : 'The library can not be read.']);
    }
    await refreshFacts(window.bridge).catch(() => undefined);
  }, []);
  useEffect(() => void read(), [read]);
  const at = epochMs(now?.at ?? 0);
  const newest = versions.at(-1) ?? null;
  const shown = versions.find((one) => one.versionNo === chosen) ?? newest;
  const done = () => {
    setEditing(false);
    setChosen(null);
    void read();
  };
  const mayEdit = operator !== null && mayDo(operator.role, 'edit-library');
  return (
    <RoomFrame
      actions={
        <button type="button" className="btn" data-testid="go-home" onClick={() => goTo('home')}>
          Worklist
        </button>
      }
    >
      <div className="library" data-testid="library-screen">
        <section className="panel library-list">
          <h1 className="h2">Drug library</h1>
          {library?.kind === 'refused' && (
            <p className="field-reason" data-testid="library-refused">
              {library.words}
            </p>
          )}
          <Refusals reasons={reasons} />
          <div className="scroll">
            {[...versions].reverse().map((version) => (
              <button
                key={version.versionNo}
                type="button"
                className={shown?.versionNo === version.versionNo ? 'btn low selected' : 'btn low'}
                data-testid={`library-version-${version.versionNo}`}
                aria-pressed={shown?.versionNo === version.versionNo}
                onClick={() => {
                  setChosen(version.versionNo);
                  setEditing(false);
                }}
              >
                Version {versionName(version)}
                <small>{stateWords(versions, version, at)}</small>
              </button>
            ))}
          </div>
          {operator !== null && mayDo(operator.role, 'read-overrides') && (
            <button
              type="button"
              className="btn low"
              data-testid="go-overrides"
              onClick={() => goTo('overrides')}
            >
              Limits passed and refused
              <small>by limit, by person, as CSV</small>
            </button>
          )}
          {mayEdit && newest !== null && !editing && (
            <button type="button" className="btn" data-testid="library-new" onClick={() => setEditing(true)}>
              Write a version from {shown?.versionNo ?? newest.versionNo}
            </button>
          )}
        </section>
        <section className="panel library-work">
          {shown !== null && editing && <EditForm key={shown.versionNo} from={shown} onDone={done} />}
          {shown !== null && !editing && (
            <VersionPage
              key={shown.versionNo}
              versions={versions}
              version={shown}
              by={operator}
              at={at}
              onDone={done}
            />
          )}
        </section>
      </div>
    </RoomFrame>
  );
}
