import type { CheckStanding } from '../../shared/session/verification/slice';
import { clockTime } from '../live/words';
import { Icon } from './icon';

/** How a line stands, in the words under it. */
export function standingWords(standing: CheckStanding | undefined): string {
  if (standing === undefined) return 'open, touch to do it';
  const { kind, evidence, by, at, physician } = standing;
  switch (kind) {
    case 'met':
      return `${evidence} · ${by.name} ${clockTime(at)}`;
    case 'not-met':
      return `NOT MET: ${evidence} · ${by.name} ${clockTime(at)}`;
    case 'overridden':
      return `OVERRIDDEN by ${physician?.name ?? by.name} ${clockTime(at)}: ${evidence}`;
  }
}

/** One line of the list; touching it opens what it asks for. */
export function CheckLine(props: {
  words: string;
  below: string;
  done: boolean;
  testid: string;
  disabled: boolean;
  opened: boolean;
  onTouch: () => void;
}) {
  const { words, below, done, testid, disabled, opened, onTouch } = props;
  return (
    <button
      type="button"
      className={done ? 'check-line done' : 'check-line'}
      data-testid={testid}
      data-done={done}
      aria-expanded={opened}
      disabled={disabled}
      onClick={onTouch}
    >
      <span className={done ? 'box ticked' : 'box'}>{done && <Icon name="tick" />}</span>
      <span className="grow">
        {words}
        <span className="cap block">{below}</span>
      </span>
    </button>
  );
}
