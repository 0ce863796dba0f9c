import { useState } from 'react';
import type { AskInput } from '../../shared/ipc/contract';
import { useBadgeScan } from '../live/badge-scan';
import { newPasswordReason, newPinReason, useShortestPassword } from '../parts/own-secrets';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';
import { useChanging } from './use-changing';

type OwnChange = AskInput<'changeOwn'>['change'];

/** Password, PIN and badge of whoever is signed in; each change asks for the present password. */
export function OwnPanel({ name }: { name: string }) {
  const shortest = useShortestPassword();
  const [present, setPresent] = useState('');
  const [password, setPassword] = useState({ typed: '', again: '' });
  const [pin, setPin] = useState({ typed: '', again: '' });
  const [badge, setBadge] = useState('');
  const [said, setSaid] = useState('');
  const changing = useChanging();
  useBadgeScan((scanned) => setBadge(scanned));
  const wrongPassword = newPasswordReason(password.typed, password.again, name, shortest);
  const wrongPin = newPinReason(pin.typed, pin.again);
  const change = async (wanted: OwnChange, words: string) => {
    setSaid('');
    if (!(await changing.run(() => window.bridge.ask('changeOwn', { password: present, change: wanted }))))
      return;
    setSaid(words);
    setPresent('');
    setPassword({ typed: '', again: '' });
    setPin({ typed: '', again: '' });
    setBadge('');
  };
  const off = present === '' || changing.asking;
  return (
    <div className="people-own">
      <section className="panel people-panel scroll" data-testid="own-panel">
        <h1 className="h2">Sign-in of {name}</h1>
        <TextField
          name="Your present password"
          value={present}
          onChange={setPresent}
          testid="present-password"
          secret
        />
        <div className="door-pair">
          <TextField
            name={`New password, ${shortest} characters or more`}
            value={password.typed}
            onChange={(typed) => setPassword({ ...password, typed })}
            testid="new-password"
            secret
          />
          <TextField
            name="New password again"
            value={password.again}
            onChange={(again) => setPassword({ ...password, again })}
            testid="new-password-again"
            secret
            wrong={password.again === '' ? null : wrongPassword}
          />
          <TextField
            name="New PIN, 4 to 8 digits"
            value={pin.typed}
            onChange={(typed) => setPin({ ...pin, typed })}
            testid="new-pin"
            secret
            numeric
          />
          <TextField
            name="New PIN again"
            value={pin.again}
            onChange={(again) => setPin({ ...pin, again })}
            testid="new-pin-again"
            secret
            numeric
            wrong={pin.again === '' ? null : wrongPin}
          />
        </div>
        <p className="lab" data-testid="scanned-badge">
          {badge === ''
            ? 'Scan a badge here to use it for unlocking.'
            : 'Badge read. Keep it with the button below.'}
        </p>
        <Refusals reasons={changing.reasons} />
        {said !== '' && (
          <p role="status" data-testid="own-said">
            {said}
          </p>
        )}
        <div className="people-changes">
          <button
            type="button"
            className="btn"
            data-testid="keep-password"
            disabled={off || wrongPassword !== null}
            onClick={() =>
              void change({ what: 'password', password: password.typed }, 'The new password counts now.')
            }
          >
            Keep the new password
          </button>
          <button
            type="button"
            className="btn"
            data-testid="keep-pin"
            disabled={off || wrongPin !== null}
            onClick={() => void change({ what: 'pin', pin: pin.typed }, 'The new PIN counts now.')}
          >
            Keep the new PIN
          </button>
          <button
            type="button"
            className="btn"
            data-testid="keep-badge"
            disabled={off || badge === ''}
            onClick={() => void change({ what: 'badge', badge }, 'The badge unlocks now.')}
          >
            Keep the badge
          </button>
          <button
            type="button"
            className="btn"
            data-testid="remove-badge"
            disabled={off}
            onClick={() => void change({ what: 'badge-removed' }, 'No badge opens for you now.')}
          >
            Take the badge off
          </button>
        </div>
      </section>
    </div>
  );
}
