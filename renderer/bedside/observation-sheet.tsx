import { useState } from 'react';
import { dissociationTotal, isEmpty, ivSite, missingForRound } from '../../shared/observation/observation';
import { levelText, sedationLevels } from '../../shared/observation/scales';
import type { VitalSign } from '../../shared/observation/vital-signs';
import { type Breach, breaches } from '../../shared/session/rounds/breaches';
import { scheduleOf } from '../../shared/session/rounds/schedule';
import type { BedsideState, Session } from '../../shared/session/state';
import { closeSheet } from '../live/route';
import type { Now } from '../live/store';
import { tellPause, useSubmission } from '../live/submit';
import { clockTime } from '../live/words';
import { AgoRow } from '../parts/ago-row';
import { Levels } from '../parts/levels';
import { Refusals, Sheet } from '../parts/sheet';
import { TextField } from '../parts/text-field';
import { DissociationPage } from './dissociation-page';
import { type Draft, draftOf, newDraft, question, sentAt, withMonitor } from './observation-draft';
import { SetVitals, TypeSign } from './set-vitals';

type Page =
  | { readonly kind: 'set' }
  | { readonly kind: 'dissociation' }
  | { readonly kind: 'type'; readonly sign: VitalSign; readonly question: string | null };

const ten = Array.from({ length: 11 }, (_, value) => ({ value, words: String(value) }));
const nausea = ['none', 'mild', 'moderate', 'severe'] as const;

/** What is past a limit, with the clinic's action (SR-086). */
function BreachWords({ found }: { found: readonly Breach[] }) {
  const [first] = found;
  if (first === undefined) return null;
  const more =
    found.length > 1
      ? ` Also: ${found
          .slice(1)
          .map(({ words }) => words)
          .join('; ')}.`
      : '';
  return (
    <p
      className={first.severity === 'stop' ? 'breach stop' : 'breach'}
      data-testid="observation-breach"
      aria-live="polite"
    >
      <b>{first.words}.</b> {first.action}
      {more}
    </p>
  );
}

