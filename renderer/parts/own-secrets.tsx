import { passwordReason, pinReason } from '../../shared/record/secret-rules';
import { useLive } from '../live/store';
import { TextField } from './text-field';

export type OwnSecrets = {
  readonly password: string;
  readonly again: string;
  readonly pin: string;
  readonly pinAgain: string;
};
export const noSecrets: OwnSecrets = { password: '', again: '', pin: '', pinAgain: '' };

/** What is wrong with a new password typed twice; null when it can be kept. */
export function newPasswordReason(
  password: string,
  again: string,
  name: string,
  shortest: number,
): string | null {
  return (
    passwordReason(password, name, shortest) ?? (password === again ? null : 'The two passwords differ.')
  );
}

/** What is wrong with a new PIN typed twice; null when it can be kept. */
export function newPinReason(pin: string, again: string): string | null {
  return pinReason(pin) ?? (pin === again ? null : 'The two PINs differ.');
}

export function useShortestPassword(): number {
  return useLive((view) => view.facts?.policy.access.shortestPassword ?? 10);
}

/** Whether both secrets can be kept as they are typed. */
export function complete(own: OwnSecrets, name: string, shortest: number): boolean {
  return (
    newPasswordReason(own.password, own.again, name, shortest) === null &&
    newPinReason(own.pin, own.pinAgain) === null
  );
}

/** A new password and a new PIN, each typed twice. */
export function OwnSecretsFields(props: {
  own: OwnSecrets;
  name: string;
  onChange: (own: OwnSecrets) => void;
}) {
  const { own, name, onChange } = props;
  const shortest = useShortestPassword();
  return (
    <div className="own-secrets">
      <TextField
        name={`Your password, ${shortest} characters or more`}
        value={own.password}
        onChange={(password) => onChange({ ...own, password })}
        testid="own-password"
        secret
      />
      <TextField
        name="Password again"
        value={own.again}
        onChange={(again) => onChange({ ...own, again })}
        testid="own-password-again"
        secret
        wrong={own.again === '' ? null : newPasswordReason(own.password, own.again, name, shortest)}
      />
      <TextField
        name="PIN to unlock, 4 to 8 digits"
        value={own.pin}
        onChange={(pin) => onChange({ ...own, pin })}
        testid="own-pin"
        secret
        numeric
      />
      <TextField
        name="PIN again"
        value={own.pinAgain}
        onChange={(pinAgain) => onChange({ ...own, pinAgain })}
        testid="own-pin-again"
        secret
        numeric
        wrong={own.pinAgain === '' ? null : newPinReason(own.pin, own.pinAgain)}
      />
    </div>
  );
}
