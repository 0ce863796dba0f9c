import type { LoggedEvent } from '../session/events';
import { quantity, refer } from './elements';
import type { Draft } from './item-of';
import { observationOf } from './observation';
import { revisions } from './revisions';
import type { Part, Scope } from './scope';
import { vitalProfiles } from './vital';

/** The weight on the scale, the height, and the weight by which is dosed. */
function weightDrafts(scope: Scope, { body }: LoggedEvent & { type: 'session.opened' }): Draft[] {
  const { order } = body;
  const { weighedAt, measuredWeightKg, heightCm, dosingWeightKg, weightBasis, signedBy } = order;
  const key = (part: string): string => `${scope.sessionId}/${part}`;
  const seen = { at: weighedAt, writtenAt: null, by: signedBy };
  const draft = (part: string, resource: Draft['resource']): Draft => ({
    ...{ kind: 'obs', key: key(part), lane: 3, write: 'create', resource },
  });
  const claims = (profile: readonly string[]) => ({ meta: { profile: [...profile] } });
  return [
    draft(
      'weight',
      observationOf(
        scope,
        { ...seen, code: 'weight', category: 'vital-signs', more: claims(vitalProfiles.weight) },
        { valueQuantity: quantity(measuredWeightKg, 'kg') },
      ),
    ),
    ...(heightCm === null
      ? []
      : [
          draft(
            'height',
            observationOf(
              scope,
              { ...seen, code: 'height', category: 'vital-signs', more: claims(vitalProfiles.height) },
              { valueQuantity: quantity(heightCm, 'cm') },
            ),
          ),
        ]),
    draft(
      'dosing-weight',
      observationOf(
        scope,
        {
          ...{ ...seen, code: 'dosing-weight', category: 'exam' },
          more: {
            method: { text: `${weightBasis} weight` },
            derivedFrom: [refer('obs', key('weight'))],
          },
        },
        { valueQuantity: quantity(dosingWeightKg, 'kg') },
      ),
    ),
  ];
}

export function weightPart(scope: Scope): Part {
  const kept = revisions(scope);
  return {
    take: (event) =>
      event === scope.opened ? kept.put('weight', weightDrafts(scope, scope.opened), null) : [],
    reread: (event, why) =>
      event.type === 'session.opened' ? kept.put('weight', weightDrafts(scope, event), why) : [],
  };
}
