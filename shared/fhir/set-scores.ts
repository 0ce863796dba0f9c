import type { Observation as FhirObservation } from '@medplum/fhirtypes';
import { dissociationTotal, type Observation } from '../observation/observation';
import { levelText, sedationLevel } from '../observation/scales';
import { type CodeName, ownConcept } from './codes';
import { quantity } from './elements';
import { type About, type Answer, observationOf, type Seen } from './observation';

type Scored = { readonly part: string; readonly resource: FhirObservation };

const sedationCodes = { RASS: 'rass', 'MOAA/S': 'moaas', POSS: 'poss' } as const;

/** What was scored and asked in a set, one observation each; nothing for what was not looked at. */
export function setScores(
  about: About,
  seen: Observation,
  taken: Pick<Seen, 'at' | 'writtenAt' | 'by'>,
): Scored[] {
  const { context } = about;
  const one = (part: string, code: CodeName, answer: Answer, more: Seen['more'] = {}): Scored => ({
    part,
    resource: observationOf(about, { ...taken, code, more, category: 'survey' }, answer),
  });
  const { sedation, painNrs, distress, nausea, dissociation, ivSite } = seen;
  const scored: Scored[] = [];
  if (sedation !== null) {
    const { term, description } = sedationLevel(sedation);
    const { level } = sedation;
    const answer: Answer = level === 'S' ? { valueString: 'S' } : { valueInteger: level };
    scored.push(
      one('sedation', sedationCodes[sedation.scale], answer, {
        interpretation: [{ text: `${levelText(sedation)} ${term}: ${description}` }],
      }),
    );
  }
  if (painNrs !== null) scored.push(one('pain', 'pain', { valueQuantity: quantity(painNrs, '{score}') }));
  if (distress !== null)
    scored.push(one('distress', 'distress', { valueQuantity: quantity(distress, '{score}') }));
  if (nausea !== null)
    scored.push(
      one('nausea', 'nausea', { valueCodeableConcept: ownConcept(context, `nausea-${nausea}`, nausea) }),
    );
  if (dissociation !== null)
    scored.push(
      one(
        'dissociation',
        'dissociation',
        { valueQuantity: quantity(dissociationTotal(seen) ?? 0, '{score}') },
        {
          component: dissociation.map(({ item, level }) => ({ code: { text: item }, valueInteger: level })),
        },
      ),
    );
  if (ivSite !== null)
    scored.push(
      one('iv-site', 'iv-site', { valueCodeableConcept: ownConcept(context, `iv-site-${ivSite}`, ivSite) }),
    );
  return scored;
}
