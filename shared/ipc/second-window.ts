import type { AskName, TellName } from './contract';

/** All that the window for reading beside the bedside may ask. */
const readable: ReadonlySet<AskName> = new Set<AskName>(['facts', 'resume', 'session']);
/** All that it may tell: the stop works from everywhere. */
const tellable: ReadonlySet<TellName> = new Set<TellName>(['pause']);

const ONLY_READS = 'This window only reads. Do it in the bedside window.';

/** Why the reading window is not answered; null: it is. */
export function againstReading(name: AskName): string | null {
  return readable.has(name) ? null : ONLY_READS;
}

/** Whether what the reading window tells is heard. */
export const mayTellFromReading = (name: TellName): boolean => tellable.has(name);
