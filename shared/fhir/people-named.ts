import { type Actor, actorSchema } from '../record/people';

/** Everybody whom a body names as one who acted, each once, in the order in which they stand. */
export function actorsIn(body: unknown): Actor[] {
  const found = new Map<string, Actor>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) {
      for (const one of part) visit(one);
      return;
    }
    if (part === null || typeof part !== 'object') return;
    if ('personId' in part && 'name' in part && 'role' in part) {
      const actor = actorSchema.safeParse(part);
      if (actor.success) found.set(`${actor.data.personId}/${actor.data.name}`, actor.data);
      return;
    }
    for (const inner of Object.values(part)) visit(inner);
  };
  visit(body);
  return [...found.values()];
}
