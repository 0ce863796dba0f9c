/** A reference to a resource on this server: its type, id and, when it is pinned, its version. */
export type LocalReference = { readonly type: string; readonly id: string; readonly version?: string };

const LOCAL = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/([A-Za-z0-9\-.]{1,64}))?$/;

function* referencesIn(value: unknown): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* referencesIn(one);
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'reference' && typeof inner === 'string') yield inner;
      else yield* referencesIn(inner);
    }
}

/** What a resource refers to on this server; absolute addresses elsewhere and contained resources are not. */
export function localReferences(resource: unknown): LocalReference[] {
  return [...referencesIn(resource)].flatMap((text) => {
    const [, type, id, version] = LOCAL.exec(text) ?? [];
    if (type === undefined || id === undefined) return [];
    return [version === undefined ? { type, id } : { type, id, version }];
  });
}

/** Addresses that name nothing: a placeholder of a transaction that nothing resolved, or a bare word. */
export function unresolvable(resource: unknown): string[] {
  return [...referencesIn(resource)].filter(
    (text) => !text.startsWith('#') && !/^https?:\/\//.test(text) && !LOCAL.test(text),
  );
}
