import { useState } from 'react';
import type { ShownKey, SyncSetUp } from '../../shared/sync/set-up';
import { failureWords } from '../live/failure-words';
import { clockTime, dateWords } from '../live/words';
import { TextField } from '../parts/text-field';
import type { Changing } from './use-set-up';

function madeWords(at: number): string {
  const day = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${dateWords(`${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`)}, ${clockTime(at)}`;
}

function Key(props: {
  readonly one: ShownKey;
  /** Another key signs now, and this one may take over. */
  readonly next: boolean;
  readonly changing: Changing;
  readonly onTest: () => void;
}) {
  const { one, next, changing, onTest } = props;
  const { keyId } = one;
  return (
    <section className="sync-key" data-testid={`sync-key-${keyId}`} data-in-use={one.inUse}>
      <div className="sync-step-head">
        <b>{one.inUse ? 'In use' : next ? 'Not in use yet' : 'In use once the setting is kept'}</b>{' '}
        <span className="cap">
          made {madeWords(one.madeAt)}
          {one.open ? '' : ', waits for its passphrase'}
        </span>
      </div>
      <pre className="sync-jwk" data-testid="sync-public">
        {one.publicJwk}
      </pre>
      {!one.inUse && (
        <div className="sync-pair">
          {next && (
            <>
              <button
                type="button"
                className="btn low"
                disabled={changing.asking}
                data-testid="sync-key-test"
                onClick={onTest}
              >
                Test with this key
              </button>
              <button
                type="button"
                className="btn low"
                disabled={changing.asking}
                data-testid="sync-key-use"
                onClick={() =>
                  void changing.run(
                    () => window.bridge.ask('useSyncKey', { keyId }),
                    'This key signs from now on.',
                  )
                }
              >
                Use this key
              </button>
            </>
          )}
          <button
            type="button"
            className="btn low"
            disabled={changing.asking}
            data-testid="sync-key-remove"
            onClick={() =>
              void changing.run(
                () => window.bridge.ask('removeSyncKey', { keyId }),
                'The key is gone for good.',
              )
            }
          >
            Take this key away
          </button>
        </div>
      )}
    </section>
  );
}

const wrongAgain = (typed: string, again: string): string | null =>
  again !== '' && typed !== again ? 'The two are not the same.' : null;

function NewKey({ set, changing }: { set: SyncSetUp; changing: Changing }) {
  const [typed, setTyped] = useState('');
  const [again, setAgain] = useState('');
  const needs = set.seal.by === 'passphrase';
  const make = async () => {
    const passphrase = needs ? typed : null;
    const words = 'The key is made. Register its public half at the server, then keep the setting.';
    if (!(await changing.run(() => window.bridge.ask('makeSyncKey', { passphrase }), words))) return;
    setTyped('');
    setAgain('');
  };
  return (
    <section className="sync-key">
      {set.seal.by === 'passphrase' && (
        <>
          <p className="lab" data-testid="sync-no-store">
            {set.seal.words} So the key is sealed by a passphrase of 14 characters or more. An administrator
            types it after each start of the console; until then nothing is sent. Nobody can bring it back.
          </p>
          <div className="sync-pair">
            <TextField name="Passphrase" value={typed} onChange={setTyped} testid="sync-passphrase" secret />
            <TextField
              name="Passphrase again"
              value={again}
              onChange={setAgain}
              testid="sync-passphrase-again"
              secret
              wrong={wrongAgain(typed, again)}
            />
          </div>
        </>
      )}
      <button
        type="button"
        className="btn low"
        data-testid="sync-key-make"
        disabled={changing.asking || (needs && (typed === '' || typed !== again))}
        onClick={() => void make()}
      >
        {set.keys.length === 0 ? 'Make the key of this workstation' : 'Make the next key'}
      </button>
    </section>
  );
}

/** The keys of this workstation: the public halves, for the server, and how the next one takes over. */
export function KeyPanel(props: {
  readonly set: SyncSetUp;
  readonly changing: Changing;
  readonly onTest: (keyId: string) => void;
}) {
  const { set, changing, onTest } = props;
  const [said, setSaid] = useState('');
  const take = async (as: 'file' | 'clipboard') => {
    try {
      const answer = await window.bridge.ask('publicSyncKeys', { as });
      setSaid(answer.kind === 'done' ? `Written to ${answer.file}.` : answer.reasons.join(' '));
    } catch (failure) {
      setSaid(failureWords(failure));
    }
  };
  return (
    <div className="sync-keys scroll" data-testid="sync-keys">
      <p className="lab">
        The server knows this workstation by a key of its own. The private half never leaves it; the public
        half below is registered at the server for this client id.
      </p>
      {set.keys.length > 0 && (
        <div className="sync-pair">
          <button
            type="button"
            className="btn low"
            data-testid="sync-keys-file"
            onClick={() => void take('file')}
          >
            Save public keys as a file
          </button>
          <button
            type="button"
            className="btn low"
            data-testid="sync-keys-copy"
            onClick={() => void take('clipboard')}
          >
            Copy public keys
          </button>
        </div>
      )}
      {said !== '' && (
        <p role="status" data-testid="sync-keys-said">
          {said}
        </p>
      )}
      {set.keys.map((one) => (
        <Key
          key={one.keyId}
          one={one}
          next={set.keys.some(({ inUse }) => inUse)}
          changing={changing}
          onTest={() => onTest(one.keyId)}
        />
      ))}
      {set.keys.length < 2 && <NewKey set={set} changing={changing} />}
      {set.keys.length === 1 && (
        <p className="lab">
          To exchange the key: make the next one, register it beside this one at the server, test with it, use
          it, then take this one away here and there.
        </p>
      )}
    </div>
  );
}
