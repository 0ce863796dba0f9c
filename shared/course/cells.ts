import type { Severity } from '../observation/observation';
import { levelText, type Sedation } from '../observation/scales';
import { formatDuration, formatIn, formatNumber, withUnit } from '../units/format';
import { counted } from '../words/phrases';
import { wordsOfPause } from './against';
import type { GivenSession } from './page';
import type { Predicted } from './predicted';
import type { SessionCourse } from './session-course';

/** One place of the table: the value, and in smaller type what it is to be read with. */
export type Cell = {
  readonly main: string;
  readonly note: string;
  /** All of it in a sentence, where the place is too narrow; empty: nothing more. */
  readonly more: string;
  /** Past the patient's caution level, or with something that speaks against the rate. */
  readonly mark: boolean;
};

/** The table's columns, by the questions that they answer. */
export const columnGroups = [
  {
    group: 'What was given',
    columns: [
      { key: 'given', title: 'Given', unit: 'mg/kg' },
      { key: 'top', title: 'Top rate', unit: 'how long in all' },
      { key: 'time', title: 'Infusing', unit: 'pauses' },
    ],
  },
  { group: 'Predicted', columns: [{ key: 'predicted', title: 'Peak', unit: 'not measured' }] },
  {
    group: 'How the patient answered',
    columns: [
      { key: 'spo2', title: 'Worst SpO₂', unit: 'under caution' },
      { key: 'pressure', title: 'Peak pressure', unit: 'mmHg, over baseline' },
      { key: 'heartRate', title: 'HR', unit: 'per min, range' },
      { key: 'effects', title: 'Side effects', unit: 'drugs beside it' },
      { key: 'scores', title: 'Sedation', unit: 'distress, dissociation' },
      { key: 'alarms', title: 'Alarms', unit: 'high, medium' },
    ],
  },
  { group: 'Outcome', columns: [{ key: 'pain', title: 'Pain', unit: 'NRS before, after' }] },
  { group: 'The end', columns: [{ key: 'ended', title: 'Ended', unit: 'discharge, review' }] },
] as const;
type Column = (typeof columnGroups)[number]['columns'][number];
export type ColumnKey = Column['key'];
/** All of them, left to right. */
export const columns: readonly Column[] = columnGroups.flatMap(({ columns: those }) => [...those]);

const cell = (main: string, note = '', mark = false, more = ''): Cell => ({ main, note, mark, more });
/** How an absence reads: never a zero. */
const NONE = '- -';

const minutesWords = (min: number): string => formatDuration(min * 60_000);
const signed = (value: number, decimals = 0): string =>
  value > 0 ? `+${formatNumber(value, decimals)}` : formatNumber(value, decimals);
const at = (minute: number): string => `at ${minutesWords(minute)}`;

/** `83.4` or `83 to 84.2`. */
function range(low: number, high: number, unit: 'mg' | 'mg/kg'): string {
  const [from, to] = [formatIn(low, unit), formatIn(high, unit)];
  return from === to ? from : `${from} to ${to}`;
}

function given({ givenMg, order, boluses }: SessionCourse): Cell {
  const perKg = range(givenMg.low / order.dosingWeightKg, givenMg.high / order.dosingWeightKg, 'mg/kg');
  const words = boluses.map(({ doseMg, minute }) => `bolus ${withUnit(doseMg, 'mg')} ${at(minute)}`);
  const among = boluses.length === 0 ? '' : `, ${counted(boluses.length, 'bolus', 'boluses')}`;
  const main = `${range(givenMg.low, givenMg.high, 'mg')} mg`;
  return cell(main, `${perKg} mg/kg${among}`, false, words.join('; '));
}

function topRate({ top }: SessionCourse): Cell {
  if (top === null) return cell(NONE, 'no rate shown');
  return cell(
    withUnit(top.mgPerKgPerHour, 'mg/kg/h'),
    `${withUnit(top.mgPerHour, 'mg/h')}, ${formatNumber(top.heldMin, 0)} min`,
  );
}

