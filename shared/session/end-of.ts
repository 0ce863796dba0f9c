import type { EventDraft } from './events';
import type { OpenCommand } from './state';

/** An end is complete when its stop is proven; both facts are written together. */
export function endOf(open: Pick<OpenCommand, 'purpose' | 'by'>): EventDraft[] {
  return open.purpose === 'end' ? [{ type: 'infusion.ended', body: { by: open.by, why: 'ended' } }] : [];
}
