import { z } from 'zod';
import type { LedgerView } from '../../ledger/view';
import { ledgerWishSchema } from '../../ledger/wish';
import type { LibraryVersion } from '../../library/library';
import type { OverrideLine } from '../../limits/overrides';
import { limitProfileSchema } from '../../limits/profile';
import { epochSchema } from '../../time/clock';
import { asked, done, exported, own } from '../asked';

/** The ledger of controlled drugs, the drug library and its overrides. */
export const drugsAsks = {
  ledger: asked(z.object({}), own<LedgerView>()),
  enterLedger: asked(
    z.object({
      wish: ledgerWishSchema,
      /** The second person's name and secret. Never written down. */
      witness: z.object({ personId: z.string(), pin: z.string() }).optional(),
    }),
    done,
  ),
  traceSyringe: asked(z.object({ syringeId: z.string().min(1) }), done),
  /** A day's lines, a vial's, or all, as a file for people. */
  exportLedger: asked(
    z.object({
      part: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('all') }),
        z.object({ kind: z.literal('day'), day: z.iso.date() }),
        z.object({ kind: z.literal('vial'), vialId: z.string().min(1) }),
      ]),
      as: z.enum(['csv', 'pdf']),
    }),
    exported,
  ),
  /** Every version of the drug library, oldest first. */
  library: asked(
    z.object({}),
    own<{ kind: 'read'; versions: LibraryVersion[] } | { kind: 'refused'; reasons: string[] }>(),
  ),
  proposeLibrary: asked(
    z.object({ profiles: z.array(limitProfileSchema.strict()), note: z.string(), pin: z.string() }),
    done,
  ),
  rollBackLibrary: asked(z.object({ versionNo: z.int(), note: z.string(), pin: z.string() }), done),
  /** `effectiveAt` null: at once. */
  approveLibrary: asked(
    z.object({ versionNo: z.int(), effectiveAt: epochSchema.nullable(), pin: z.string() }),
    done,
  ),
  /** What became of every limit that spoke, per limit and person, of the last days; null: of the whole log. */
  overrides: asked(z.object({ days: z.int().positive().nullable() }), own<OverrideLine[]>()),
  exportOverrides: asked(z.object({ days: z.int().positive().nullable() }), exported),
} as const;
