import type { SignedContent } from '../../shared/session/recovery/events';
import { clockSeconds } from '../live/words';

const two = (value: number): string => String(value).padStart(2, '0');
const dateOf = (at: number): string => {
  const date = new Date(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** A signature as it must be shown: printed name, date and time, meaning, what it stands under, and whether it holds. */
export function SignatureBlock(props: {
  readonly name: string;
  readonly role: string;
  readonly at: number;
  readonly content: SignedContent;
  readonly broken: string | null;
}) {
  const { name, role, at, content, broken } = props;
  return (
    <div
      className={broken === null ? 'card' : 'card strong'}
      data-testid="signature"
      data-holds={broken === null}
    >
      <div className="grow">
        <b>{broken === null ? `Signed: ${name}, ${role}` : `SIGNATURE BROKEN: ${name}, ${role}`}</b>
        <div>
          {dateOf(at)} {clockSeconds(at)} · meaning: approved, discharge
        </div>
        <small>
          {broken ?? `${content.entries} entries, no. ${content.fromSeq} to ${content.toSeq}`} · fingerprint{' '}
          {content.digest.slice(0, 12)}
        </small>
      </div>
    </div>
  );
}