const pausesOf = ({ against }: SessionCourse) =>
  against.filter(({ kind }) => kind === 'pause' || kind === 'interlock');

function time(course: SessionCourse): Cell {
  const { infusedMs, pausedMs, pauses, unknown } = course;
  const unknownMin = unknown.reduce((sum, { from, to }) => sum + to - from, 0);
  const paused = pauses === 0 ? 'no pause' : `paused ${formatNumber(pausedMs / 60_000, 0)} min`;
  const why = pausesOf(course).map(({ words, minute }) => `${words} ${at(minute)}`);
  // Hours would not have room in the column.
  const lost = unknownMin < 1 ? minutesWords(unknownMin) : `${formatNumber(unknownMin, 0)} min`;
  const doubt = unknownMin === 0 ? [] : [`unknown ${lost}`];
  return cell(
    formatDuration(infusedMs),
    doubt[0] ?? paused,
    unknownMin > 0 || why.length > 0,
    [paused, ...why, ...doubt].join('; '),
  );
}

function predictedPeak(predicted: Predicted | undefined): Cell {
  if (predicted === undefined) return cell(NONE);
  if (predicted.outside !== null) return cell(NONE, predicted.outside);
  const { peak, carriedOver } = predicted;
  const left = carriedOver < 0.5 ? '' : `, ${formatNumber(carriedOver, 0)} left from before`;
  return cell(`${formatNumber(peak.ngPerMl, 0)} ng/mL`, `${at(peak.minute)}${left}`);
}

function saturation({ spo2 }: SessionCourse): Cell {
  const { worst, cautionBelow, underCautionMs, measuredMs } = spo2;
  if (worst === null) return cell(NONE, 'not measured');
  const value = `${worst.value} %`;
  if (cautionBelow === null) return cell(value, worst.typed ? 'typed' : 'no limit');
  const under = worst.value < cautionBelow;
  const time = underCautionMs === 0 ? '' : `: ${formatDuration(underCautionMs)}`;
  const words = under ? `under ${cautionBelow}${time}` : `not under ${cautionBelow}`;
  const read = `valid values for ${formatDuration(measuredMs)}`;
  const more = `${worst.typed ? 'typed by a person ' : ''}${at(worst.minute)}; ${words}; ${read}`;
  return cell(value, worst.typed || measuredMs === 0 ? 'typed' : words, under, more);
}

function pressure({ pressure: { baseline, peak, cautionOver } }: SessionCourse): Cell {
  const before = baseline === null ? null : `${baseline.systolic}/${baseline.diastolic ?? NONE}`;
  if (peak === null) return cell(NONE, before === null ? 'not measured' : `from ${before}`);
  const value = `${peak.systolic}/${peak.diastolic ?? NONE}`;
  const over = cautionOver !== null && peak.systolic > cautionOver;
  const how = `${peak.typed ? 'typed by a person ' : ''}${at(peak.minute)}`;
  if (baseline === null || before === null) return cell(value, 'no baseline', over, how);
  const rise = peak.systolic - baseline.systolic;
  const percent = `${signed((rise / baseline.systolic) * 100)} %`;
  return cell(value, `${signed(rise)} from ${before}`, over, `systolic ${percent}, ${how}`);
}

function heart({ heartRate: { baseline, lowest, highest } }: SessionCourse): Cell {
  if (lowest === null || highest === null) return cell(NONE, 'not measured');
  return cell(
    `${lowest.value} to ${highest.value}`,
    baseline === null ? 'no baseline' : `baseline ${baseline}`,
  );
}

const severityWords = (worst: Severity | null): string => (worst === null ? '' : ` ${worst}`);

/** Each symptom once with its worst degree; what the rounds saw of nausea counts with what was recorded of it. */
export function effectsOf({ symptoms, worst }: SessionCourse): string[] {
  const named = symptoms.map(({ words, worst: degree }) => `${words.toLowerCase()}${severityWords(degree)}`);
  const seen = symptoms.some(({ symptom }) => symptom === 'nausea') || worst.nausea === null;
  return seen ? named : [...named, `nausea ${worst.nausea}`];
}

