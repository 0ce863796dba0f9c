import { type FormEvent, useId, useState } from 'react';
import type { ReviewStanding } from '../../shared/ipc/session-detail';
import { Refusals } from '../parts/sheet';
import type { ReviewDesk } from './use-review';

const meanings = [
  { key: 'reviewed', label: 'Reviewed' },
  { key: 'approved', label: 'Reviewed and approved' },
] as const;

/** Name, meaning, and the signer's own secret at this moment. */
export function SignForm({ desk, standing }: { desk: ReviewDesk; standing: ReviewStanding }) {
  const { by, needs } = standing;
  const [meaning, setMeaning] = useState<'reviewed' | 'approved'>('reviewed');
  const [secret, setSecret] = useState('');
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [asking, setAsking] = useState(false);
  const id = useId();
  const name = needs === 'password' ? 'Password' : 'PIN';
  const ready = secret.length >= 4 && !asking;
  const sign = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    setAsking(true);
    const typed = secret;
    setSecret('');
    setReasons(await desk.sign(meaning, { with: needs, secret: typed }));
    setAsking(false);
  };
  return (
    <form className="sign-form" onSubmit={(event) => void sign(event)} data-testid="sign-form">
      <fieldset className="choices">
        <legend>Meaning of the signature</legend>
        {meanings.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            aria-pressed={meaning === key}
            data-testid={`sign-meaning-${key}`}
            onClick={() => setMeaning(key)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <label htmlFor={id}>
        {name} of {by.name}
        {needs === 'password' && <small> first signature of this sitting</small>}
      </label>
      <input
        id={id}
        type="password"
        autoComplete="off"
        inputMode={needs === 'pin' ? 'numeric' : 'text'}
        value={secret}
        data-testid="sign-secret"
        onChange={(event) => setSecret(event.target.value)}
      />
      <Refusals reasons={reasons} />
      <button type="submit" className="act" data-testid="sign-review" aria-disabled={!ready}>
        {asking ? 'Checking the record' : `Sign as ${by.name}`}
      </button>
      <small>Date and time are the record’s. A later correction breaks the signature, and it says why.</small>
    </form>
  );
}
