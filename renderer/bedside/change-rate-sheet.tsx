import { useEffect, useRef, useState } from 'react';
import { leadNumber, rateDecimals, writtenNumber } from '../../shared/dosing/rate-words';
import { rateReadIn, rateWrittenIn } from '../../shared/dosing/units-of-rate';
import type { Bounds, SoftReason } from '../../shared/limits/profile';
import { blockedBy } from '../../shared/session/blocked';
import { entryLateFrom, notSetWords } from '../../shared/session/delivery/entry';
import type { BedsideState, Session } from '../../shared/session/state';
import { formatIn, formatNumber, withUnit } from '../../shared/units/format';
import { parseNumber } from '../../shared/units/parse';
import { mgPerKgPerHour } from '../../shared/units/units';
import { proposeRate, type RateProposal, whyForbidden } from '../live/rate-proposal';
import { closeSheet } from '../live/route';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { useWarned } from '../live/warned';
import { HoldButton } from '../parts/hold-button';
import { HOLD_MS, HOLD_OVER_SOFT_MS } from '../parts/hold-timer';
import { Keypad } from '../parts/keypad';
import { emptyEntry, pressKey } from '../parts/keypad-entry';
import { LimitBar } from '../parts/limit-bar';
import { Refusals, Sheet } from '../parts/sheet';
import { SoftReasons } from '../parts/soft-reasons';
import { LookAhead } from './look-ahead';
import { rateBeforePause } from './resume-hold';

/** The limits on a rate in the unit in which it is typed; mg/h has limits of its own. */
function typedBounds({ order, limits }: Session): Bounds {
  const { orderedUnit, dosingWeightKg } = order;
  if (orderedUnit === 'mg/h') return limits.rateMgPerHour;
  const typed = (bound: number | null) =>
    bound === null ? null : rateReadIn(mgPerKgPerHour(bound), orderedUnit, dosingWeightKg);
  const { hardMin, softMin, softMax, hardMax } = limits.rateMgPerKgPerHour;
  return {
    hardMin: typed(hardMin),
    softMin: typed(softMin),
    softMax: typed(softMax),
    hardMax: typed(hardMax),
  };
}

function Meaning({ proposal, session }: { proposal: RateProposal | null; session: Session }) {
  const dash = proposal === null;
  const { order } = session;
  return (
    <>
      <div className="dose-pair plain">
        {order.orderedUnit === 'mg/h' ? (
          <div data-testid="proposed-mg-per-kg-per-hour">
            {dash ? '- -' : formatIn(proposal.rate, 'mg/kg/h')}
            <span className="unit">mg/kg/h</span>
          </div>
        ) : (
          <div data-testid="proposed-mg-per-hour">
            {dash ? '- -' : proposal.mgPerHour}
            <span className="unit">mg/h</span>
          </div>
        )}
        <div data-testid="proposed-ml-per-hour">
          {dash ? '- -' : proposal.mlPerHour}
          <span className="unit">mL/h</span>
        </div>
      </div>
      <div className="lab">
        {dash
          ? `ordered up to ${writtenNumber(order, order.maxRateMgPerKgPerHour)} ${order.orderedUnit}`
          : [proposal.change, proposal.exactness].filter(Boolean).join(' · ')}
      </div>
    </>
  );
}

/** What the limits say; a single soft one in words here, so that its reasons and the look-ahead fit below. */
function Verdicts({ proposal, single }: { proposal: RateProposal; single: boolean }) {
  const hard = proposal.findings.filter((finding) => finding.severity === 'hard');
  return (
    <div className="verdicts" data-testid="verdicts">
      {proposal.slips.map((words) => (
        <p key={words} className="verdict soft" data-testid="slip">
          {words}
        </p>
      ))}
      {hard.map((finding) => (
        <p key={finding.rule} className="verdict hard" data-testid={`hard-${finding.rule}`}>
          {finding.words}
        </p>
      ))}
      {single &&
        proposal.soft.map(({ rule, words }) => (
          <p key={rule} className="verdict soft">
            {words}
          </p>
        ))}
      {proposal.findings.length === 0 && (
        <p className="verdict">
          Inside soft and hard limits, allowed by the order
          {proposal.endsAt === null ? '' : ` · total reached ${proposal.endsAt}`}
        </p>
      )}
    </div>
  );
}

/** Tells the main process what is typed, so that a rate left open is an alarm of the log and not of this sheet. */
function useToldEntry(purpose: RateSheetProps['purpose'], text: string): void {
  useEffect(() => {
    window.bridge.tell('entry', { purpose, text });
  }, [purpose, text]);
  useEffect(() => () => window.bridge.tell('entry', { purpose, text: '' }), [purpose]);
}

export type RateSheetProps = {
  readonly state: BedsideState;
  readonly session: Session;
  readonly now: Now;
  readonly purpose: 'change-rate' | 'resume';
};

