/** Symptoms a nurse can record with one touch; what is stored, and what is shown. */
export const symptoms = [
  { stored: 'asks-to-stop', words: 'Patient asks to stop' },
  { stored: 'nausea', words: 'Nausea' },
  { stored: 'distress', words: 'Distress' },
  { stored: 'headache', words: 'Headache' },
  { stored: 'dizziness', words: 'Dizziness' },
  { stored: 'double-vision', words: 'Double vision' },
  { stored: 'itch', words: 'Itch' },
] as const;

/** The words of a stored symptom; one that was typed is its own words. */
export function symptomWords(stored: string): string {
  return symptoms.find((one) => one.stored === stored)?.words ?? stored;
}
