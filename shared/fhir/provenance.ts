import type { CodeableConcept, Provenance, ProvenanceEntity, Reference, Resource } from '@medplum/fhirtypes';
import type { Actor } from '../record/people';
import type { LoggedEvent } from '../session/events';
import { ownConcept } from './codes';
import { entryKey } from './context';
import { referStation } from './devices';
import { extension, instant, list, refer, referVersion } from './elements';
import type { Draft } from './item-of';
import { referPerson } from './practitioner';
import type { Part, Scope } from './scope';

const SIGNATURE = 'urn:iso-astm:E1762-95:2013';

type Said = {
  /** What kind of act: part of the key. */
  readonly what: string;
  readonly words: string;
  /** Null: the console itself. */
  readonly by: Actor | null;
  readonly target?: Reference<Resource>;
  readonly entity?: readonly ProvenanceEntity[];
  readonly reason?: string;
  /** The hash under which it was signed. */
  readonly hash?: string;
};

function draftOf(scope: Scope, event: LoggedEvent, said: Said): Draft {
  const { context, sessionId } = scope;
  const { what, words, by, target = scope.encounter, entity = [], reason, hash } = said;
  const who = by === null ? referStation(context) : referPerson(context, by);
  const reasons: CodeableConcept[] = reason === undefined || reason === '' ? [] : [{ text: reason }];
  const resource: Provenance = {
    resourceType: 'Provenance',
    ...list('extension', hash === undefined ? [] : [extension(context, 'hash', { valueString: hash })]),
    target: [target],
    occurredDateTime: instant(event.at),
    recorded: instant(event.at),
    ...list('reason', reasons),
    activity: ownConcept(context, what, words),
    agent: [{ who, onBehalfOf: refer('organization', 'clinic') }],
    ...list('entity', entity),
    ...(hash === undefined
      ? {}
      : {
          signature: [
            {
              type: [
                { system: SIGNATURE, code: '1.2.840.10065.1.12.1.5', display: 'Verification Signature' },
              ],
              when: instant(event.at),
              who,
            },
          ],
        }),
  };
  return {
    ...{
      kind: 'provenance',
      key: `${sessionId}/${entryKey(context, event.seq)}/${what}`,
      lane: 5,
      write: 'create',
    },
    resource,
  };
}

/** What an entry says of who took something upon themselves; null: nothing of the kind. */
function saidIn(scope: Scope, event: LoggedEvent): Said | null {
  switch (event.type) {
    case 'session.opened': {
      // Which version of the order the session was given from: what is on the server may change later.
      const what = referVersion<Resource>('order', event.body.order.orderId);
      return {
        ...{
          what: 'order-used',
          words: 'The session was opened on this version of the order',
          by: event.body.by,
        },
        entity: [{ role: 'source', what }],
      };
    }
    case 'order.pinned': {
      const { orderId, from } = event.body;
      return {
        ...{
          what: 'order-pinned',
          words: `The order as the server had it, version ${from.versionId}`,
          by: null,
        },
        entity: [{ role: 'source', what: referVersion<Resource>('order', orderId) }],
      };
    }
    case 'order.decided': {
      const { by, physician, about, decision, versionId, reason } = event.body;
      return {
        ...{ what: 'order-decided', words: `The order was ${about} (version ${versionId}): ${decision}` },
        ...{ by: physician ?? by, reason },
      };
    }
    case 'alarm-limits.changed':
      return {
        ...{ what: 'alarm-limits-changed', words: 'Other alarm limits for this session' },
        ...{ by: event.body.by, reason: event.body.reason },
      };
    case 'check.overridden':
      return {
        ...{ what: 'check-overridden', words: `Passed without: ${event.body.check}` },
        ...{ by: event.body.physician, reason: event.body.reason },
      };
    case 'double-check.excepted':
      return {
        ...{ what: 'second-check-excepted', words: 'Started without a second check' },
        ...{ by: event.body.physician, reason: event.body.reason },
      };
    case 'interlock.released':
      return {
        what: event.body.override ? 'interlock-overridden' : 'interlock-released',
        words: event.body.override ? 'Went on below the level of the interlock' : 'Released the interlock',
        ...{ by: event.body.by, reason: event.body.reason },
      };
    case 'recovery.overridden':
      return {
        ...{ what: 'discharge-gate-overridden', words: `Discharged without: ${event.body.gates.join(', ')}` },
        ...{ by: event.body.by, reason: event.body.reason },
      };
    case 'command.requested': {
      const { reasons, findings, by } = event.body;
      if (reasons.length === 0) return null;
      const words = findings.map((one) => one.words).join(' ');
      return {
        ...{ what: 'limit-passed', words: words === '' ? 'A soft limit was passed' : words, by },
        reason: reasons
          .map((one) => [one.words, one.text].filter((text) => text !== '').join(': '))
          .join('; '),
      };
    }
    case 'discharge.signed':
      return {
        ...{ what: 'discharge-signed', words: event.body.statement || 'Discharge signed' },
        ...{ by: event.body.by, hash: event.body.hash },
      };
    case 'review.signed':
      return {
        ...{ what: 'review-signed', words: event.body.statement || 'Review signed' },
        ...{ by: event.body.by, hash: event.body.hash },
        target: refer('document', `${scope.sessionId}/report`),
        entity: [{ role: 'source', what: scope.encounter }],
      };
    case 'review.amended':
      return {
        what: 'amended',
        words: 'An entry was put right',
        by: event.body.by,
        reason: event.body.reason,
      };
    default:
      return null;
  }
}

/** Who answers for what: the version of the order, everything that was passed with a reason, signatures, corrections. */
export const provenancePart = (scope: Scope): Part => ({
  take(event) {
    const said = saidIn(scope, event);
    return said === null ? [] : [draftOf(scope, event, said)];
  },
});
