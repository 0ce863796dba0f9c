import { z } from 'zod';
import { personSchema, staffRole } from '../../record/people';
import type { LoggedEvent } from '../../session/events';
import { asked, done, own, refusal } from '../asked';

/** A person as the sign-in lists them: what is asked of them now, and for how long nothing of theirs is tried, ms. */
export const personAtDoorSchema = personSchema.extend({
  needs: z.enum(['password', 'pin']),
  lockedOutMs: z.number(),
});
export type PersonAtDoor = z.infer<typeof personAtDoorSchema>;

/** `choose-own`: the secret was right, and its person has to choose a password and a PIN of their own with it. */
const entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('choose-own'), personId: z.string() }),
  refusal,
]);

/** A person was changed; `oneTime` is a password to hand over, shown once and kept nowhere in clear. */
const personChanged = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), oneTime: z.string().nullable() }),
  refusal,
]);

/** What an administrator changes of a person. */
export const personChangeSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('role'), role: staffRole }),
  z.object({ what: z.literal('deactivated') }),
  z.object({ what: z.literal('activated') }),
  z.object({ what: z.literal('reset') }),
  z.object({ what: z.literal('unlocked') }),
  z.object({ what: z.literal('badge-removed') }),
]);
export type PersonChange = z.infer<typeof personChangeSchema>;

/** What a person changes of their own, with their present password. */
export const ownChangeSchema = z.discriminatedUnion('what', [
  z.object({ what: z.literal('password'), password: z.string() }),
  z.object({ what: z.literal('pin'), pin: z.string() }),
  z.object({ what: z.literal('badge'), badge: z.string().min(4) }),
  z.object({ what: z.literal('badge-removed') }),
]);

/** Who is at the workstation, and how they prove it. */
export const peopleAsks = {
  people: asked(z.object({}), z.array(personAtDoorSchema)),
  signIn: asked(
    z.object({ personId: z.string(), with: z.enum(['password', 'pin']), secret: z.string() }),
    entry,
  ),
  signInByBadge: asked(z.object({ badge: z.string().min(4) }), entry),
  /** The first sign-in with a one-time password: it is proven again, and replaced by the person's own. */
  chooseOwn: asked(
    z.object({ personId: z.string(), oneTime: z.string(), password: z.string(), pin: z.string() }),
    done,
  ),
  /** Emergency access: nobody proves anything, so the name and the reason are all that is known. */
  breakGlass: asked(z.object({ name: z.string(), reason: z.string() }), done),
  signOut: asked(z.object({}), done),
  /** The first administrator, while there is none. */
  addFirst: asked(z.object({ name: z.string().min(1), password: z.string(), pin: z.string() }), done),
  addPerson: asked(z.object({ name: z.string().min(1), role: staffRole }), personChanged),
  changePerson: asked(z.object({ personId: z.string(), change: personChangeSchema }), personChanged),
  changeOwn: asked(z.object({ password: z.string(), change: ownChangeSchema }), done),
  /** Who came in, who was not let in, who looked at what; latest first. For administrators. */
  accessLog: asked(z.object({}), own<LoggedEvent[]>()),
  glassSeen: asked(z.object({ glassSeq: z.int() }), done),
} as const;
