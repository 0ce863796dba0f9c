import type { Observation } from '@medplum/fhirtypes';
import { scoreItems } from '../recovery/scores';
import type { LoggedEvent } from '../session/events';
import { entryKey } from './context';
import { quantity } from './elements';
import { observationOf } from './observation';
import type { Part, Scope } from './scope';

function scored(scope: Scope, { body, at }: LoggedEvent & { type: 'recovery.scored' }): Observation {
  const { by, score, total } = body;
  const items = scoreItems(score.scale, scope.opened.body.policy.recovery);
  return observationOf(
    scope,
    {
      ...{ category: 'survey', at, writtenAt: at, by },
      code: score.scale === 'Aldrete' ? 'aldrete' : 'padss',
      more: {
        component: score.points.map((points, index) => ({
          code: { text: items[index]?.item ?? `item ${index + 1}` },
          valueInteger: points,
          interpretation: [{ text: items[index]?.words[points] ?? '' }].filter(({ text }) => text !== ''),
        })),
      },
    },
    { valueQuantity: quantity(total, '{score}') },
  );
}

/** Scores on the way to the discharge, each with its items. */
export const recoveryScoresPart = (scope: Scope): Part => ({
  take: (event) =>
    event.type === 'recovery.scored'
      ? [
          {
            ...{
              kind: 'obs',
              key: `${scope.sessionId}/${entryKey(scope.context, event.seq)}/recovery`,
              lane: 3,
              write: 'create',
            },
            resource: scored(scope, event),
          },
        ]
      : [],
});
