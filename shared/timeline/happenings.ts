import { formatIn } from '../units/format';
import type { Timed } from './timed-events';

export type HappeningKind = 'symptom' | 'drug' | 'note';

/** Something that was written down at a time and lasts no time: at its place on the axis, seconds since the epoch. */
export type Happening = {
  readonly kind: HappeningKind;
  readonly t: number;
  readonly seq: number;
  /** As short as it can be said. */
  readonly text: string;
  /** The rest of it: severity, route, the whole note. */
  readonly more: string;
};

/** The rows of the lane, top to bottom. */
export const happeningRows: readonly { readonly kind: HappeningKind; readonly label: string }[] = [
  { kind: 'symptom', label: 'Symptom' },
  { kind: 'drug', label: 'Drugs' },
  { kind: 'note', label: 'Notes' },
];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function happeningOf({ event, t }: Timed): Happening | null {
  const { seq } = event;
  switch (event.type) {
    case 'symptom.recorded': {
      const { symptom, severity } = event.body;
      const text = capital(symptom.replaceAll('-', ' '));
      return { kind: 'symptom', t, seq, text, more: severity ?? '' };
    }
    case 'adjunct.given': {
      const { drug, dose, unit, route, givenAt, late } = event.body;
      // A late entry stands at the time at which the drug was given.
      const ago = Math.max(0, event.at - givenAt) / 1000;
      const more = late ? `${route}, entered late` : route;
      return { kind: 'drug', t: t - ago, seq, text: `${drug} ${dose} ${unit}`, more };
    }
    case 'bolus.recorded': {
      const { doseMg, overSeconds } = event.body;
      const text = `Bolus ${formatIn(doseMg, 'mg')} mg`;
      return { kind: 'drug', t, seq, text, more: `over ${overSeconds} s, at the pump` };
    }
    case 'note.recorded':
      return { kind: 'note', t, seq, text: 'Note', more: event.body.text };
    default:
      return null;
  }
}

/** Symptoms, drugs beside the infusion and notes of a session, in the order of time. */
export function happenings(log: readonly Timed[]): Happening[] {
  return log.flatMap((entry) => happeningOf(entry) ?? []).sort((a, b) => a.t - b.t);
}
