import { readFileSync } from 'node:fs';
import { type ClinicRules, clinicRulesSchema } from '../../shared/policy/clinic-rules';

export type LoadedPolicy =
  | { readonly kind: 'loaded'; readonly policy: ClinicRules }
  | { readonly kind: 'refused'; readonly words: string };

/** Reads the clinic's rules. A value that is missing or misspelt refuses the file: half the rules are none. */
export function loadPolicy(file: string): LoadedPolicy {
  const refused = (what: string): LoadedPolicy => ({
    kind: 'refused',
    words:
      `The clinic's rules, ${file}, can not be used: ${what}. Without them no session is safe, so the console does ` +
      'not start. Restore the file that was released and start again.',
  });
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return refused(String(error));
  }
  const checked = clinicRulesSchema.strict().safeParse(content);
  if (checked.success) return { kind: 'loaded', policy: checked.data };
  return refused(
    checked.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`).join('; '),
  );
}
