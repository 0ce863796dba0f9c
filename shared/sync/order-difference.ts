import type { Order } from '../dosing/order';
import type { Patient } from '../record/patient';
import type { Difference } from '../session/elsewhere/events';
import { orderRows } from '../words/order-rows';
import { dateWords, dayWords, sexWords } from '../words/phrases';

/** What a row of words leaves out, and what makes two orders different all the same. */
function further(order: Order): [string, string][] {
  const signed =
    order.signedBy === null
      ? 'nobody'
      : `${order.signedBy.name}${order.signedAt === null ? '' : `, ${dayWords(order.signedAt)}`}`;
  return [
    ['Drug limits', order.limitProfileId],
    [
      'Reasons for soft limits',
      order.softReasons.map(({ rule, words, text }) => `${rule}: ${words} ${text}`).join('; ') || 'none',
    ],
    ['Signed by', signed],
  ];
}

/** Where two versions of an order read differently, row by row, with units. Empty: a person could see no difference. */
export function orderDifferences(before: Order, after: Order): Difference[] {
  const now = new Map([...orderRows(after), ...further(after)]);
  return [...orderRows(before), ...further(before)].flatMap(([what, was]) => {
    const reads = now.get(what) ?? 'not said';
    return reads === was ? [] : [{ what, was, now: reads }];
  });
}

type Demographics = Omit<Patient, 'patientId'>;

const allergyWords = (allergies: Patient['allergies']): string =>
  allergies === null ? 'not asked yet' : allergies.length === 0 ? 'none known' : allergies.join(', ');

const rowsOf = ({ name, birthDate, sex, mrn, allergies }: Demographics): [string, string][] => [
  ['Name', name],
  ['Born', dateWords(birthDate)],
  ['Sex', sexWords(sex)],
  ['MRN', mrn],
  ['Allergies', allergyWords(allergies)],
];

/** Where what the server says of a patient differs from what is known here.  */
export function patientDifferences(before: Demographics, after: Demographics): Difference[] {
  const now = new Map(rowsOf(after));
  return rowsOf(before).flatMap(([what, was]) => {
    const reads = now.get(what) ?? '';
    return reads === was ? [] : [{ what, was, now: reads }];
  });
}
