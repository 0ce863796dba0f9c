import { sameRate, toMgPerKgPerHour } from '../../shared/dosing/convert';
import { leadNumber } from '../../shared/dosing/rate-words';
import { pumpAge } from '../../shared/session/freshness';
import type { BedsideState, Session } from '../../shared/session/state';
import {
  type DeliveryView,
  deliveredMg,
  deliveryView,
  infusingMs,
  pausedForMs,
} from '../../shared/session/view';
import type { MonoMs } from '../../shared/time/clock';
import { formatDuration, formatIn, formatTimer } from '../../shared/units/format';
import type { MlPerHour } from '../../shared/units/units';
import { clockSeconds, overWord } from '../live/words';
import type { IconName } from '../parts/icon';

export type DoseHead = {
  readonly look: 'plain' | 'light' | 'hatch';
  readonly icon: IconName | null;
  readonly word: string;
  readonly aside: string;
};

export type DoseBig =
  | { readonly kind: 'number'; readonly text: string; readonly unit: string }
  | { readonly kind: 'unknown'; readonly below: string };

export type DoseView = {
  readonly delivery: DeliveryView['kind'];
  readonly head: DoseHead;
  readonly big: DoseBig;
  /** The two other units, or null where the big word already says everything. */
  readonly pair: readonly [{ text: string; unit: string }, { text: string; unit: string }] | null;
  /** The pump confirms delivery at this moment; only then the play mark steps. */
  readonly moving: boolean;
};

/** A rate of the pump in the ordered unit. */
export function inOrderedUnit({ order }: Session, rate: MlPerHour): string {
  return leadNumber(order, toMgPerKgPerHour(rate, order.concentrationMgPerMl, order.dosingWeightKg));
}

/** A severe alarm of the pump outranks whatever rate it shows beside it. */
export function pumpAlarmWords(state: BedsideState, mono: MonoMs): string | null {
  if (pumpAge(state, mono).freshness === 'absent') return null;
  const alarms = state.pump.reading?.value.alarms ?? [];
  return (alarms.find((alarm) => alarm.severity === 'high') ?? alarms[0])?.text ?? null;
}

function unknownSince(state: BedsideState, session: Session): MonoMs | null {
  const since = session.openCommand?.uncertainSinceMono ?? null;
  if (since !== null) return since;
  const { link, reading } = state.pump;
  if (link.kind === 'up') return reading?.mono ?? link.sinceMono;
  return link.kind === 'never' ? null : link.sinceMono;
}

function possibleWords(session: Session, possible: readonly MlPerHour[]): string {
  const texts = [...new Set(possible.map((rate) => inOrderedUnit(session, rate)))];
  if (texts.length === 0) return 'rate not known';
  const last = texts[texts.length - 1];
  return `rate: ${texts.length === 1 ? last : `${texts.slice(0, -1).join(', ')} or ${last}`} ${session.order.orderedUnit}`;
}

/** The pump's unit, and mg/h; where that is the large number, mg/kg/h. */
function pairOf({ order }: Session, rate: MlPerHour): DoseView['pair'] {
  const perHour = rate * order.concentrationMgPerMl;
  const beside =
    order.orderedUnit === 'mg/h'
      ? ({ value: perHour / order.dosingWeightKg, unit: 'mg/kg/h' } as const)
      : ({ value: perHour, unit: 'mg/h' } as const);
  return [
    { text: formatIn(beside.value, beside.unit), unit: beside.unit },
    { text: formatIn(rate, 'mL/h'), unit: 'mL/h' },
  ];
}

const zero = ({ order }: Session): DoseView['pair'] => [
  { text: '0', unit: order.orderedUnit },
  { text: '0', unit: 'mL/h' },
];

function infusing(
  state: BedsideState,
  session: Session,
  mono: MonoMs,
  delivery: DeliveryView & { kind: 'infusing' },
): DoseView {
  const alarm = pumpAlarmWords(state, mono);
  const pending = session.openCommand !== null;
  const aside = pending
    ? 'asking pump ...'
    : session.pumpChange !== null
      ? 'changed at the pump'
      : formatDuration(infusingMs(session, mono));
  if (state.pump.reading?.value.alarms.some(({ severity }) => severity === 'high')) {
    return {
      delivery: 'infusing',
      head: { look: 'light', icon: null, word: 'PUMP ALARM', aside: alarm ?? '' },
      big: { kind: 'unknown', below: `${alarm}. Look at the pump.` },
      pair: null,
      moving: false,
    };
  }
  const motion = state.pump.reading?.value.motion;
  return {
    delivery: 'infusing',
    head: { look: 'plain', icon: 'play', word: 'INFUSING', aside },
    big: {
      kind: 'number',
      text: leadNumber(session.order, delivery.mgPerKgPerHour),
      unit: session.order.orderedUnit,
    },
    pair: pairOf(session, delivery.mlPerHour),
    moving: pumpAge(state, mono).freshness === 'live' && motion === 'proven',
  };
}

/** What the dose column says in large type. The big number is the last confirmed rate and nothing else. */
export function doseView(state: BedsideState, session: Session, mono: MonoMs): DoseView {
  const delivery = deliveryView(state, mono);
  switch (delivery.kind) {
    case 'infusing':
      return infusing(state, session, mono, delivery);
    case 'unknown': {
      const since = unknownSince(state, session);
      const aside = since === null ? '' : formatTimer(mono - since);
      return {
        delivery: 'unknown',
        head: { look: 'hatch', icon: 'question', word: 'NOT CONFIRMED', aside },
        big: { kind: 'unknown', below: possibleWords(session, delivery.possible) },
        pair: null,
        moving: false,
      };
    }
    case 'paused':
      return {
        delivery: 'paused',
        head: {
          look: 'light',
          icon: 'bars',
          word: 'PAUSED',
          aside:
            session.openCommand === null ? `since ${clockSeconds(session.phaseSince)}` : 'asking pump ...',
        },
        big: { kind: 'number', text: formatTimer(pausedForMs(session, mono)), unit: 'min' },
        pair: zero(session),
        moving: false,
      };
    case 'complete': {
      const { lowMg, highMg, exact } = deliveredMg(session, mono);
      const show = (value: number) => formatIn(value, 'mg');
      return {
        delivery: 'complete',
        head: {
          look: 'light',
          icon: null,
          word: overWord(session),
          aside: `since ${clockSeconds(session.phaseSince)}`,
        },
        big: exact
          ? { kind: 'number', text: show(highMg), unit: 'mg' }
          : { kind: 'unknown', below: `given: ${show(lowMg)} to ${show(highMg)} mg` },
        pair: zero(session),
        moving: false,
      };
    }
    case 'not-started':
      if (session.openCommand !== null) {
        return {
          delivery: 'not-started',
          head: { look: 'plain', icon: null, word: 'STARTING', aside: 'asking pump ...' },
          big: { kind: 'unknown', below: 'the pump has not shown it yet' },
          pair: null,
          moving: false,
        };
      }
      return {
        delivery: 'not-started',
        head: { look: 'plain', icon: null, word: 'NOT STARTED', aside: '' },
        big: { kind: 'number', text: '0', unit: session.order.orderedUnit },
        pair: zero(session),
        moving: false,
      };
  }
}

/** Whether what the pump shows is what was asked. */
export function agrees(requested: number, shown: number | null): boolean {
  return shown !== null && sameRate(requested, shown);
}
