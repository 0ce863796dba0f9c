import './levels.css';

export type LevelsProps<T> = {
  readonly name: string;
  readonly testid: string;
  readonly options: readonly { readonly value: T; readonly words: string; readonly below?: string }[];
  readonly value: T | null;
  /** The chosen level; pressed again it is none. */
  readonly onValue: (value: T | null) => void;
  readonly rows?: number;
};

/** One thing to score: its levels as buttons, each with the level's words. */
export function Levels<T extends string | number>({
  name,
  testid,
  options,
  value,
  onValue,
  rows = 1,
}: LevelsProps<T>) {
  return (
    <fieldset className="levels" aria-label={name}>
      <span className="lab">{name}</span>
      <div
        className="levels-row"
        style={{ gridTemplateColumns: `repeat(${Math.ceil(options.length / rows)}, minmax(0, 1fr))` }}
      >
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            className={option.value === value ? 'btn low selected' : 'btn low'}
            data-testid={`${testid}-${option.value}`}
            aria-pressed={option.value === value}
            onClick={() => onValue(option.value === value ? null : option.value)}
          >
            {option.words}
            {option.below && <small>{option.below}</small>}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
