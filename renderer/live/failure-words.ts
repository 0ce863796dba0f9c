/** What a failed ask says for a person to read: without the name of the call and of the kind of failure. */
export function failureWords(failure: unknown): string {
  const said = failure instanceof Error ? failure.message : String(failure);
  return said.replace(/^Error invoking remote method '[^']*': /, '').replace(/^[A-Za-z]+: /, '');
}
