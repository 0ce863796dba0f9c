/** Version 2 of a requested command gives its reasons as codes of the library; before, they were words alone. Never edited. */
export function requestedBeforeCodes(body: unknown): unknown {
  const before = body as { readonly reasons: readonly { readonly rule: string; readonly reason: string }[] };
  return {
    ...before,
    reasons: before.reasons.map(({ rule, reason }) => ({ rule, code: 'words', words: reason, text: '' })),
  };
}

/** Version 2 of a refusal names the limits that refused; before, only the sentences were kept. Never edited. */
export function refusedBeforeFindings(body: unknown): unknown {
  return { ...(body as object), findings: [] };
}
