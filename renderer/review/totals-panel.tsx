import type { ReactNode } from 'react';
import type { BrokenWhy } from '../../shared/review/fold';
import { brokenWords } from '../../shared/review/words';
import { signatureBroken } from '../../shared/session/recovery/signature';
import type { Session } from '../../shared/session/state';
import type { ReviewModel } from '../../shared/timeline/model';
import type { Totals } from '../../shared/timeline/totals';
import { formatDuration, formatIn, formatShare, withUnit } from '../../shared/units/format';
import { clockTime, counted } from '../live/words';

const at = (t: number): string => clockTime(t * 1000);

function range(span: { low: number; high: number }, unit: 'mg' | 'mg/kg' | 'mL'): string {
  const [low, high] = [formatIn(span.low, unit), formatIn(span.high, unit)];
  return low === high ? `${low} ${unit}` : `${low} to ${high} ${unit}`;
}

/** Our own account beside the pump's: `own account 88.2 mg, 0.2 mg less`. */
export function differenceWords({ integratedMg, differenceMg }: Totals): string {
  const size = formatIn(Math.abs(differenceMg), 'mg');
  // Less than half of what the amount itself is written to.
  const isSame = Math.abs(differenceMg) < 0.05;
  const way = isSame ? 'the same' : `${size} mg ${differenceMg < 0 ? 'less' : 'more'}`;
  return `${withUnit(integratedMg, 'mg')}, ${way}`;
}

/** `4 confirmed, 1 refused`; every ending that happened, and nothing else. */
export function commandsWords({ commands }: Totals): string {
  const names: [number, string][] = [
    [commands.confirmed, 'confirmed'],
    [commands.refused, 'refused'],
    [commands['resolved-took'], 'settled later, took effect'],
    [commands['resolved-did-not-take'], 'settled later, did not take effect'],
    [commands.overtaken, 'overtaken by a stop'],
    [commands.open, 'without an ending'],
  ];
  const said = names.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return said.length === 0 ? 'none' : said.join(', ');
}

function pressure(nibp: Totals['highestNibp']): string {
  if (nibp === null) return 'not measured';
  const low = nibp.dia === null ? '- -' : formatIn(nibp.dia, 'mmHg');
  return `${formatIn(nibp.sys, 'mmHg')}/${low} mmHg`;
}

function Line({ name, children, note }: { name: string; children: ReactNode; note?: string }) {
  return (
    <div className="line">
      <dt>{name}</dt>
      <dd>
        <b>{children}</b> {note !== undefined && <small>{note}</small>}
      </dd>
    </div>
  );
}

/** Printed name, date and time, meaning; broken where what it stands under is not what was signed. */
function SignOff({ session, after }: { session: Session; after: readonly BrokenWhy[] }) {
  const { signature } = session.recovery;
  if (signature === null) return <Line name="Discharge">not signed</Line>;
  const { by, at: signedAt } = signature;
  const [why] = after;
  const broken = signatureBroken(session) ?? (why === undefined ? null : brokenWords(why, clockTime));
  const day = new Date(signedAt).toLocaleDateString('sv-SE');
  return (
    <Line name="Discharge" note={broken ?? `approved, ${signature.content.entries} entries, unchanged since`}>
      <span className="signer" data-testid="review-sign-off" data-holds={broken === null}>
        {broken === null ? '' : 'BROKEN: '}
        {by.name}, {by.role}, {day} {clockTime(signedAt)}
      </span>
    </Line>
  );
}

/** The session in a dozen lines. */
export function TotalsPanel(props: {
  model: ReviewModel;
  totals: Totals;
  /** What was put right since the discharge was signed. */
  discharge: readonly BrokenWhy[];
}) {
  const { model, totals } = props;
  const { highestRate, highestNibp, baselineNibp, lowestSpo2, alarms } = totals;
  const soft = model.session.limits.rateMgPerKgPerHour.softMax;
  const limit = soft === null ? 'no soft limit' : `soft limit ${withUnit(soft, 'mg/kg/h')}`;
  const total = alarms.high + alarms.medium + alarms.low;
  return (
    <div className="panel totals">
      <h2>Summary</h2>
      <dl>
        <Line name="Given, pump’s account" note={`${formatShare(totals.orderShare)} % of order`}>
          <span data-testid="review-total-mg">{range(totals.givenMg, 'mg')}</span>
        </Line>
        <Line name="" note={range(totals.givenMl, 'mL')}>
          {range(totals.givenMgPerKg, 'mg/kg')}
        </Line>
        <Line name="Own account, rate × time">{differenceWords(totals)}</Line>
        <Line
          name="Infusing"
          note={`${counted(totals.pauses, 'pause', 'pauses')}, ${formatDuration(totals.pausedMs)}`}
        >
          {formatDuration(totals.infusingMs)}
        </Line>
        <Line name="Highest rate" note={highestRate === null ? limit : `${at(highestRate.t)}, ${limit}`}>
          {highestRate === null ? 'none' : withUnit(highestRate.value, 'mg/kg/h')}
        </Line>
        <Line
          name="Highest NIBP"
          note={highestNibp === null ? '' : `${at(highestNibp.t)}, baseline ${pressure(baselineNibp)}`}
        >
          {pressure(highestNibp)}
        </Line>
        <Line name="Lowest SpO₂" note={lowestSpo2 === null ? '' : at(lowestSpo2.t)}>
          {lowestSpo2 === null ? 'not measured' : withUnit(lowestSpo2.value, '%')}
        </Line>
        <Line name="Commands" note={commandsWords(totals)}>
          {model.stories.length}
        </Line>
        <Line name="Not confirmed" note="at any time">
          {counted(totals.uncertain, 'command', 'commands')}
        </Line>
        <Line name="Alarms" note={`${alarms.high} high, ${alarms.medium} medium, ${alarms.low} low`}>
          {total}
        </Line>
        {totals.counterResets > 0 && (
          <Line name="Pump counter" note="the given dose is a range since then">
            {counted(totals.counterResets, 'reset', 'resets')}
          </Line>
        )}
        <SignOff session={model.session} after={props.discharge} />
      </dl>
    </div>
  );
}
