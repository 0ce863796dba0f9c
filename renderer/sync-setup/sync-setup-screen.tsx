import { useState } from 'react';
import { wishFaults } from '../../shared/sync/setting-wish';
import { goTo } from '../live/route';
import { RoomFrame } from '../parts/room-frame';
import { Refusals } from '../parts/sheet';
import { type Draft, draftOf, sameWish, wishFrom } from './draft';
import { KeyPanel } from './key-panel';
import { SettingForm } from './setting-form';
import { Standing } from './standing';
import { TestPanel } from './test-panel';
import { useSetUp, useTesting } from './use-set-up';
import './sync-setup.css';

type Part = 'test' | 'keys';

/** The way to the clinic's server, for the administrator: what is set, the key, and whether it works. */
export function SyncSetupScreen() {
  const { set, failed, changing } = useSetUp();
  const [typed, setTyped] = useState<Draft | null>(null);
  const [tried, setTried] = useState(false);
  const [part, setPart] = useState<Part>('test');
  const [leaving, setLeaving] = useState(false);
  const [testing, test] = useTesting();
  const draft = typed ?? draftOf(set?.wish ?? null);
  const wish = wishFrom(draft);
  const faults = wishFaults(wish);
  const shownFaults = tried ? [...faults, ...changing.faults] : [];
  const kept = sameWish(wish, set?.wish ?? null);
  const busy = changing.asking || testing.kind === 'running';
  const fixed = set?.fixed ?? true;

  const keep = async () => {
    setTried(true);
    if (faults.length > 0) return;
    await changing.run(() => window.bridge.ask('setSync', { wish }), 'Kept.');
  };
  const tryIt = (keyId: string | null) => {
    setTried(true);
    setPart('test');
    if (faults.length === 0) void test(wish, keyId);
  };
  const turnOff = async () => {
    setLeaving(false);
    await changing.run(() => window.bridge.ask('setSync', { wish: null }), 'No server is set any more.');
    setTyped(null);
  };

  return (
    <RoomFrame
      actions={
        <>
          <button type="button" className="btn" data-testid="go-home" onClick={() => goTo('home')}>
            Worklist
          </button>
          {set?.wish != null && !fixed && (
            <button
              type="button"
              className="btn"
              data-testid={leaving ? 'sync-off-now' : 'sync-off'}
              disabled={busy}
              onClick={() => (leaving ? void turnOff() : setLeaving(true))}
            >
              {leaving ? 'Set no server any more' : 'Turn off …'}
              <small>{leaving ? 'what is unsent stays here' : 'records stay here'}</small>
            </button>
          )}
          {leaving && (
            <button type="button" className="btn" data-testid="sync-stay" onClick={() => setLeaving(false)}>
              Leave it on
            </button>
          )}
          <button
            type="button"
            className="btn"
            data-testid="sync-try"
            disabled={busy || set === null}
            onClick={() => tryIt(null)}
          >
            Test connection
            <small>{testing.kind === 'running' ? 'testing' : 'what stands in the form'}</small>
          </button>
          <button
            type="button"
            className="btn primary"
            data-testid="sync-keep"
            disabled={busy || kept || fixed || set === null}
            onClick={() => void keep()}
          >
            Keep the setting
            <small>{kept ? 'as it is kept' : 'changed, not kept yet'}</small>
          </button>
        </>
      }
    >
      <div className="sync-setup" data-testid="sync-setup">
        <section className="panel sync-panel">
          <h1 className="h2">Clinic’s server</h1>
          {failed !== null && <p className="field-reason">{failed}</p>}
          {set !== null && <Standing set={set} changing={changing} />}
          {tried && faults.length > 0 && (
            <p className="field-reason">Something in the form is not right: look below.</p>
          )}
          <Refusals reasons={changing.reasons} />
          {changing.said !== '' && (
            <p role="status" data-testid="sync-said">
              {changing.said}
            </p>
          )}
          {set !== null && <SettingForm draft={draft} onDraft={setTyped} faults={shownFaults} />}
        </section>
        <section className="panel sync-panel">
          <div className="sync-pair">
            {(['test', 'keys'] as const).map((one) => (
              <button
                key={one}
                type="button"
                className={one === part ? 'btn low selected' : 'btn low'}
                data-testid={`sync-part-${one}`}
                aria-pressed={one === part}
                onClick={() => setPart(one)}
              >
                {one === 'test' ? 'Test' : 'Key of this workstation'}
              </button>
            ))}
          </div>
          {part === 'test' && <TestPanel testing={testing} wish={wish} />}
          {part === 'keys' && set !== null && (
            <KeyPanel set={set} changing={changing} onTest={(keyId) => tryIt(keyId)} />
          )}
        </section>
      </div>
    </RoomFrame>
  );
}
