import { type FormEvent, useState } from 'react';
import { useLive } from '../live/store';
import type { EntryProps } from './pin-entry';
import { Refusals } from './sheet';
import { TextField } from './text-field';

/** The way in for the first time of a day, after a lock-out, and after a reset. */
export function PasswordEntry({ person, reasons, asking, onSecret, onTouch }: EntryProps) {
  const training = useLive((view) => view.facts?.trainingPasswords?.[person.personId] ?? null);
  const [password, setPassword] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (password === '' || asking) return;
    onSecret(password);
    setPassword('');
  };
  return (
    <form className="door-form" onSubmit={send}>
      <div className="h2">{person.name}</div>
      <div className="lab">
        {person.role} · the password comes first, then PIN or badge unlock for the rest of the day
      </div>
      <TextField
        name="Password"
        value={password}
        onChange={(text) => {
          onTouch();
          setPassword(text);
        }}
        testid="password-entry"
        secret
      />
      {training !== null && (
        <p className="training" data-testid="training-password">
          This is a simulation: no patient, no drug. Password of this invented person: <b>{training}</b>
        </p>
      )}
      <Refusals reasons={reasons} />
      <button
        type="submit"
        className="btn primary wide-button"
        data-testid="sign-in"
        disabled={password === '' || asking}
      >
        Sign in as {person.name}
      </button>
    </form>
  );
}
