import { useEffect, useRef, useState } from 'react';
import type { SoftReason } from '../../shared/limits/profile';
import { blockedBy } from '../../shared/session/blocked';
import type { BedsideState, Session } from '../../shared/session/state';
import { formatIn, withUnit } from '../../shared/units/format';
import { parseNumber } from '../../shared/units/parse';
import { proposeRate, type RateProposal } from '../live/rate-proposal';
import { closeSheet } from '../live/route';
import type { Now } from '../live/store';
import { useSubmission } from '../live/submit';
import { HoldButton } from '../parts/hold-button';
import { HOLD_MS, HOLD_OVER_SOFT_MS } from '../parts/hold-timer';
import { Keypad } from '../parts/keypad';
import { emptyEntry, pressKey } from '../parts/keypad-entry';
import { LimitBar } from '../parts/limit-bar';
import { Refusals, Sheet } from '../parts/sheet';
import { SoftReasons } from '../parts/soft-reasons';
import { rateBeforePause } from './resume-hold';

const DECIMALS = 2;
const NOT_SET_AFTER_MS = 60_000;

function Meaning({ proposal, session }: { proposal: RateProposal | null; session: Session }) {
  const dash = proposal === null;
  return (
    <>
      <div className="dose-pair plain">
        <div data-testid="proposed-mg-per-hour">
          {dash ? '- -' : proposal.mgPerHour}
          <span className="unit">mg/h</span>
        </div>
        <div data-testid="proposed-ml-per-hour">
          {dash ? '- -' : proposal.mlPerHour}
          <span className="unit">mL/h</span>
        </div>
      </div>
      <div className="lab">
        {dash
          ? `ordered up to ${withUnit(session.order.maxRateMgPerKgPerHour, 'mg/kg/h')}`
          : [proposal.change, proposal.exactness].filter(Boolean).join(' · ')}
      </div>
    </>
  );
}

function Verdicts({ proposal }: { proposal: RateProposal }) {
  const hard = proposal.findings.filter((finding) => finding.severity === 'hard');
  return (
    <div className="verdicts" data-testid="verdicts">
      {proposal.tenfold && <p className="verdict soft">{proposal.tenfold}</p>}
      {hard.map((finding) => (
        <p key={finding.rule} className="verdict hard" data-testid={`hard-${finding.rule}`}>
          {finding.words}
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

function whyForbidden({ forbidden }: RateProposal): string | null {
  if (forbidden.some((finding) => finding.severity === 'hard')) return 'over a hard limit';
  return forbidden.length > 0 ? 'a reason is needed' : null;
}

function useTypedTooLong(text: string): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (text === '') return;
    const timer = setTimeout(() => setLate(true), NOT_SET_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return late;
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
  const late = useTypedTooLong(entry.text);
  const clear = useRef(submission.clear);
  clear.current = submission.clear;
  // Every verdict is new when the number changes, and so is every reason for passing one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the whole proposal
  useEffect(() => {
    setReasons([]);
    clear.current();
  }, [entry.text]);

  const parsed = parseNumber(entry.text, DECIMALS);
  const value = parsed.kind === 'number' ? parsed.value : null;
  const proposal = value === null ? null : proposeRate(state, session, now.mono, value, { purpose, reasons });
  const present =
    purpose === 'change-rate'
      ? (session.confirmedRate?.value.mgPerKgPerHour ?? null)
      : rateBeforePause(session);
  const kept = present === null ? '' : formatIn(present, 'mg/kg/h');
  const intent = purpose === 'resume' ? 'resume-infusion' : 'change-rate';
  const blocked =
    blockedBy(state, intent, now.mono) ??
    (parsed.kind === 'refused' ? parsed.words : null) ??
    (proposal === null ? 'what this pump can do is not known yet' : whyForbidden(proposal));
  const verb = purpose === 'resume' ? 'resume at' : 'set';
  const leave = () =>
    closeSheet(
      entry.text === ''
        ? null
        : `New rate not set. ${purpose === 'resume' ? 'Still paused' : `Still infusing ${kept} mg/kg/h`}.`,
    );
  const send = async () => {
    if (proposal === null) return;
    if (await submission.send({ kind: intent, rateMgPerKgPerHour: proposal.rate, reasons })) closeSheet();
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
            words={value === null ? 'Type a rate' : `Hold to ${verb} ${formatIn(value, 'mg/kg/h')} mg/kg/h`}
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
            New rate · {purpose === 'resume' ? 'before the pause' : 'now'} {kept} mg/kg/h
          </div>
          <div className={entry.refused ? 'entry wrong' : 'entry'} data-testid="rate-entry">
            {entry.text}
            <span className="unit">mg/kg/h</span>
          </div>
          {entry.refused && (
            <div className="field-reason" data-testid="entry-reason">
              {entry.refused}
            </div>
          )}
          <Meaning proposal={proposal} session={session} />
          <LimitBar
            bounds={session.limits.rateMgPerKgPerHour}
            unit="mg/kg/h"
            present={present}
            proposed={value}
          />
        </div>
        <Keypad onKey={(key) => setEntry((before) => pressKey(before, key, performance.now(), DECIMALS))} />
      </div>
      <div className="scroll grow">
        {proposal && <Verdicts proposal={proposal} />}
        {proposal && <SoftReasons findings={proposal.soft} reasons={reasons} onReasons={setReasons} />}
        <Refusals reasons={submission.reasons} />
      </div>
      {late && (
        <p className="not-set" data-testid="rate-not-set">
          {purpose === 'resume' ? 'Still paused' : `Still infusing ${kept} mg/kg/h`}, new rate not set
        </p>
      )}
    </Sheet>
  );
}
