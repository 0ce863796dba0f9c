export type ChoiceProps<T extends string> = {
  readonly name: string;
  readonly options: readonly T[];
  readonly value: T | null;
  readonly onValue: (value: T) => void;
  readonly testid: string;
  readonly words?: (value: T) => string;
};

/** One of a few, all visible: a row of buttons. */
export function Choice<T extends string>({ name, options, value, onValue, testid, words }: ChoiceProps<T>) {
  return (
    <div className="field">
      <span className="field-name">{name}</span>
      <div className="choice-row">
        {options.map((option) => (
          <button
            key={option}
            type="button"
            className={option === value ? 'btn low selected' : 'btn low'}
            data-testid={`${testid}-${option}`}
            aria-pressed={option === value}
            onClick={() => onValue(option)}
          >
            {words ? words(option) : option}
          </button>
        ))}
      </div>
    </div>
  );
}
