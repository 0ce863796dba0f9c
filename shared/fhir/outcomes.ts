import type { Encounter, Reference } from '@medplum/fhirtypes';
import { instruments } from '../outcomes/instruments';
import { olderAnswers } from '../outcomes/older-forms';
import { scoreOf } from '../outcomes/score';
import type { Actor } from '../record/people';
import { type LoggedEvent, WORKSTATION } from '../session/events';
import { entryKey, type FhirContext } from './context';
import { refer } from './elements';
import type { Draft } from './item-of';
import { type About, observationOf } from './observation';
import { type FilledIn, formDrafts } from './questionnaires';
import { revisions } from './revisions';
import type { Correcting } from './scope';

/** Entries about one form of a patient. */
export type OutcomeEntry = LoggedEvent & {
  readonly type: 'outcome.recorded' | 'outcome.corrected' | 'outcome.withdrawn';
};

export const isOutcomeEntry = (event: LoggedEvent): event is OutcomeEntry =>
  event.type === 'outcome.recorded' ||
  event.type === 'outcome.corrected' ||
  event.type === 'outcome.withdrawn';

/**
 * All entries about one form, in whichever stream each stands: a form is answered in one session and may be put right
 * in another, or in none.
 */
export type OutcomeHistory = (outcomeId: string) => readonly OutcomeEntry[];

type FromEntry = { readonly context: FhirContext; readonly event: LoggedEvent };

/** The visit in whose log an entry stands; null: of none. */
const encounterOf = (sessionId: string): Reference<Encounter> | null =>
  sessionId === WORKSTATION ? null : refer('session', sessionId);

const aboutPatient = ({ context, event }: FromEntry, patientId: string): About => ({
  context,
  subject: refer('patient', patientId),
  encounter: encounterOf(event.sessionId),
});

/** What an entry about a form changes, after all entries about it before. */
function formsAfter(context: FhirContext, entries: readonly OutcomeEntry[]): Draft[] {
  const kept = revisions({ context });
  let form: FilledIn | null = null;
  let about: About | null = null;
  let drafts: Draft[] = [];
  for (const event of entries) {
    if (event.type === 'outcome.recorded') {
      form = { ...event.body, writtenAt: event.at };
      about = aboutPatient({ context, event }, event.body.patientId);
    }
    if (form === null || about === null) continue;
    let why: Correcting | null = null;
    if (event.type === 'outcome.corrected') {
      const { by, reason, old, answers, score, answeredAt } = event.body;
      const words = `answers ${old.answers.join(' ')} (score ${old.score ?? 'none'}), now ${answers.join(' ')} (score ${score ?? 'none'})`;
      why = { at: event.at, by, reason, words };
      form = { ...form, answers, score, answeredAt };
    } else if (event.type === 'outcome.withdrawn') {
      const { by, reason } = event.body;
      why = { at: event.at, by, reason, words: 'taken back whole' };
    }
    const now = event.type === 'outcome.withdrawn' ? [] : formDrafts(about, form);
    drafts = kept.put(form.outcomeId, now, why);
  }
  return drafts;
}

function olderForm(
  { seq, sessionId, at, body }: LoggedEvent & { type: 'questionnaire.recorded' },
  patientId: string,
): FilledIn {
  const { instrument, answers } = olderAnswers(body.form, body.answers);
  const result = scoreOf(instruments[instrument], answers);
  return {
    ...{ instrument, answers, patientId, instrumentVersion: 1, basis: null, filledBy: 'staff', by: body.by },
    ...{ outcomeId: `${sessionId}/${seq}`, answeredAt: at, writtenAt: at },
    score: result.kind === 'complete' ? result.score : null,
  };
}

function riskDraft(from: FromEntry, patientId: string, words: string, by: Actor): Draft {
  const { event } = from;
  const resource = observationOf(
    aboutPatient(from, patientId),
    { code: 'suicide-risk', category: 'survey', at: event.at, writtenAt: event.at, by },
    { valueString: words },
  );
  // Numbers of entries are a workstation's own: outside a session its name makes the key one of a kind.
  const { context } = from;
  const stream = event.sessionId === WORKSTATION ? context.stationId : event.sessionId;
  return {
    kind: 'obs',
    key: `${stream}/${entryKey(context, event.seq)}/risk`,
    lane: 2,
    write: 'create',
    resource,
  };
}

/**
 * What an entry says of a patient's forms or suicide risk. `sessionPatientId`: whose session it is, for entries that do
 * not say it themselves; null: it stands in the workstation's stream.
 */
export function outcomeDrafts(
  context: FhirContext,
  event: LoggedEvent,
  history: OutcomeHistory,
  sessionPatientId: string | null,
): Draft[] {
  const from = { context, event };
  switch (event.type) {
    case 'outcome.recorded':
    case 'outcome.corrected':
    case 'outcome.withdrawn': {
      const { body } = event;
      const before = history(body.outcomeId).filter(({ seq }) => seq < event.seq);
      const drafts = formsAfter(
        context,
        [...before, event].sort((a, b) => a.seq - b.seq),
      );
      const risk = event.type === 'outcome.withdrawn' ? null : event.body.risk;
      return risk === null
        ? drafts
        : [...drafts, riskDraft(from, body.patientId, `Reported: ${risk}`, body.by)];
    }
    case 'questionnaire.recorded':
      return sessionPatientId === null
        ? []
        : formDrafts(aboutPatient(from, sessionPatientId), olderForm(event, sessionPatientId));
    case 'risk.reported': {
      const { by, words } = event.body;
      const patientId = event.body.patientId ?? sessionPatientId;
      return patientId === null ? [] : [riskDraft(from, patientId, `Reported: ${words}`, by)];
    }
    case 'risk.assessed': {
      const { by, assessment, action, told, plan } = event.body;
      const patientId = event.body.patientId ?? sessionPatientId;
      const words = `Assessed: ${assessment}. Done: ${action}. Told: ${told}. Plan: ${plan}`;
      return patientId === null ? [] : [riskDraft(from, patientId, words, by)];
    }
    default:
      return [];
  }
}