/** One set on one screen: the monitor's values with their age, and what the nurse sees and asks. */
export function ObservationSheet({
  state,
  session,
  now,
}: {
  state: BedsideState;
  session: Session;
  now: Now;
}) {
  const [draft, setDraft] = useState<Draft>(() => newDraft(now.at));
  const [correcting, setCorrecting] = useState<{ readonly seq: number; readonly why: string } | null>(null);
  const [page, setPage] = useState<Page>({ kind: 'set' });
  const submission = useSubmission();
  const { seen } = draft;
  const untouched = isEmpty(seen) && correcting === null;
  const missing = missingForRound(seen);
  const last = session.rounds.sets.at(-1);
  const form = session.policy.rounds.dissociation;
  const levels = sedationLevels(scheduleOf(session).sedationScale);
  const found = breaches(seen, session);
  const flows = session.phase === 'infusing' || session.openCommand !== null;
  const asksForPause = flows && found.some(({ severity }) => severity === 'stop');
  const set = (change: Partial<Draft['seen']>) =>
    setDraft((old) => ({ ...old, seen: { ...old.seen, ...change } }));

  const save = async () => {
    const open = question(draft, session.policy.rounds.plausible);
    if (open !== null) {
      setDraft(open.draft);
      setPage({ kind: 'type', sign: open.first, question: open.words });
      return;
    }
    const accepted =
      correcting === null
        ? await submission.send({ kind: 'record-observation', observation: sentAt(draft, now.at) })
        : await submission.send({
            kind: 'correct-observation',
            ofSeq: correcting.seq,
            observation: seen,
            why: correcting.why,
          });
    if (!accepted) return;
    closeSheet(
      missing.length === 0 ? null : `Recorded. The round stays due without ${missing.join(' and ')}.`,
    );
  };
  const foot = (
    <>
      {asksForPause && (
        <button
          type="button"
          className="btn pause-now"
          data-testid="observation-pause"
          onPointerDown={tellPause}
          onKeyDown={(event) => event.key === 'Enter' && tellPause()}
        >
          PAUSE now
        </button>
      )}
      <button
        type="button"
        className="btn outline"
        data-testid="sheet-close"
        onClick={() => (page.kind === 'set' ? closeSheet() : setPage({ kind: 'set' }))}
      >
        {page.kind === 'set' ? 'Record nothing' : 'Back to the set'}
      </button>
      <button
        type="button"
        className="btn primary wide"
        data-testid="observation-save"
        disabled={untouched || submission.pending}
        onClick={() => void save()}
      >
        {correcting === null ? 'Record this set' : 'Record the correction'}
        <small>{missing.length === 0 ? 'a whole round' : `no ${missing.join(', no ')}`}</small>
      </button>
    </>
  );
  const aside =
    last === undefined || correcting !== null ? (
      correcting !== null && last !== undefined ? (
        `correcting the set of ${clockTime(seen.measuredAt)}`
      ) : undefined
    ) : (
      <button
        type="button"
        className="btn low"
        data-testid="observation-correct"
        onClick={() => {
          setDraft(draftOf(last.observation));
          setCorrecting({ seq: last.seq, why: '' });
        }}
      >
        Correct the set of {clockTime(last.observation.measuredAt)}
      </button>
    );
  return (
    <Sheet title="Observation set" aside={aside} testid="sheet-observation" empty={untouched} foot={foot}>
      {page.kind === 'type' && (
        <TypeSign
          key={page.sign}
          sign={page.sign}
          draft={draft}
          question={page.question}
          onDraft={setDraft}
          onNext={(sign) => setPage({ kind: 'type', sign, question: page.question })}
        />
      )}
      {page.kind === 'dissociation' && (
        <DissociationPage
          form={form}
          answers={seen.dissociation ?? []}
          onAnswers={(answers) => set({ dissociation: answers.length === 0 ? null : answers })}
        />
      )}
      {page.kind === 'set' && (
        <div className="set">
          <SetVitals
            {...{ draft, state, now }}
            late={draft.agoMin > 0 || correcting !== null}
            onTakeOver={() => setDraft(withMonitor(draft, state, now.mono))}
            onType={(sign) => setPage({ kind: 'type', sign, question: null })}
          />
          <Levels
            name={scheduleOf(session).sedationScale}
            rows={levels.length > 6 ? 2 : 1}
            testid="sedation"
            options={levels.map(({ sedation, term }) => ({
              value: levelText(sedation),
              words: levelText(sedation),
              below: term.toLowerCase().replace(' sedation', ''),
            }))}
            value={seen.sedation === null ? null : levelText(seen.sedation)}
            onValue={(text) =>
              set({ sedation: levels.find((one) => levelText(one.sedation) === text)?.sedation ?? null })
            }
          />
          <Levels
            name="Pain"
            testid="pain"
            options={ten}
            value={seen.painNrs}
            onValue={(painNrs) => set({ painNrs })}
          />
          <Levels
            name="Distress"
            testid="distress"
            options={ten}
            value={seen.distress}
            onValue={(distress) => set({ distress })}
          />
          <div className="set-pair">
            <Levels
              name="Nausea"
              testid="nausea"
              options={nausea.map((value) => ({ value, words: value }))}
              value={seen.nausea}
              onValue={(level) => set({ nausea: level })}
            />
            <input
              className="set-words"
              aria-label="Words"
              placeholder="Words"
              data-testid="observation-text"
              value={seen.text}
              onChange={(event) => set({ text: event.target.value })}
            />
          </div>
          <div className="set-pair">
            <Levels
              name="IV site"
              testid="iv-site"
              options={ivSite.options.map((value) => ({ value, words: value }))}
              value={seen.ivSite}
              onValue={(site) => set({ ivSite: site })}
            />
            <button
              type="button"
              className="btn low"
              data-testid="dissociation-open"
              onClick={() => setPage({ kind: 'dissociation' })}
            >
              {form.title}
              <small>
                {seen.dissociation === null ? 'not asked' : `${dissociationTotal(seen)} in total`}
              </small>
            </button>
          </div>
          {correcting === null ? (
            <AgoRow
              name="Seen"
              agoMin={draft.agoMin}
              onAgoMin={(agoMin) => setDraft((old) => withoutDevices({ ...old, agoMin }))}
            />
          ) : (
            <TextField
              name="Why it is corrected"
              value={correcting.why}
              onChange={(why) => setCorrecting({ ...correcting, why })}
              testid="observation-why"
            />
          )}
        </div>
      )}
      {submission.reasons.length === 0 ? (
        <BreachWords found={found} />
      ) : (
        <Refusals reasons={submission.reasons} />
      )}
    </Sheet>
  );
}

/** What a device shows now is not what it showed then: a late entry keeps typed values only. */
function withoutDevices(draft: Draft): Draft {
  if (draft.agoMin === 0) return draft;
  const vitals = { ...draft.seen.vitals };
  for (const sign of Object.keys(vitals) as VitalSign[]) {
    if (vitals[sign]?.source.kind === 'device') vitals[sign] = null;
  }
  return { ...draft, seen: { ...draft.seen, vitals } };
}
