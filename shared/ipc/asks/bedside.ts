import { z } from 'zod';
import type { Series } from '../../series/series';
import type { LoggedEvent } from '../../session/events';
import { answerSchema, intentSchema } from '../../session/intents';
import { asked, own } from '../asked';
import type { CarryOver } from '../session-detail';
import type { Resumed, WorkstationFacts } from '../standing';

/** What the window asks of the running session. */
export const bedsideAsks = {
  facts: asked(z.object({}), own<WorkstationFacts>()),
  resume: asked(z.object({}), own<Resumed>()),
  submit: asked(
    z.object({
      intent: intentSchema,
      intentId: z.string(),
      basisSeq: z.number(),
      /** A second person's name and secret, for what the operator can not do alone. Never written down. */
      witness: z.object({ personId: z.string(), pin: z.string() }).optional(),
    }),
    answerSchema,
  ),
  /** What its patient was given before a session and may still have in the blood; for prediction alone. */
  carryOver: asked(z.object({ sessionId: z.string() }), own<CarryOver>()),
  /** Numbers of the open session from `sinceSeq` on, for the graph of a window that (re)opens. */
  series: asked(z.object({ sessionId: z.string() }), own<Series>()),
  events: asked(z.object({ sessionId: z.string() }), own<LoggedEvent[]>()),
} as const;
