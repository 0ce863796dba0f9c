/** A password that is shown once: whoever it is for chooses their own with it. */
export function OneTime({ password, name }: { password: string; name: string }) {
  return (
    <p className="people-one-time" data-testid="one-time">
      One-time password for {name}. It is shown only now. With it {name} chooses a password and a PIN at the
      first sign-in.
      <b>{password}</b>
    </p>
  );
}
