import { type KeyboardEvent, useId, useRef } from 'react';
import { isBounce, type Press } from './keypad-entry';

export type TextFieldProps = {
  /** Names the field and its unit. */
  readonly name: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly testid: string;
  /** Why what stands there is not taken. */
  readonly wrong?: string | null;
  /** A soft limit that is passed. */
  readonly soft?: string | null;
  readonly secret?: boolean;
  readonly numeric?: boolean;
};

/** A digit or a point that comes twice faster than a finger is one: a bounce or a held key (SR-048). */
export function useNoBounce(on: boolean): (event: KeyboardEvent<HTMLInputElement>) => void {
  const last = useRef<Press | null>(null);
  return (event) => {
    if (!on || !/^[\d.,]$/.test(event.key)) return;
    const press = { key: event.key, atMs: event.timeStamp };
    if (isBounce(last.current, press, event.repeat)) event.preventDefault();
    else last.current = press;
  };
}

/** One line of text; what is wrong with it stands under it, and nothing is changed behind the typing hand. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  const { name, value, onChange, testid, wrong = null, soft = null, secret = false, numeric = false } = props;
  const onKeyDown = useNoBounce(numeric && !secret);
  return (
    <div className={wrong !== null ? 'field wrong' : soft !== null ? 'field soft' : 'field'}>
      <label className="field-name" htmlFor={id}>
        {name}
      </label>
      <input
        id={id}
        type={secret ? 'password' : 'text'}
        inputMode={numeric ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        value={value}
        data-testid={testid}
        aria-invalid={wrong !== null}
        onKeyDown={onKeyDown}
        onChange={(event) => onChange(event.target.value)}
      />
      {(wrong ?? soft) !== null && (
        <span
          className={wrong !== null ? 'field-reason' : 'field-reason soft'}
          data-testid={`${testid}-reason`}
        >
          {wrong ?? soft}
        </span>
      )}
    </div>
  );
}
