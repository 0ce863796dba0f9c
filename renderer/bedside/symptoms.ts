import type { SymptomRule } from '../../shared/policy/rounds-policy';

/** The words of a stored symptom; one that was typed is its own words. */
export function symptomWords(stored: string, rules: readonly SymptomRule[] = []): string {
  const words = rules.find((one) => one.symptom === stored)?.words ?? stored.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The clinic's symptoms in their order; that the patient asks to stop is always first. */
export function symptomsInOrder(rules: readonly SymptomRule[]): SymptomRule[] {
  return [...rules].sort((a, b) => Number(b.asksToStop) - Number(a.asksToStop));
}
