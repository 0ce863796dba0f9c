import type { EpochMs } from '../../time/clock';
import type { Difference, OrderDecision } from './events';

/** What was said of this session's order elsewhere, and has to be looked at. */
export type OrderQuestion = {
  readonly about: 'revoked' | 'changed';
  readonly seq: number;
  readonly at: EpochMs;
  readonly versionId: string;
  readonly status: string;
  /** Of a revoked order, as the server gives it. */
  readonly reason: string | null;
  readonly differences: readonly Difference[];
  /** Null: nobody has decided yet. */
  readonly decision: OrderDecision | null;
};

export type ElsewhereSlice = {
  readonly elsewhere: {
    /** The server's version that the session was opened with; null: the order was written here and not sent yet. */
    readonly pinned: {
      readonly serverId: string;
      readonly versionId: string;
      readonly askedAt: EpochMs | null;
    } | null;
    /** Revoked counts more than changed, and a later one more than an earlier one. */
    readonly question: OrderQuestion | null;
  };
};

export const nothingElsewhere: ElsewhereSlice = { elsewhere: { pinned: null, question: null } };
