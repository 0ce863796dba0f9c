import type { Adjunct, Order, VitalLimit } from '../dosing/order';
import { writtenNumber } from '../dosing/rate-words';
import { orderedWeight } from '../dosing/weight';
import { formatNumber, withUnit } from '../units/format';
import { clockTime, dayWords, lengthWords } from './phrases';

type Written = Omit<Order, 'orderId' | 'signedBy' | 'signedAt'>;
export type OrderRow = readonly [name: string, words: string];

const exact = (value: number): string => formatNumber(value, 6);

function limitWords(name: string, limit: VitalLimit, unit: string): string {
  const band = (low: number | null, high: number | null) =>
    low === null ? `over ${high}` : high === null ? `under ${low}` : `under ${low} or over ${high}`;
  const medium =
    limit.mediumLow === null && limit.mediumHigh === null ? '' : band(limit.mediumLow, limit.mediumHigh);
  const high =
    limit.highLow === null && limit.highHigh === null ? '' : `, high ${band(limit.highLow, limit.highHigh)}`;
  return medium === '' && high === '' ? `${name} no limit` : `${name} ${medium}${high} ${unit}`;
}

/** `midazolam 2 mg IV before, with a witness`. */
export function adjunctWords({ drug, dose, unit, route, when, most, controlled }: Adjunct): string {
  const times = most === 1 ? '' : `, at most ${most} times`;
  return `${drug} ${formatNumber(dose, 3)} ${unit} ${route} ${when}${times}${controlled ? ', with a witness' : ''}`;
}

function weightWords(order: Written): string {
  const read = order.weightAsRead;
  const pounds = read?.unit === 'lb' ? `, read as ${formatNumber(read.value, 1)} lb` : '';
  const height = order.heightCm === null ? '' : `, height ${withUnit(order.heightCm, 'cm')}`;
  return `${withUnit(order.dosingWeightKg, 'kg')} dosing, ${order.weightBasis}; ${withUnit(order.measuredWeightKg, 'kg')} measured ${clockTime(order.weighedAt)}${pounds}${height}. ${orderedWeight(order).words}.`;
}

/** A bolus as ordered; with the dose in mg where the weight is known. */
export function bolusWords(bolus: Order['bolus'], weightKg: number | null): string {
  if (bolus === null) return 'none';
  const dose = weightKg === null ? '' : ` (${exact(bolus.mgPerKg * weightKg)} mg)`;
  return `${formatNumber(bolus.mgPerKg, 3)} mg/kg${dose} over ${bolus.overMinutes} min, next one after ${bolus.lockoutMinutes} min, at most ${bolus.most}`;
}

/** `SpO₂ under 90 % for 15 s, or breaths under 8 /min for 30 s`. */
export function interlockLevels({ spo2, respiration }: NonNullable<Order['interlock']>): string {
  const levels = [
    spo2 && `SpO₂ under ${spo2.belowPercent} % for ${spo2.forSeconds} s`,
    respiration && `breaths under ${respiration.belowPerMin} /min for ${respiration.forSeconds} s`,
  ].filter(Boolean);
  return levels.join(', or ');
}

function interlockWords({ interlock }: Written): string {
  if (interlock === null) return 'off: the console alarms, a person pauses';
  return `ON: the console pauses the pump at ${interlockLevels(interlock)}`;
}

/** The dose of an order in words: what a person compares with label, scale and pump, all at once (SR-005). */
export function doseRows(order: Written): OrderRow[] {
  const { orderedUnit: unit, concentrationMgPerMl: concentration, dosingWeightKg: weight } = order;
  const steps = order.steps.map(
    ({ fromMinute, rateMgPerKgPerHour: rate }) =>
      `${fromMinute === 0 ? '' : `from ${fromMinute} min `}${writtenNumber(order, rate)} ${unit} = ${exact((rate * weight) / concentration)} mL/h`,
  );
  return [
    ['Drug', `${order.drug} ${withUnit(concentration, 'mg/mL')}`],
    [
      'Volume',
      `${withUnit(order.containerMl, 'mL')} in ${order.diluent}, ${withUnit(concentration * order.containerMl, 'mg')}`,
    ],
    ['Dosing weight', weightWords(order)],
    ['Rate', steps.join('; ')],
    ['Ceiling', `${writtenNumber(order, order.maxRateMgPerKgPerHour)} ${unit}`],
    [
      'Planned total',
      `${withUnit(order.totalMg, 'mg')} = ${withUnit(order.totalMg / weight, 'mg/kg')}, ${exact(order.totalMg / concentration)} mL, or ${lengthWords(order.durationMin)}, whichever is first`,
    ],
  ];
}

/** What is watched and what is at hand, of an order or a template. */
export function careRows(
  order: Pick<Written, 'adjuncts' | 'vitalLimits' | 'observation' | 'nibpEveryMin'>,
): OrderRow[] {
  const { vitalLimits: vital, observation } = order;
  return [
    ['Other drugs', order.adjuncts.length === 0 ? 'none' : order.adjuncts.map(adjunctWords).join('; ')],
    [
      'Alarm limits',
      [
        limitWords('HR', vital.heartRatePerMin, '/min'),
        limitWords('SpO₂', vital.spo2Percent, '%'),
        limitWords('systolic', vital.systolicMmHg, 'mmHg'),
        limitWords('diastolic', vital.diastolicMmHg, 'mmHg'),
        limitWords('breaths', vital.respirationPerMin, '/min'),
      ].join('; '),
    ],
    [
      'Observation',
      `${observation === null ? "the clinic's own schedule" : `${observation.baselineSets} before, every ${observation.closeEveryMin} min for ${observation.closeForMin} min after a start, rise or bolus, then every ${observation.thenEveryMin} min, every ${observation.afterStopEveryMin} min after the stop; ${observation.sedationScale}`}; cuff every ${order.nibpEveryMin} min`,
    ],
  ];
}

/** The whole order in words, as a physician reads it before the signature. */
export function orderRows(order: Written): OrderRow[] {
  return [
    ...doseRows(order),
    ['Bolus', bolusWords(order.bolus, order.dosingWeightKg)],
    ['Interlock', interlockWords(order)],
    ...careRows(order),
    [
      'When',
      `session ${order.sessionNumber} of ${order.sessionsPlanned}, ${dayWords(order.plannedFor)} ${clockTime(order.plannedFor)}, room ${order.room}`,
    ],
    [
      'Template',
      order.template === null
        ? 'none'
        : `${order.template.title}, version ${order.template.version}, approved by ${order.template.approvedBy}`,
    ],
  ];
}
