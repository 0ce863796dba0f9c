import type { Actor } from '../record/people';
import { actorSchema } from '../record/people';
import type { EventType, LoggedEvent } from '../session/events';

/** Fields of a body in which a person stands, in the order in which they are named. */
const places = ['by', 'to', 'second', 'physician', 'witness', 'from'] as const;

function actorsIn(body: object): Actor[] {
  const found = Object.fromEntries(Object.entries(body));
  const inside = [found.source, found.entry].flatMap((one) =>
    typeof one === 'object' && one !== null ? actorsIn(one) : [],
  );
  const direct = places.flatMap((place) => {
    const read = actorSchema.safeParse(found[place]);
    return read.success ? [read.data] : [];
  });
  return [...direct, ...inside];
}

/** Everyone whose name stands in an entry as one who did it, each once. */
export function actorsOf(event: LoggedEvent): Actor[] {
  const seen = new Map<string, Actor>();
  for (const actor of actorsIn(event.body)) seen.set(`${actor.personId} ${actor.name}`, actor);
  return [...seen.values()];
}

const ofPump: ReadonlySet<EventType> = new Set<EventType>(['pump.control', 'pump.capabilities']);
const ofMonitor: ReadonlySet<EventType> = new Set<EventType>(['monitor.alarms', 'monitor.clock']);

/** Who did what an entry says: people by name, else the device it came from, else the console itself. */
export function whoOf(event: LoggedEvent): string {
  const names = actorsOf(event).map(({ name }) => name);
  if (names.length > 0) return names.join(', ');
  if (ofPump.has(event.type)) return 'pump';
  if (ofMonitor.has(event.type)) return 'monitor';
  const unsigned = 'by' in event.body && event.body.by === null && event.type !== 'infusion.ended';
  const secured = event.type === 'command.requested' && event.body.purpose === 'secure';
  return unsigned && !secured ? 'not signed in' : 'console';
}
