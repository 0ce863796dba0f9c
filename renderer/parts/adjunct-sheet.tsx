import { useState } from 'react';
import { type Adjunct, adjunctSchema } from '../../shared/dosing/order';
import { againstOrdered, doseWords, needsWitness } from '../../shared/session/rounds/adjuncts';
import type { AdjunctDose } from '../../shared/session/rounds/events';
import type { Session } from '../../shared/session/state';
import { type EpochMs, epochMs } from '../../shared/time/clock';
import { parseNumber } from '../../shared/units/parse';
import { closeSheet } from '../live/route';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { clockTime } from '../live/words';
import { AgoRow } from './ago-row';
import { Choice } from './choice';
import { noSecondPerson, SecondPerson, secondPersonOf } from './second-person';
import { LeaveSheet, Refusals, Sheet } from './sheet';
import { TextField } from './text-field';
import './adjunct-sheet.css';

const units = adjunctSchema.shape.unit.options;
const routes = adjunctSchema.shape.route.options;

type Outside = {
  readonly drug: string;
  readonly dose: string;
  readonly unit: AdjunctDose['unit'];
  readonly route: AdjunctDose['route'];
  readonly onWordOf: string;
  readonly controlled: 'controlled' | 'not controlled';
};
const blank: Outside = {
  drug: '',
  dose: '',
  unit: 'mg',
  route: 'IV',
  onWordOf: '',
  controlled: 'not controlled',
};
type Chosen = number | 'outside' | null;

/** The dose as it would be given; null while it is not complete. */
function doseOf(chosen: Chosen, outside: Outside, session: Session): AdjunctDose | null {
  if (typeof chosen === 'number') {
    const ordered = session.order.adjuncts[chosen];
    if (ordered === undefined) return null;
    const { drug, dose, unit, route } = ordered;
    return { drug, dose, unit, route };
  }
  const dose = parseNumber(outside.dose, 3);
  if (chosen === null || outside.drug.trim() === '' || dose.kind === 'refused' || dose.value <= 0)
    return null;
  return { drug: outside.drug.trim(), dose: dose.value, unit: outside.unit, route: outside.route };
}

/** How often it was given and when last, or what stands in the way now. */
function standing(session: Session, index: number, givenAt: EpochMs): { words: string; blocked: boolean } {
  const [against] = againstOrdered(session, index, givenAt);
  if (against !== undefined) return { words: against, blocked: true };
  const given = session.rounds.adjuncts.filter(({ orderIndex }) => orderIndex === index);
  const last = given.at(-1);
  const when = { before: 'before the start', rescue: 'if needed', after: 'after the infusion' };
  const ordered = session.order.adjuncts[index];
  const text = ordered === undefined ? '' : `${when[ordered.when]} · ${ordered.text}`.replace(/ · $/, '');
  return {
    words: last === undefined ? text : `${text} · given ${given.length}, last ${clockTime(last.givenAt)}`,
    blocked: false,
  };
}

function OutsideFields({ value, onValue }: { value: Outside; onValue: (value: Outside) => void }) {
  const dose = parseNumber(value.dose, 3);
  return (
    <>
      <div className="adjunct-fields">
        <TextField
          name="Drug"
          value={value.drug}
          onChange={(drug) => onValue({ ...value, drug })}
          testid="adjunct-drug"
        />
        <TextField
          name={`Dose, ${value.unit}`}
          value={value.dose}
          onChange={(text) => onValue({ ...value, dose: text })}
          testid="adjunct-dose"
          wrong={value.dose === '' || dose.kind === 'number' ? null : dose.words}
          numeric
        />
        <TextField
          name="On the word of, physician"
          value={value.onWordOf}
          onChange={(onWordOf) => onValue({ ...value, onWordOf })}
          testid="adjunct-physician"
        />
      </div>
      <div className="adjunct-choices">
        <Choice
          name="Unit"
          options={units}
          value={value.unit}
          onValue={(unit) => onValue({ ...value, unit })}
          testid="adjunct-unit"
        />
        <Choice
          name="Controlled"
          options={['controlled', 'not controlled'] as const}
          words={(one) => (one === 'controlled' ? 'yes' : 'no')}
          value={value.controlled}
          onValue={(controlled) => onValue({ ...value, controlled })}
          testid="adjunct-controlled"
        />
      </div>
      <Choice
        name="Route"
        options={routes}
        value={value.route}
        onValue={(route) => onValue({ ...value, route })}
        testid="adjunct-route"
      />
    </>
  );
}