/** A new rate: typed, converted at each digit, judged against every limit, and only then held. */
export function ChangeRateSheet({ state, session, now, purpose }: RateSheetProps) {
  const [entry, setEntry] = useState(emptyEntry);
  const [reasons, setReasons] = useState<SoftReason[]>([]);
  const submission = useSubmission();
  useToldEntry(purpose, entry.text);
  const lateFrom = entryLateFrom(session);
  const late = entry.text !== '' && lateFrom !== null && now.mono >= lateFrom;
  const clear = useRef(submission.clear);
  clear.current = submission.clear;
  // Every verdict is new when the number changes, and so is every reason for passing one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the whole proposal
  useEffect(() => {
    setReasons([]);
    clear.current();
  }, [entry.text]);

  const { order } = session;
  const unit = order.orderedUnit;
  const decimals = rateDecimals(order);
  const parsed = parseNumber(entry.text, decimals);
  const value = parsed.kind === 'number' ? parsed.value : null;
  const rate = value === null ? null : rateWrittenIn(value, unit, order.dosingWeightKg);
  const proposal = rate === null ? null : proposeRate(state, session, now.mono, rate, { purpose, reasons });
  const present =
    purpose === 'change-rate'
      ? (session.confirmedRate?.value.mgPerKgPerHour ?? null)
      : rateBeforePause(session);
  const kept = present === null ? '' : leadNumber(order, present);
  const intent = purpose === 'resume' ? 'resume-infusion' : 'change-rate';
  const blocked =
    blockedBy(state, intent, now.mono) ??
    (parsed.kind === 'refused' ? parsed.words : null) ??
    (proposal === null ? 'what this pump can do is not known yet' : whyForbidden(proposal.forbidden));
  const single = proposal?.findings.length === 1 && proposal.soft.length === 1;
  const sent = useWarned(purpose, entry.text, proposal?.findings ?? []);
  const verb = purpose === 'resume' ? 'resume at' : 'set';
  const leave = () =>
    closeSheet(
      entry.text === ''
        ? null
        : `New rate not set. ${purpose === 'resume' ? 'Still paused' : `Still infusing ${kept} ${unit}`}.`,
    );
  const send = async () => {
    if (proposal === null) return;
    if (!(await submission.send({ kind: intent, rateMgPerKgPerHour: proposal.rate, reasons }))) return;
    sent();
    closeSheet();
  };
  return (
    <Sheet
      title={purpose === 'resume' ? 'Resume at another rate' : 'Change rate'}
      aside={`${session.order.drug} ${withUnit(session.order.concentrationMgPerMl, 'mg/mL')} · dosing weight ${withUnit(session.order.dosingWeightKg, 'kg')}`}
      testid={`sheet-${purpose}`}
      empty={entry.text === ''}
      foot={
        <>
          <button type="button" className="btn outline" data-testid="keep-rate" onClick={leave}>
            {purpose === 'resume' ? 'Stay paused' : `Keep ${kept}`}
          </button>
          <HoldButton
            words={
              value === null ? 'Type a rate' : `Hold to ${verb} ${formatNumber(value, decimals)} ${unit}`
            }
            below={proposal === null ? '' : `pump will be asked for ${proposal.mlPerHour} mL/h`}
            testid="set-rate-hold"
            lengthMs={proposal !== null && proposal.soft.length > 0 ? HOLD_OVER_SOFT_MS : HOLD_MS}
            blocked={submission.pending ? 'asking' : blocked}
            onHeld={() => void send()}
          />
        </>
      }
    >
      <div className="rate-entry">
        <div className="grow">
          <div className="lab">
            New rate · {purpose === 'resume' ? 'before the pause' : 'now'} {kept} {unit}
          </div>
          <div className={entry.refused ? 'entry wrong' : 'entry'} data-testid="rate-entry">
            {entry.text}
            <span className="unit">{unit}</span>
          </div>
          {entry.refused && (
            <div className="field-reason" data-testid="entry-reason">
              {entry.refused}
            </div>
          )}
          <Meaning proposal={proposal} session={session} />
          <LimitBar
            bounds={typedBounds(session)}
            unit={unit}
            present={present === null ? null : rateReadIn(present, unit, order.dosingWeightKg)}
            proposed={value}
          />
          {proposal && <Verdicts proposal={proposal} single={single} />}
        </div>
        <Keypad onKey={(key) => setEntry((before) => pressKey(before, key, performance.now(), decimals))} />
      </div>
      <div className="scroll grow judged">
        {proposal && (
          <SoftReasons
            titled={!single}
            findings={proposal.soft}
            codes={session.limits.reasonCodes}
            reasons={reasons}
            onReasons={setReasons}
          />
        )}
        <Refusals reasons={submission.reasons} />
        {(proposal === null || proposal.findings.every(({ severity }) => severity !== 'hard')) && (
          <LookAhead
            session={session}
            now={now}
            stays={purpose === 'resume' ? 'paused' : `at ${kept}`}
            becomes={proposal === null ? null : { words: `at ${entry.text}`, rate: proposal.sentMgPerHour }}
          />
        )}
      </div>
      {late && (
        <p className="not-set" data-testid="rate-not-set">
          {notSetWords(session)}
        </p>
      )}
    </Sheet>
  );
}
