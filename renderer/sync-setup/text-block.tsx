import { useId } from 'react';

/** Several lines of text, with what is wrong under it. */
export function TextBlock(props: {
  readonly name: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly testid: string;
  readonly wrong: string | null;
}) {
  const id = useId();
  const { name, value, onChange, testid, wrong } = props;
  return (
    <div className={wrong === null ? 'field' : 'field wrong'}>
      <label className="field-name" htmlFor={id}>
        {name}
      </label>
      <textarea
        id={id}
        className="sync-block"
        rows={3}
        spellCheck={false}
        autoComplete="off"
        value={value}
        data-testid={testid}
        aria-invalid={wrong !== null}
        onChange={(event) => onChange(event.target.value)}
      />
      {wrong !== null && (
        <span className="field-reason" data-testid={`${testid}-reason`}>
          {wrong}
        </span>
      )}
    </div>
  );
}
