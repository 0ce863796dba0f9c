import { writtenNumber } from '../../shared/dosing/rate-words';
import type { Finding, LimitRule, SoftReason } from '../../shared/limits/profile';
import type { Session } from '../../shared/session/state';
import { formatIn, withUnit } from '../../shared/units/format';
import { lengthWords } from '../live/words';
import { Icon } from '../parts/icon';
import { interlockWords } from '../parts/interlock-words';
import { SoftReasons } from '../parts/soft-reasons';
import type { StartVerdict } from './start-checks';

function Verdict({
  rules,
  findings,
  inside,
}: {
  rules: readonly LimitRule[];
  findings: readonly Finding[];
  inside: string;
}) {
  const found = findings.find((finding) => rules.includes(finding.rule));
  if (found === undefined) {
    return (
      <span className="tag plain tick">
        <Icon name="tick" /> {inside}
      </span>
    );
  }
  const side = found.value > found.limit ? 'over' : 'under';
  return (
    <span className={`tag ${found.severity}`} data-testid={`verdict-${found.rule}`}>
      {side} {found.severity} {found.limit}
    </span>
  );
}

type Row = {
  name: string;
  value: string;
  rules: readonly LimitRule[];
  inside?: string;
  /** Judged against the order's ceiling, not against the rate that START would ask for. */
  ofOrder?: boolean;
};

function rows(session: Session, { proposal }: StartVerdict): Row[] {
  const { order } = session;
  const first = order.steps[0]?.rateMgPerKgPerHour ?? null;
  return [
    { name: 'Concentration', value: withUnit(order.concentrationMgPerMl, 'mg/mL'), rules: ['concentration'] },
    {
      name: 'Dosing weight',
      value: `${withUnit(order.dosingWeightKg, 'kg')}, ${order.weightBasis}`,
      rules: ['weight'],
    },
    {
      name: 'First rate',
      value: first === null ? '- -' : `${writtenNumber(order, first)} ${order.orderedUnit}`,
      rules: ['rate-per-kg', 'order-rate'],
    },
    {
      name: 'Rate',
      value: proposal === null ? '- -' : `${proposal.mgPerHour} mg/h`,
      rules: ['rate-absolute'],
    },
    {
      name: 'Pump rate',
      value: proposal === null ? 'no pump yet' : `${proposal.mlPerHour} mL/h`,
      rules: ['pump-rate'],
      inside: proposal?.exactness === 'pump can set this exactly' ? 'exact' : 'rounded down',
    },
    {
      name: 'Total',
      value: `${withUnit(order.totalMg, 'mg')} = ${formatIn(order.totalMg / order.dosingWeightKg, 'mg/kg')} mg/kg`,
      rules: ['total-mg', 'total-mg-per-kg', 'order-total'],
    },
    {
      name: 'Volume limit',
      value: `${withUnit(order.totalMg / order.concentrationMgPerMl, 'mL')}, then stop`,
      rules: ['pump-vtbi', 'syringe-volume'],
      inside: 'set at start',
    },
    { name: 'Duration', value: lengthWords(order.durationMin), rules: ['duration'] },
    {
      name: 'Ceiling',
      value: `${writtenNumber(order, order.maxRateMgPerKgPerHour)} ${order.orderedUnit}`,
      rules: ['rate-per-kg'],
      inside: 'by order',
      ofOrder: true,
    },
  ];
}

/** The programme against the care area's limits, and the reasons for what is over a soft one. */
export function LimitsColumn(props: {
  session: Session;
  verdict: StartVerdict;
  reasons: readonly SoftReason[];
  onReasons: (reasons: SoftReason[]) => void;
}) {
  const { session, verdict, reasons, onReasons } = props;
  const hard = verdict.findings.filter((finding) => finding.severity === 'hard');
  return (
    <section className="panel programme-column" data-testid="limits">
      <header className="sheet-head">
        <h2 className="h2">Programme and limits</h2>
        <span className="cap">
          {session.limits.careArea}, version {session.limits.version}
        </span>
      </header>
      <div className="scroll">
        {rows(session, verdict).map(({ name, value, rules, inside = 'inside', ofOrder = false }) => (
          <div key={name} className="limit-line">
            <span className="lab">{name}</span>
            <b>{value}</b>
            <Verdict
              rules={rules}
              findings={
                ofOrder || name !== 'First rate' ? verdict.findings : (verdict.proposal?.findings ?? [])
              }
              inside={inside}
            />
          </div>
        ))}
        <div className="limit-line" data-testid="interlock-standing">
          <span className="lab">Interlock</span>
          <b>{interlockWords(session)}</b>
        </div>
        {hard.map((finding) => (
          <p key={finding.rule} className="hard-words">
            {finding.words}
          </p>
        ))}
        <SoftReasons
          findings={verdict.soft}
          codes={session.limits.reasonCodes}
          reasons={reasons}
          onReasons={onReasons}
        />
      </div>
    </section>
  );
}
