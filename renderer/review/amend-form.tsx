import { type FormEvent, useId, useState } from 'react';
import { type Amendable, amendablesOf } from '../../shared/review/amendable';
import { valueWords } from '../../shared/review/words';
import type { LoggedEvent } from '../../shared/session/events';
import type { AmendedValue } from '../../shared/session/review/events';
import { clockTime } from '../live/words';
import { Refusals } from '../parts/sheet';
import { momentNear } from './review-words';
import type { ReviewDesk } from './use-review';

const unitOf = ({ input }: Amendable): string => (input.kind === 'number' ? input.unit : '');
const words = (one: Amendable, value: AmendedValue): string =>
  valueWords({ field: one.field, unit: unitOf(one) }, value, clockTime);

/** What was typed, as a value of this field; undefined: it is none. */
function typedValue({ input, value }: Amendable, text: string): AmendedValue | undefined {
  if (input.kind === 'text') return text;
  if (input.kind === 'moment') return momentNear(text, Number(value)) ?? undefined;
  const number = /^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function ValueEntry(props: { of: Amendable; text: string; onText(text: string): void }) {
  const { of, text, onText } = props;
  const id = useId();
  const { input } = of;
  if (input.kind === 'choice') {
    return (
      <fieldset className="choices">
        <legend>Now</legend>
        {input.values.map((value) => (
          <button
            key={String(value)}
            type="button"
            aria-pressed={text === String(value)}
            onClick={() => onText(String(value))}
            data-testid={`amend-to-${value}`}
          >
            {words(of, value)}
          </button>
        ))}
      </fieldset>
    );
  }
  const hint = input.kind === 'number' ? input.unit : input.kind === 'moment' ? 'hours:minutes' : '';
  return (
    <>
      <label htmlFor={id}>Now {hint !== '' && <small>{hint}</small>}</label>
      <input
        id={id}
        value={text}
        autoComplete="off"
        inputMode={input.kind === 'number' ? 'decimal' : 'text'}
        onChange={(event) => onText(event.target.value)}
        data-testid="amend-now"
      />
    </>
  );
}

/** Puts one value of an entry right: which, from what to what, and why. `entry` as it reads now. */
export function AmendForm(props: { entry: LoggedEvent; desk: ReviewDesk; onDone(): void }) {
  const { entry, desk, onDone } = props;
  const all = amendablesOf(entry);
  const [field, setField] = useState(all[0]?.field ?? null);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const id = useId();
  const of = all.find((one) => one.field === field);
  if (of === undefined) return null;
  const chosen =
    of.input.kind === 'choice'
      ? of.input.values.find((value) => String(value) === text)
      : typedValue(of, text);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (chosen === undefined) return setReasons([`Type what ${of.title} should say.`]);
    const wish = {
      kind: 'amend',
      ofSeq: entry.seq,
      field: of.field,
      was: of.value,
      now: chosen,
      reason,
    } as const;
    const against = await desk.say(wish);
    setReasons(against);
    if (against.length === 0) onDone();
  };
  return (
    <form className="panel desk-form" onSubmit={(event) => void save(event)} data-testid="amend-form">
      <h2>
        Put right: entry {entry.seq}, {clockTime(entry.at)}
      </h2>
      <fieldset className="choices">
        <legend>Which value</legend>
        {all.map((one) => (
          <button
            key={one.field}
            type="button"
            aria-pressed={one.field === of.field}
            data-testid={`amend-${one.field}`}
            onClick={() => {
              setField(one.field);
              setText('');
            }}
          >
            {one.title}
          </button>
        ))}
      </fieldset>
      <p>
        <small>Stands there</small> <b data-testid="amend-was">{words(of, of.value)}</b>
      </p>
      <ValueEntry of={of} text={text} onText={setText} />
      <label htmlFor={id}>Why</label>
      <input
        id={id}
        value={reason}
        autoComplete="off"
        onChange={(event) => setReason(event.target.value)}
        data-testid="amend-reason"
      />
      <Refusals reasons={reasons} />
      <div className="row">
        <button type="button" className="plain" onClick={onDone}>
          Leave as it is
        </button>
        <button type="submit" className="act" data-testid="amend-save">
          Put right
        </button>
      </div>
      <small>The entry stays as it was written. Signatures before this one break.</small>
    </form>
  );
}
