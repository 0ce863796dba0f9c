import { leadWords } from '../dosing/rate-words';
import type { ReviewModel } from '../timeline/model';
import type { Totals } from '../timeline/totals';
import { formatDuration, formatIn, formatShare, withUnit } from '../units/format';
import { clockTime, counted } from '../words/phrases';
import type { Figures, Line, Panel } from './document';
import { spanNumber } from './ranges';

const line = (label: string, text: string, tone: Line['tone'] = 'plain'): Line => ({ label, text, tone });
const at = (t: number): string => clockTime(t * 1000);

/** The dose in three units, as the pump's own account has it (SR-163). */
export function givenFigures({ givenMg, givenMgPerKg, givenMl, exact, orderShare }: Totals): Figures {
  const note = exact ? '' : 'between these';
  return [
    { value: spanNumber(givenMg, 'mg'), unit: 'mg', note },
    { value: spanNumber(givenMgPerKg, 'mg/kg'), unit: 'mg/kg', note },
    { value: spanNumber(givenMl, 'mL'), unit: 'mL', note },
    { value: formatShare(orderShare), unit: '%', note: 'of the order' },
  ];
}

function accountWords({ integratedMg, differenceMg }: Totals): string {
  const size = formatIn(Math.abs(differenceMg), 'mg');
  const way = size === '0' ? 'the same' : `${size} mg ${differenceMg < 0 ? 'less' : 'more'} than the pump’s`;
  return `${withUnit(integratedMg, 'mg')} by rate × time, ${way}`;
}

function silences({ gaps }: ReviewModel): string {
  const spent = (list: readonly { readonly from: number; readonly to: number }[]) =>
    formatDuration(list.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0) * 1000);
  const named = [
    ['console off', gaps.console],
    ['pump silent', gaps.pump],
    ['monitor silent', gaps.monitor],
  ] as const;
  const found = named.flatMap(([words, list]) => (list.length === 0 ? [] : [`${words} ${spent(list)}`]));
  return found.length === 0 ? 'none' : found.join(', ');
}

/** What was given, beyond the figures: rates, times, and how sure the account is. */
export function givenPanel(model: ReviewModel, totals: Totals, peak: Line): Panel {
  const { session, stories } = model;
  const { highestRate, exact, counterResets, uncertain, commands } = totals;
  const { boluses } = session.delivery;
  const pauses =
    totals.pauses === 0
      ? 'none'
      : `${counted(totals.pauses, 'pause', 'pauses')}, ${formatDuration(totals.pausedMs)}`;
  const open = commands.open === 0 ? '' : `, ${commands.open} without an ending`;
  return {
    title: 'Given',
    lines: [
      line('Infusing', formatDuration(totals.infusingMs), 'strong'),
      line('Paused', pauses),
      line(
        'Top rate',
        highestRate === null
          ? 'none'
          : `${leadWords(session.order, highestRate.value)} from ${at(highestRate.t)}`,
        'strong',
      ),
      ...(boluses.length === 0
        ? []
        : [
            line(
              'Boluses',
              boluses.map((one) => `${withUnit(one.doseMg, 'mg')} ${clockTime(one.at)}`).join(', '),
            ),
          ]),
      peak,
      line('Own account', accountWords(totals)),
      ...(exact
        ? []
        : [line('Uncertain', 'The dose is a range: nobody saw what flowed in between.', 'warn')]),
      ...(counterResets === 0
        ? []
        : [
            line(
              'Pump’s counter',
              `${counted(counterResets, 'reset', 'resets')}, the dose is a range since`,
              'warn',
            ),
          ]),
      line(
        'Commands',
        `${stories.length}, of them ${uncertain} not confirmed at once${open}`,
        commands.open === 0 ? 'plain' : 'warn',
      ),
      line('Without record', silences(model)),
    ],
  };
}
