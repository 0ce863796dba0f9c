import { dissociationTotal } from '../observation/observation';
import { levelText } from '../observation/scales';
import type { ReviewModel } from '../timeline/model';
import type { ScoreSet } from '../timeline/scores';
import type { Totals } from '../timeline/totals';
import { formatIn, formatNumber, withUnit } from '../units/format';
import { clockTime } from '../words/phrases';
import type { Line, Panel } from './document';

const line = (label: string, text: string, tone: Line['tone'] = 'plain'): Line => ({ label, text, tone });
const at = (t: number): string => clockTime(t * 1000);

type Pressure = NonNullable<Totals['highestNibp']>;

function pressure({ sys, dia }: Pressure): string {
  return `${formatIn(sys, 'mmHg')}/${dia === null ? '- -' : formatIn(dia, 'mmHg')} mmHg`;
}

function pressureWords({ highestNibp, baselineNibp }: Totals): string {
  if (highestNibp === null) return 'not measured';
  const peak = `${pressure(highestNibp)} at ${at(highestNibp.t)}`;
  if (baselineNibp === null) return `${peak}, no baseline`;
  const rise = highestNibp.sys - baselineNibp.sys;
  const percent = formatNumber((rise / baselineNibp.sys) * 100, 0);
  const sign = rise > 0 ? '+' : '';
  return `${peak}; baseline ${pressure(baselineNibp)} at ${at(baselineNibp.t)}, systolic ${sign}${formatNumber(rise, 0)} mmHg (${sign}${percent} %)`;
}

/** First and last pain score with their times; the first one before drug flowed, where there is one. */
function painWords({ scores, session }: ReviewModel): string {
  const asked = scores.flatMap(({ t, observation }) =>
    observation.painNrs === null ? [] : [{ t, nrs: observation.painNrs }],
  );
  const start = (session.startedAt ?? Number.POSITIVE_INFINITY) / 1000;
  const before = asked.findLast(({ t }) => t <= start) ?? null;
  const after = asked.at(-1) ?? null;
  const said = (one: { t: number; nrs: number }) => `NRS ${one.nrs} at ${at(one.t)}`;
  if (after === null) return 'not asked';
  if (before === null) return `before: not asked; last ${said(after)}`;
  return after === before
    ? `before ${said(before)}; after: not asked`
    : `before ${said(before)}; last ${said(after)}`;
}

/** The set in which `of` is greatest, its first one; null: never asked. */
function most(scores: readonly ScoreSet[], of: (set: ScoreSet) => number | null): ScoreSet | null {
  let found: { set: ScoreSet; value: number } | null = null;
  for (const set of scores) {
    const value = of(set);
    if (value !== null && (found === null || value > found.value)) found = { set, value };
  }
  return found?.set ?? null;
}

const asDeep = (set: ScoreSet): number | null => {
  const { sedation } = set.observation;
  if (sedation === null) return null;
  // RASS and MOAA/S fall as sedation deepens, POSS rises; asleep and easy to rouse is where POSS begins.
  if (sedation.scale === 'POSS') return sedation.level === 'S' ? 0 : sedation.level;
  return -sedation.level;
};

function worstScores(scores: readonly ScoreSet[]): Line[] {
  const deepest = most(scores, asDeep);
  const distress = most(scores, ({ observation }) => observation.distress);
  const apart = most(scores, ({ observation }) => dissociationTotal(observation));
  const sedation = deepest?.observation.sedation ?? null;
  return [
    line(
      'Deepest sedation',
      deepest === null || sedation === null
        ? 'not scored'
        : `${sedation.scale} ${levelText(sedation)} at ${at(deepest.t)}`,
    ),
    line(
      'Most distress',
      distress === null ? 'not asked' : `${distress.observation.distress} of 10 at ${at(distress.t)}`,
    ),
    ...(apart === null
      ? []
      : [line('Dissociation', `at most ${dissociationTotal(apart.observation)} at ${at(apart.t)}`)]),
  ];
}

const nauseaRank = ['none', 'mild', 'moderate', 'severe'] as const;

/** Symptoms as recorded, each with its severity and times, and the worst nausea that was asked for. */
function sideEffects({ log, scores }: ReviewModel): string {
  const times = new Map<string, string[]>();
  for (const { event, t } of log) {
    if (event.type !== 'symptom.recorded') continue;
    const { symptom, severity } = event.body;
    const name = symptom.replaceAll('-', ' ');
    const key = severity === null ? name : `${name}, ${severity}`;
    times.set(key, [...(times.get(key) ?? []), at(t)]);
  }
  const nausea = most(scores, ({ observation }) =>
    observation.nausea === null ? null : nauseaRank.indexOf(observation.nausea),
  );
  const level = nausea?.observation.nausea ?? null;
  const asked =
    nausea === null || level === null || level === 'none'
      ? []
      : [`nausea in the rounds, at most ${level} (${at(nausea.t)})`];
  const all = [...[...times].map(([what, when]) => `${what} (${when.join(', ')})`), ...asked];
  return all.length === 0 ? 'none recorded' : all.join('; ');
}

/** How the patient answered. */
export function responsePanel(model: ReviewModel, totals: Totals): Panel {
  const { lowestSpo2 } = totals;
  return {
    title: 'Patient’s response',
    lines: [
      line(
        'Lowest SpO₂',
        lowestSpo2 === null ? 'not measured' : `${withUnit(lowestSpo2.value, '%')} at ${at(lowestSpo2.t)}`,
        'strong',
      ),
      line('Highest NIBP', pressureWords(totals), 'strong'),
      line('Pain', painWords(model), 'strong'),
      ...worstScores(model.scores),
      line('Side effects', sideEffects(model)),
    ],
  };
}
