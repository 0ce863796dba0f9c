import fc from 'fast-check';
import type { Intent } from '../../../shared/session/intents';
import { mg, mgPerKgPerHour, minutes } from '../../../shared/units/units';
import { orderOf } from '../session-kit';

/** What becomes of a command on its way; `late` reaches the pump 1.9 s after it was sent, behind a reading. */
export type Fate = 'answered' | 'lost-ack' | 'sent-only' | 'late' | 'lost' | 'refused' | 'nothing';

export type Step =
  | { readonly kind: 'intent'; readonly intent: Intent; readonly fate: Fate }
  /** What is needed to infuse, whatever the phase, then the start or resume itself. */
  | { readonly kind: 'go'; readonly rate: number; readonly fate: Fate; readonly times: number }
  | { readonly kind: 'resolve'; readonly pumpShows: 'stopped' | 'infusing'; readonly rate: number }
  | {
      readonly kind:
        | 'prepare'
        | 'hypoxia'
        | 'cut'
        | 'plug'
        | 'reboot'
        | 'swap'
        | 'withdraw'
        | 'sign-out'
        | 'sign-in'
        | 'look';
    }
  | { readonly kind: 'pass' | 'step-clock'; readonly ms: number }
  | { readonly kind: 'poll'; readonly times: number }
  /** The monitor speaks; null: it has no such value. */
  | {
      readonly kind: 'vitals';
      readonly spo2: number | null;
      readonly pulse: number;
      readonly cuffAgeMs: number | null;
    }
  | { readonly kind: 'press'; readonly rate: number; readonly read: boolean }
  | { readonly kind: 'crash'; readonly gapMs: number; readonly didLeave: boolean };

/** Small, so that some histories come to its end. */
export const order = orderOf({
  totalMg: mg(20),
  maxRateMgPerKgPerHour: mgPerKgPerHour(1.9),
  interlock: { spo2: { belowPercent: 88, forSeconds: 1 }, respiration: null },
  durationMin: minutes(150),
  // No start is above the first step, and the starts of a history are to be of every size.
  steps: [{ fromMinute: minutes(0), rateMgPerKgPerHour: mgPerKgPerHour(1.8) }],
});
const rates = [0.05, 0.35, 0.4, 0.5, 0.6, 0.9, 1.8, 1.95, 2.5].map((rate) => mgPerKgPerHour(rate));
/** A reason for everything, also for what no reason passes. */
export const reasons = (
  [
    'rate-per-kg',
    'rate-absolute',
    'step-up',
    'order-rate',
    'pump-rate',
    'order-total',
    'projected-total',
  ] as const
).map((rule) => ({ rule, code: 'ordered', text: '' }));

/** An intent that carries nothing. */
export const plain = (kind: Intent['kind']): Intent => ({ kind }) as Intent;
const rated = fc
  .record({
    kind: fc.constantFrom('start-infusion' as const, 'resume-infusion' as const, 'change-rate' as const),
    rateMgPerKgPerHour: fc.constantFrom(...rates),
    reasons: fc.constantFrom([], reasons, reasons),
  })
  .map((one): Intent => one);
const others = fc.constantFrom(
  ...(
    [
      'end-infusion',
      'take-control',
      'accept-pump-change',
      'confirm-hand-stop',
      'keep-paused',
      'close-session',
      'pause-sound',
      'give-bolus',
    ] as const
  ).map(plain),
  { kind: 'accept-device', device: 'pump' } as Intent,
  { kind: 'release-interlock', reason: 'awake' } as Intent,
  { kind: 'open-session', orderId: 'order-1' } as Intent,
);
const fate = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Fate>('answered') },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Fate>('lost-ack', 'sent-only', 'late', 'lost', 'refused', 'nothing'),
  },
);

/** One thing that may happen; often the ordinary, so that histories get somewhere. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Step>({ kind: 'prepare' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: 'hypoxia' }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('go' as const),
      rate: fc.constantFrom(0.35, 0.35, 0.5, 1.8),
      fate,
      times: fc.integer({ min: 0, max: 4 }),
    }),
  },
  { weight: 7, arbitrary: fc.record({ kind: fc.constant('intent' as const), intent: rated, fate }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('intent' as const),
      intent: fc.constant(plain('pause-infusion')),
      fate,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('intent' as const), intent: others, fate }) },
  {
    weight: 9,
    arbitrary: fc.record({ kind: fc.constant('poll' as const), times: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      ms: fc.constantFrom(50, 400, 1_100, 4_000, 12_000, 70_000, 900_000),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('vitals' as const),
      spo2: fc.constantFrom(98, 98, 92, 85, 85, null),
      pulse: fc.constantFrom(70, 140, 40),
      cuffAgeMs: fc.constantFrom(null, 0, 300_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('press' as const),
      rate: fc.constantFrom(0, 5, 12.25, 40),
      read: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('resolve' as const),
      pumpShows: fc.constantFrom('stopped' as const, 'infusing' as const),
      rate: fc.constantFrom(5, 12.25),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('crash' as const),
      gapMs: fc.constantFrom(0, 2_000, 90_000),
      didLeave: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Step>(
      ...(['cut', 'plug', 'plug', 'reboot', 'swap', 'withdraw', 'sign-out', 'sign-in', 'look'] as const).map(
        (kind) => ({ kind }),
      ),
      { kind: 'step-clock', ms: -3_600_000 },
      { kind: 'step-clock', ms: 90_000 },
    ),
  },
);
