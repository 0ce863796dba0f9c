import type { WorkstationPolicy } from '../policy/workstation-policy';
import type { EpochMs } from '../time/clock';
import { formatNumber } from '../units/format';
import type { SelfTest, SelfTestItem, SelfTestLine } from './events';
import type { Power } from './power';

/** What was found at the start, before anybody judged it. */
export type SelfTestFacts = {
  readonly record:
    | { readonly kind: 'holds' }
    | { readonly kind: 'broken'; readonly fromSeq: number; readonly toSeq: number }
    | { readonly kind: 'not-readable'; readonly reason: string };
  readonly clock: {
    readonly now: EpochMs;
    /** The newest entry of the record before this run; null: none, or a simulation's, whose time runs as it likes. */
    readonly newestEntry: EpochMs | null;
    readonly built: EpochMs | null;
  };
  readonly sound: { readonly working: boolean; readonly reason: string };
  readonly library:
    | { readonly kind: 'ready'; readonly versionNo: number }
    | { readonly kind: 'refused'; readonly words: string };
  readonly rules: { readonly version: string };
  /** Free space where the record lies; null: the system does not say. */
  readonly freeBytes: number | null;
  /** Days since the newest verified copy, or since the first entry where there is none; null: nothing to copy yet. */
  readonly copy: { readonly made: boolean; readonly ageDays: number | null };
  readonly power: Power;
};

type Found = Omit<SelfTestLine, 'item' | 'meaning' | 'todo' | 'blocks'> &
  Partial<Pick<SelfTestLine, 'meaning' | 'todo' | 'blocks'>>;

const passed = (words: string): Found => ({ standing: 'passed', words });
const unknown = (words: string): Found => ({ standing: 'unknown', words });
const failed = (words: string, meaning: string, todo: string, blocks = false): Found => ({
  standing: 'failed',
  words,
  meaning,
  todo,
  blocks,
});

const MB = 1_000_000;

/**
 * The self-test of a start (SR-208): each thing that a session rests on, with what was found, what that means at the
 * bedside and what to do. Three failures bar a session from being opened, because each makes its record worthless
 * and the given total and the lockouts stand on that record: seals that do not hold, a clock that can not be right
 * (expiry dates, the hour of every entry), a disk that would be full before the end. A library that can not be used
 * bars it too, by a rule of its own that looks afresh. No sound bars nothing here: the daily alarm test and the
 * alarm that stands for it do.
 */
export function selfTest(facts: SelfTestFacts, policy: WorkstationPolicy): SelfTestLine[] {
  const lines: Record<SelfTestItem, Found> = {
    record: recordLine(facts.record),
    clock: clockLine(facts.clock, policy),
    sound: soundLine(facts.sound),
    library: libraryLine(facts.library),
    rules: passed(`The clinic's rules are read: version ${facts.rules.version}`),
    space: spaceLine(facts.freeBytes, policy),
    copy: copyLine(facts.copy, policy),
    power: powerLine(facts.power),
  };
  return (Object.keys(lines) as SelfTestItem[]).map((item) => ({
    item,
    meaning: '',
    todo: '',
    blocks: false,
    ...lines[item],
  }));
}

/** Why no session is opened on this workstation now; empty when one may be. */
export function againstOpening(test: SelfTest | null): string[] {
  if (test === null) return ['The self-test of this workstation is not done yet. Wait a few seconds.'];
  return test.lines
    .filter(({ standing, blocks }) => standing === 'failed' && blocks)
    .map(({ words, todo }) => `${words}. ${todo}`);
}

/** Whether two tests found the same; the numbers in their words may differ. */
export function sameFindings(one: readonly SelfTestLine[], other: readonly SelfTestLine[]): boolean {
  return (
    one.length === other.length &&
    one.every(({ item, standing, blocks }, i) => {
      const its = other[i];
      return item === its?.item && standing === its.standing && blocks === its.blocks;
    })
  );
}

function recordLine(record: SelfTestFacts['record']): Found {
  const meaning = 'What is written here may have been changed, and a new session would be written behind it.';
  const todo = 'Use another workstation. Call the keeper of this one; change nothing in its folder.';
  switch (record.kind) {
    case 'holds':
      return passed('The record is open and its newest seals hold');
    case 'broken':
      return failed(
        `The seals of the record do not hold, entries ${record.fromSeq} to ${record.toSeq}`,
        meaning,
        todo,
        true,
      );
    case 'not-readable':
      return failed(
        `The newest entries of the record can not be read: ${record.reason}`,
        meaning,
        todo,
        true,
      );
  }
}

function clockLine({ now, newestEntry, built }: SelfTestFacts['clock'], policy: WorkstationPolicy): Found {
  const meaning = 'Every entry would carry a wrong time, and an expired lot could pass.';
  const todo = "Set the workstation's clock.";
  if (newestEntry !== null && now < newestEntry - policy.clockBehindSeconds * 1_000) {
    return failed('The clock stands before the newest entry of the record', meaning, todo, true);
  }
  if (built !== null && now < built) {
    return failed('The clock stands before the day this program was made', meaning, todo, true);
  }
  return passed('The clock is plausible');
}

function soundLine({ working, reason }: SelfTestFacts['sound']): Found {
  return working
    ? passed('The alarm sound has a way out')
    : failed(
        'No alarm sound can be made',
        `${reason} An alarm would only be seen.`,
        'Check the loudspeaker and its volume. Until then stay with the patient.',
      );
}

function libraryLine(library: SelfTestFacts['library']): Found {
  return library.kind === 'ready'
    ? passed(`The drug library is whole: version ${library.versionNo}`)
    : failed('The drug library can not be used', 'No session can be opened.', library.words);
}

function spaceLine(freeBytes: number | null, policy: WorkstationPolicy): Found {
  if (freeBytes === null) return unknown('How much space is free is not known');
  const free = `${formatNumber(freeBytes / MB, 0)} MB are free`;
  const todo = 'Free space on the disk of the record.';
  if (freeBytes < policy.freeForSessionMb * MB) {
    return failed(
      `The disk is nearly full: ${free}`,
      'The record of a session could end before the session does.',
      todo,
      true,
    );
  }
  return freeBytes < policy.freeEnoughMb * MB
    ? failed(`Little space is left: ${free}`, 'A few sessions still fit.', todo)
    : passed(free);
}

function copyLine({ made, ageDays }: SelfTestFacts['copy'], policy: WorkstationPolicy): Found {
  if (ageDays === null || (!made && ageDays <= policy.copyOldDays)) {
    return passed('No copy of the record is due yet');
  }
  if (ageDays <= policy.copyOldDays) return passed('The record is copied');
  const meaning = 'If this disk breaks, what was written since then is lost.';
  const todo = 'Leave the console on without a session for some minutes. If this stays, call its keeper.';
  return made
    ? failed(`The newest copy of the record is ${formatNumber(ageDays, 0)} days old`, meaning, todo)
    : failed('There is no copy of the record', meaning, todo);
}

function powerLine({ source, batteryPercent }: Power): Found {
  if (source === 'mains') return passed('The workstation runs on mains');
  if (source === 'unknown') return unknown('Whether it runs on mains is not known');
  const left = batteryPercent === null ? '' : `, ${formatNumber(batteryPercent, 0)} % left`;
  return failed(
    `The workstation runs on its battery${left}`,
    'When it is empty, nobody watches here.',
    'Plug in the power cable.',
  );
}
