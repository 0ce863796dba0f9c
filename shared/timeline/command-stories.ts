import type { EventBody } from '../session/events';
import type { Timed } from './timed-events';

export type CommandEnding =
  | 'confirmed'
  | 'refused'
  | 'resolved-took'
  | 'resolved-did-not-take'
  | 'overtaken'
  | 'open';

/** One command from its request to its ending. Times are seconds since the epoch. */
export type CommandStory = {
  readonly commandId: string;
  readonly request: EventBody<'command.requested'>;
  readonly t: number;
  readonly ending: CommandEnding;
  /** Null: it has no ending in this log. */
  readonly endedT: number | null;
  /** From when to when nobody knew; `to` null: still so at the end of the log. */
  readonly uncertain: { readonly from: number; readonly to: number | null; readonly reason: string } | null;
};

/** Whether the pump did what the command said, as far as the record proves it. */
export function took(story: CommandStory): boolean {
  return story.ending === 'confirmed' || story.ending === 'resolved-took';
}

function endingOf({ event }: Timed): CommandEnding | null {
  if (event.type === 'command.confirmed') return 'confirmed';
  if (event.type === 'command.rejected') return 'refused';
  if (event.type === 'command.resolved') return event.body.took ? 'resolved-took' : 'resolved-did-not-take';
  return null;
}

function ended(story: CommandStory, ending: CommandEnding, t: number): CommandStory {
  const { uncertain } = story;
  return { ...story, ending, endedT: t, uncertain: uncertain && { ...uncertain, to: uncertain.to ?? t } };
}

/** Every command of a session, in the order of the requests. A stop overtakes whatever was open before it. */
export function commandStories(log: readonly Timed[]): CommandStory[] {
  const stories = new Map<string, CommandStory>();
  for (const entry of log) {
    const { event, t } = entry;
    if (event.type === 'command.requested') {
      for (const story of stories.values()) {
        if (story.ending === 'open') stories.set(story.commandId, ended(story, 'overtaken', t));
      }
      const { commandId } = event.body;
      stories.set(commandId, {
        commandId,
        request: event.body,
        t,
        ending: 'open',
        endedT: null,
        uncertain: null,
      });
    } else if (event.type === 'command.uncertain') {
      const story = stories.get(event.body.commandId);
      if (story?.ending === 'open' && story.uncertain === null) {
        const uncertain = { from: t, to: null, reason: event.body.reason };
        stories.set(story.commandId, { ...story, uncertain });
      }
    } else {
      const ending = endingOf(entry);
      const commandId = ending !== null && 'commandId' in event.body ? event.body.commandId : null;
      const story = commandId === null ? undefined : stories.get(commandId);
      if (ending !== null && story !== undefined) stories.set(story.commandId, ended(story, ending, t));
    }
  }
  return [...stories.values()];
}