const adjunctsOf = ({ adjuncts }: SessionCourse): string =>
  adjuncts.map(({ drug, dose, unit }) => `${drug} ${formatNumber(dose, 2)} ${unit}`).join(', ');

function effects(course: SessionCourse): Cell {
  const found = effectsOf(course);
  const against = course.against.map(({ words, minute }) => `${words} ${at(minute)}`);
  const severe = course.against.some(({ kind }) => kind === 'symptom');
  return cell(
    found.length === 0 ? 'none recorded' : found.join(', '),
    adjunctsOf(course),
    severe,
    against.join('; '),
  );
}

const levelWords = (sedation: Sedation): string => `${sedation.scale} ${levelText(sedation)}`;

function scores({ worst, against }: SessionCourse): Cell {
  const { sedated, agitated, distress, dissociation } = worst;
  const levels = [sedated, agitated].filter((one) => one !== null).map(levelWords);
  const notes = [
    ...(distress === null ? [] : [`distress ${distress}`]),
    ...(dissociation === null ? [] : [`diss. ${dissociation.total}`]),
  ];
  const of = dissociation === null ? '' : `dissociation ${dissociation.total} of ${dissociation.of}`;
  const stopped = against.some(({ kind }) => kind === 'score');
  return cell(levels.length === 0 ? NONE : levels.join(', '), notes.join(', '), stopped, of);
}

function pain({ pain: { before, after } }: SessionCourse): Cell {
  const words = `${before ?? NONE} → ${after ?? NONE}`;
  if (before === null || after === null) {
    const missing = before === null ? (after === null ? 'not asked' : 'not asked before') : 'not asked after';
    return cell(words, missing);
  }
  const change = after - before;
  const percent = before === 0 ? '' : `, ${signed((change / before) * 100)} %`;
  return cell(words, change === 0 ? 'the same' : `${signed(change)}${percent}`);
}

function alarms({ alarms: { high, medium } }: SessionCourse): Cell {
  if (high + medium === 0) return cell('none');
  return cell(high === 0 ? 'no high' : `${high} high`, `${medium} medium`, high > 0);
}

/** Why it ended: the whole order was given, or who ended it, and after which pause. */
export function endedWords({ ended }: SessionCourse): string {
  const { why, by, afterPause, outcome } = ended;
  if (why === null) return outcome === 'abandoned' ? 'abandoned' : 'never started';
  const words = why === 'complete' ? 'order given' : `ended by ${by ?? 'the console'}`;
  return afterPause === null ? words : `${words}, ${wordsOfPause(afterPause)}`;
}

function ended(course: SessionCourse, reviewed: boolean): Cell {
  const { discharged, ended: end } = course;
  const main = end.why === 'complete' ? 'order given' : end.why === 'ended' ? 'by hand' : 'abandoned';
  const door = discharged === null ? 'not signed' : discharged.holds ? 'signed' : 'signature broken';
  const who = discharged === null ? '' : `; discharge signed by ${discharged.by}`;
  const mark = discharged?.holds === false || end.afterPause !== null;
  return cell(main, `${door}, ${reviewed ? 'reviewed' : 'to review'}`, mark, `${endedWords(course)}${who}`);
}

/** Every place of one session's row, in words. */
export function cellsOf(
  { facts: { course }, reviewed }: GivenSession,
  predicted: Predicted | undefined,
): Readonly<Record<ColumnKey, Cell>> {
  return {
    given: given(course),
    top: topRate(course),
    time: time(course),
    predicted: predictedPeak(predicted),
    spo2: saturation(course),
    pressure: pressure(course),
    heartRate: heart(course),
    effects: effects(course),
    scores: scores(course),
    pain: pain(course),
    alarms: alarms(course),
    ended: ended(course, reviewed),
  };
}
