import { useState } from 'react';
import type { SyncSetUp } from '../../shared/sync/set-up';
import { TextField } from '../parts/text-field';
import type { Changing } from './use-set-up';

function words({ standing, fixed }: SyncSetUp): string {
  if (fixed) return 'Given on the command line of this simulation: nothing can be set here.';
  switch (standing.kind) {
    case 'off':
      return 'No server is set: records stay on this workstation.';
    case 'on':
      return 'Set: records are sent.';
    case 'locked':
      return 'Set, and nothing is sent: the key waits for its passphrase.';
    case 'refused':
      return standing.words;
  }
}

/** How the way to the server stands, and the passphrase where one is waited for. */
export function Standing({ set, changing }: { set: SyncSetUp; changing: Changing }) {
  const [typed, setTyped] = useState('');
  const waits = set.keys.some(({ open }) => !open);
  const open = async () => {
    const done = await changing.run(
      () => window.bridge.ask('openSyncKeys', { passphrase: typed }),
      'The key is open until the console ends.',
    );
    if (done) setTyped('');
  };
  return (
    <>
      <p
        className={set.standing.kind === 'refused' ? 'field-reason' : 'lab'}
        data-testid="sync-standing"
        data-standing={set.standing.kind}
      >
        {words(set)}
      </p>
      {waits && (
        <div className="sync-unlock">
          <TextField
            name="Passphrase of the key"
            value={typed}
            onChange={setTyped}
            testid="sync-unlock"
            secret
          />
          <button
            type="button"
            className="btn low primary"
            data-testid="sync-unlock-open"
            disabled={changing.asking || typed === ''}
            onClick={() => void open()}
          >
            Open the key
          </button>
        </div>
      )}
    </>
  );
}
