import { useState } from 'react';
import type { PersonAtDoor } from '../../shared/ipc/asks/people';
import { useLive } from '../live/store';
import { Keypad } from './keypad';
import { Refusals } from './sheet';

const KEY_BOUNCE_PIN_MS = 60;
const LONGEST_PIN = 8;

export type EntryProps = {
  readonly person: PersonAtDoor;
  readonly reasons: readonly string[];
  readonly asking: boolean;
  readonly onSecret: (secret: string) => void;
  readonly onTouch: () => void;
};

/** The quick way in, once the password was given: digits on the glass or on the keyboard. */
export function PinEntry(props: EntryProps & { readonly onPassword: () => void }) {
  const { person, reasons, asking, onSecret, onTouch, onPassword } = props;
  const training = useLive((view) => view.facts?.trainingPins?.[person.personId] ?? null);
  const [pin, setPin] = useState('');
  const last = useState({ key: '', atMs: 0 })[0];

  const key = (pressed: string) => {
    const now = performance.now();
    const bounced = last.key === pressed && now - last.atMs < KEY_BOUNCE_PIN_MS;
    last.key = pressed;
    last.atMs = now;
    if (bounced) return;
    onTouch();
    setPin((before) =>
      (pressed === 'Delete' ? before.slice(0, -1) : /^\d$/.test(pressed) ? before + pressed : before).slice(
        0,
        LONGEST_PIN,
      ),
    );
  };
  return (
    <div className="pin-entry">
      <div className="grow">
        <div className="h2">{person.name}</div>
        <div className="lab">{person.role}</div>
        <div
          className="entry pin"
          data-testid="pin-entry"
          role="status"
          aria-label={`${pin.length} digits typed`}
        >
          {'•'.repeat(pin.length)}
        </div>
        {training !== null && (
          <p className="training" data-testid="training-pin">
            This is a simulation: no patient, no drug. PIN of this invented person: <b>{training}</b>
          </p>
        )}
        <Refusals reasons={reasons} />
        <button
          type="button"
          className="btn primary wide-button"
          data-testid="sign-in"
          disabled={pin.length < 4 || asking}
          onClick={() => {
            onSecret(pin);
            setPin('');
          }}
        >
          Sign in as {person.name}
        </button>
        <button
          type="button"
          className="btn outline door-other"
          data-testid="use-password"
          onClick={onPassword}
        >
          Use the password
        </button>
      </div>
      <Keypad onKey={key} withPoint={false} />
    </div>
  );
}
