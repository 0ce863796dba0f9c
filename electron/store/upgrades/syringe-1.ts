/** Version 2 of a loaded syringe keeps the label's expiry; before, nobody was asked for it. Never edited. */
export function loadedBeforeExpiry(body: unknown): unknown {
  const before = body as { readonly syringe: object };
  return { ...before, syringe: { ...before.syringe, expires: null } };
}