function Ordered(props: {
  readonly session: Session;
  readonly givenAt: EpochMs;
  readonly chosen: Chosen;
  readonly onChosen: (chosen: Chosen) => void;
}) {
  const { session, givenAt, chosen, onChosen } = props;
  const button = (value: Exclude<Chosen, null>, words: string, below: string, blocked: boolean) => (
    <button
      key={value}
      type="button"
      className={blocked ? 'btn blocked' : chosen === value ? 'btn selected' : 'btn'}
      data-testid={`adjunct-${value}`}
      aria-disabled={blocked}
      aria-pressed={chosen === value}
      onClick={() => !blocked && onChosen(value)}
    >
      {words}
      <small>{below}</small>
    </button>
  );
  return (
    <div className="adjuncts">
      {session.order.adjuncts.map((ordered: Adjunct, index) => {
        const { words, blocked } = standing(session, index, givenAt);
        return button(index, doseWords(ordered), words, blocked);
      })}
      {button('outside', 'Not in the order', 'on the word of a physician', false)}
    </div>
  );
}

/** A drug beside the infusion: as ordered with one touch, or on a physician's word; controlled ones with a witness. */
export function AdjunctSheet({ session, now }: { session: Session; now: Now }) {
  const [chosen, setChosen] = useState<Chosen>(null);
  const [outside, setOutside] = useState(blank);
  const [agoMin, setAgoMin] = useState(0);
  const [second, setSecond] = useState(noSecondPerson);
  const submission = useSubmission();
  const givenAt = epochMs(now.at - agoMin * 60_000);
  const dose = doseOf(chosen, outside, session);
  const ordered = typeof chosen === 'number' ? (session.order.adjuncts[chosen] ?? null) : null;
  const controlled = chosen === 'outside' && outside.controlled === 'controlled';
  const witnessed = dose !== null && needsWitness(session, dose.drug, ordered, controlled);
  const give = async () => {
    if (dose === null) return;
    const accepted = await submission.send(
      {
        kind: 'give-adjunct',
        adjunct: dose,
        orderIndex: typeof chosen === 'number' ? chosen : null,
        onWordOf: chosen === 'outside' ? outside.onWordOf : null,
        controlled,
        givenAt,
      },
      witnessed ? secondPersonOf(second) : undefined,
    );
    if (accepted) closeSheet();
  };
  return (
    <Sheet
      title="Drug beside the infusion"
      testid="sheet-adjunct"
      empty={chosen === null}
      foot={
        <>
          <LeaveSheet>Record nothing</LeaveSheet>
          <button
            type="button"
            className="btn primary wide"
            data-testid="adjunct-give"
            disabled={dose === null || submission.pending}
            onClick={() => void give()}
          >
            {dose === null ? 'Choose a drug' : `Record ${doseWords(dose)} given`}
            {witnessed && <small>controlled, with a witness</small>}
          </button>
        </>
      }
    >
      {chosen === 'outside' ? (
        <OutsideFields value={outside} onValue={setOutside} />
      ) : (
        <Ordered {...{ session, givenAt, chosen }} onChosen={setChosen} />
      )}
      <AgoRow name="Given" agoMin={agoMin} onAgoMin={setAgoMin} />
      {witnessed && (
        <SecondPerson
          name="Witness"
          permission="witness"
          value={second}
          onValue={setSecond}
          testid="adjunct-witness"
        />
      )}
      <Refusals reasons={submission.reasons} />
    </Sheet>
  );
}
