import { useState } from 'react';
import type { SeenGate } from '../../shared/recovery/gate';
import type { Session } from '../../shared/session/state';
import { useSubmission } from '../live/submit';
import { clockTime } from '../live/words';
import { Refusals } from '../parts/sheet';
import { TextField } from '../parts/text-field';

type Asked = {
  readonly question: string;
  readonly field: string;
  /** Evidence that is said with one touch. */
  readonly ready: readonly string[];
};

function asked(gate: SeenGate, noDrivingHours: number): Asked {
  switch (gate) {
    case 'alert-oriented':
      return {
        question: 'Awake; says who they are, where, and which day.',
        field: 'What was seen',
        ready: ['alert, oriented to person, place and time'],
      };
    case 'dissociation':
      return {
        question: 'Feels present, in their own body, as before the infusion.',
        field: 'What the patient says',
        ready: ['says: as before the infusion'],
      };
    case 'iv-removed':
      return {
        question: 'Catheter out, tip whole, site dry.',
        field: 'Site',
        ready: ['catheter whole, site dry, no swelling'],
      };
    case 'escort':
      return {
        question: 'A responsible adult is here and takes the patient home.',
        field: 'Name of the adult, and who they are',
        ready: [],
      };
    case 'advice':
      return {
        question: `No driving, machines or legal decisions for ${noDrivingHours} h. Whom to call. Given in writing.`,
        field: 'What was given, to whom',
        ready: [`written advice, no driving for ${noDrivingHours} h, understood`],
      };
  }
}

/** What a nurse looked at: the evidence in words, not a tick. */
export function SeenForm({ gate, session }: { gate: SeenGate; session: Session }) {
  const [evidence, setEvidence] = useState('');
  const submission = useSubmission();
  const { question, field, ready } = asked(gate, session.policy.recovery.noDrivingHours);
  const before = session.recovery.seen[gate];
  const typed = evidence.trim();
  const record = async (standing: 'met' | 'not-yet', words: string) => {
    if (words === '') return;
    if (await submission.send({ kind: 'record-recovery-item', gate, standing, evidence: words }))
      setEvidence('');
  };
  return (
    <>
      <p>{question}</p>
      {before !== undefined && (
        <p className="lab" data-testid="seen-before">
          {clockTime(before.at)} {before.by.name}: {before.met ? '' : 'not yet, '}
          {before.evidence}
        </p>
      )}
      {ready.map((words) => (
        <button
          key={words}
          type="button"
          className="btn primary"
          data-testid="seen-ready"
          onClick={() => void record('met', words)}
        >
          Record: {words}
        </button>
      ))}
      <TextField name={field} value={evidence} onChange={setEvidence} testid="seen-evidence" />
      <Refusals reasons={submission.reasons} />
      <div className="recovery-two">
        <button
          type="button"
          className={typed === '' ? 'btn blocked' : 'btn primary'}
          data-testid="seen-met"
          aria-disabled={typed === ''}
          onClick={() => void record('met', typed)}
        >
          Record as met
        </button>
        <button
          type="button"
          className={typed === '' ? 'btn blocked' : 'btn'}
          data-testid="seen-not-yet"
          aria-disabled={typed === ''}
          onClick={() => void record('not-yet', typed)}
        >
          Record as not yet
        </button>
      </div>
    </>
  );
}
