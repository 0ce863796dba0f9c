import { type FormEvent, useId, useState } from 'react';
import type { NumericCode } from '../../shared/readings/monitor';
import { numericName } from '../../shared/review/words';
import type { Annotation } from '../../shared/session/review/events';
import { epochMs } from '../../shared/time/clock';
import { clockSeconds, clockTime } from '../live/words';
import { Refusals } from '../parts/sheet';
import { momentNear } from './review-words';
import type { ReviewDesk } from './use-review';

const kinds = [
  { key: 'note', label: 'Note', about: 'About this moment. Breaks no signature.' },
  {
    key: 'late-entry',
    label: 'Late entry',
    about: 'What happened and was not written then. Both times stay.',
  },
  { key: 'artefact', label: 'Artefact', about: 'The device was wrong. Its values stay and are marked.' },
] as const;
const signs: readonly NumericCode[] = ['HR', 'SpO2', 'NIBP-sys', 'RR', 'EtCO2', 'Temp'];

/** Writes something at a moment of the session: a note, what was forgotten, or that a device was wrong. */
export function AnnotateForm(props: { t: number; ofSeq: number | null; desk: ReviewDesk; onDone(): void }) {
  const { t, ofSeq, desk, onDone } = props;
  const [kind, setKind] = useState<Annotation['kind']>('note');
  const [text, setText] = useState('');
  const [sign, setSign] = useState<NumericCode>('SpO2');
  const [until, setUntil] = useState(clockTime(t * 1000 + 60_000));
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [textId, untilId] = [useId(), useId()];
  const momentAt = epochMs(Math.round(t * 1000));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const toAt = momentNear(until, momentAt);
    if (text.trim() === '') return setReasons(['Nothing is written.']);
    if (kind === 'artefact' && toAt === null) return setReasons(['Type until when, as hours:minutes.']);
    const annotation: Annotation =
      kind === 'artefact' ? { kind, sign, toAt: epochMs(toAt ?? 0), text } : { kind, text };
    const against = await desk.say({ kind: 'annotate', momentAt, ofSeq, annotation });
    setReasons(against);
    if (against.length === 0) onDone();
  };
  return (
    <form className="panel desk-form" onSubmit={(event) => void save(event)} data-testid="annotate-form">
      <h2>
        At {clockSeconds(momentAt)}
        {ofSeq !== null && `, entry ${ofSeq}`}
      </h2>
      <fieldset className="choices">
        <legend>What it is</legend>
        {kinds.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            aria-pressed={kind === key}
            data-testid={`annotate-${key}`}
            onClick={() => setKind(key)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <small>{kinds.find(({ key }) => key === kind)?.about}</small>
      {kind === 'artefact' && (
        <>
          <fieldset className="choices">
            <legend>Which value</legend>
            {signs.map((one) => (
              <button key={one} type="button" aria-pressed={sign === one} onClick={() => setSign(one)}>
                {numericName(one)}
              </button>
            ))}
          </fieldset>
          <label htmlFor={untilId}>
            Until <small>hours:minutes</small>
          </label>
          <input id={untilId} value={until} onChange={(event) => setUntil(event.target.value)} />
        </>
      )}
      <label htmlFor={textId}>{kind === 'artefact' ? 'Why' : 'Words'}</label>
      <textarea
        id={textId}
        rows={3}
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-testid="annotate-text"
      />
      <Refusals reasons={reasons} />
      <div className="row">
        <button type="button" className="plain" onClick={onDone}>
          Leave
        </button>
        <button type="submit" className="act" data-testid="annotate-save">
          Write it down
        </button>
      </div>
    </form>
  );
}
