import type { Extension, Resource } from '@medplum/fhirtypes';
import { canonical } from '../record/canonical';
import { extensionOf, instant } from './elements';
import type { Draft } from './item-of';
import { referPerson } from './practitioner';
import type { Correcting, Scope } from './scope';

type Kept = {
  readonly draft: Draft;
  readonly text: string;
  readonly corrections: readonly Correcting[];
  readonly isStruck: boolean;
};

export type Revisions = {
  /**
   * What has to be sent of a group (an entry, a stretch) as it stands now: all of it the first time, later what has
   * changed, and what stood there and does not any more as entered in error. `why` null: it goes on, nothing was wrong.
   */
  put(group: string, drafts: readonly Draft[], why: Correcting | null): Draft[];
};

const amendedStatus: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Observation: { status: 'amended' },
  QuestionnaireResponse: { status: 'amended' },
  DocumentReference: { docStatus: 'amended' },
};

/** How a correction reads in the resource that it changed. The value before it is in the words, and in the history. */
export function correctionExtension({ context }: Pick<Scope, 'context'>, why: Correcting): Extension {
  return extensionOf(context, 'correction', [
    { url: 'at', valueDateTime: instant(why.at) },
    ...(why.by === null ? [] : [{ url: 'by', valueReference: referPerson(context, why.by) }]),
    { url: 'reason', valueString: why.reason },
    { url: 'what', valueString: why.words },
  ]);
}

function corrected(
  scope: Pick<Scope, 'context'>,
  resource: Resource,
  corrections: readonly Correcting[],
): Resource {
  if (corrections.length === 0) return resource;
  const { extension = [] } = resource as { extension?: Extension[] };
  return {
    ...resource,
    ...amendedStatus[resource.resourceType],
    extension: [...extension, ...corrections.map((why) => correctionExtension(scope, why))],
  } as Resource;
}

/** Keeps what was made of each group, so that a correction becomes a revision of what it corrects. */
export function revisions(scope: Pick<Scope, 'context'>): Revisions {
  const kept = new Map<string, Kept>();
  const groups = new Map<string, readonly string[]>();
  const idOf = ({ kind, key }: Draft): string => `${kind}/${key}`;

  function one(draft: Draft, why: Correcting | null): Draft[] {
    const before = kept.get(idOf(draft));
    const text = canonical(draft.resource);
    if (before === undefined) {
      kept.set(idOf(draft), { draft, text, corrections: [], isStruck: false });
      return [draft];
    }
    if (before.text === text && !before.isStruck) return [];
    const corrections = why === null ? before.corrections : [...before.corrections, why];
    kept.set(idOf(draft), { draft, text, corrections, isStruck: false });
    return [{ ...draft, write: 'update', resource: corrected(scope, draft.resource, corrections) }];
  }

  function strike(id: string, why: Correcting | null): Draft[] {
    const before = kept.get(id);
    if (before === undefined || before.isStruck) return [];
    const corrections = why === null ? before.corrections : [...before.corrections, why];
    kept.set(id, { ...before, corrections, isStruck: true });
    const resource = corrected(scope, before.draft.resource, corrections);
    return [
      { ...before.draft, write: 'update', resource: { ...resource, status: 'entered-in-error' } as Resource },
    ];
  }

  return {
    put(group, drafts, why) {
      const now = drafts.map(idOf);
      const gone = (groups.get(group) ?? []).filter((id) => !now.includes(id));
      groups.set(group, [...now, ...gone]);
      return [...drafts.flatMap((draft) => one(draft, why)), ...gone.flatMap((id) => strike(id, why))];
    },
  };
}
