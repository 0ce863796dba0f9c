import type { QuestionnaireResponse, QuestionnaireResponseItem } from '@medplum/fhirtypes';
import type { OutcomeBasis } from '../outcomes/events';
import type { Answers, InstrumentId } from '../outcomes/instrument';
import { instruments } from '../outcomes/instruments';
import type { Actor } from '../record/people';
import { keyPart, systemOf } from './context';
import { extension, instant, list, quantity, refer } from './elements';
import type { Draft } from './item-of';
import { type About, observationOf } from './observation';
import { referPerson } from './practitioner';
import { formCodes } from './questionnaire-codes';

/** A filled-in form of a patient, as it stands after an entry. */
export type FilledIn = {
  readonly outcomeId: string;
  readonly patientId: string;
  readonly instrument: InstrumentId;
  readonly instrumentVersion: number;
  readonly answers: Answers;
  readonly score: number | null;
  readonly answeredAt: number;
  readonly writtenAt: number;
  readonly basis: OutcomeBasis | null;
  readonly filledBy: 'staff' | 'patient';
  readonly by: Actor;
};

function itemsOf({ instrument, answers }: FilledIn): QuestionnaireResponseItem[] {
  const { questions } = instruments[instrument];
  const codes = formCodes[instrument];
  return questions.map(({ words, least, decimals }, index): QuestionnaireResponseItem => {
    const given = answers[index] ?? null;
    const linkId = `/${codes.questions[index]?.code ?? index + 1}`;
    if (given === null) return { linkId, text: words };
    const coded = codes.answers[given - least];
    if (coded !== undefined) {
      const { system, code, display } = coded;
      return { linkId, text: words, answer: [{ valueCoding: { system, code, display } }] };
    }
    return {
      linkId,
      text: words,
      answer: [decimals === 0 ? { valueInteger: given } : { valueDecimal: given }],
    };
  });
}

const basisWords = (basis: OutcomeBasis): string =>
  basis.kind === 'follow-up' ? basis.kind : `${basis.kind} ${basis.sessionNumber}`;

function responseOf(about: About, form: FilledIn): QuestionnaireResponse {
  const { instrument, instrumentVersion, score, basis, by, filledBy, answeredAt } = form;
  const { context, subject, encounter } = about;
  return {
    resourceType: 'QuestionnaireResponse',
    ...list(
      'extension',
      basis === null ? [] : [extension(context, 'basis', { valueString: basisWords(basis) })],
    ),
    questionnaire: `${systemOf(context, 'Questionnaire')}/${keyPart(instrument.toLowerCase())}|${instrumentVersion}`,
    // Without an answer that counts there is no score, and the form was left.
    status: score === null ? 'stopped' : 'completed',
    subject,
    ...(encounter === null ? {} : { encounter }),
    authored: instant(answeredAt),
    author: referPerson(context, by),
    ...(filledBy === 'patient' ? { source: subject } : { source: referPerson(context, by) }),
    item: itemsOf(form),
  };
}

/** The answers, and what they come to as an observation of its own; without a score there is none. */
export function formDrafts(about: About, form: FilledIn): Draft[] {
  const { outcomeId, instrument, score, answeredAt, writtenAt, by } = form;
  const { total } = formCodes[instrument];
  const response: Draft = {
    ...{ kind: 'questionnaire-response', key: outcomeId, lane: 3, write: 'create' },
    resource: responseOf(about, form),
  };
  if (score === null) return [response];
  const resource = observationOf(
    about,
    {
      ...{ code: total, category: 'survey', at: answeredAt, writtenAt, by },
      more: { derivedFrom: [refer('questionnaire-response', outcomeId)] },
    },
    { valueQuantity: quantity(score, '{score}') },
  );
  return [response, { kind: 'obs', key: `${outcomeId}/score`, lane: 3, write: 'create', resource }];
}
