import type { PumpCommand } from '../../../shared/commands/pump-command';
import type { PumpCapabilities } from '../../../shared/readings/pump';
import type { Clock } from '../../../shared/time/clock';
import type { Ml, MlPerHour } from '../../../shared/units/units';
import type { CommandPhase, DeviceReport } from '../driver';
import type { Request, Status } from './codec';
import { sameStep } from './codec';
import { formatStep } from './numbers';
import type { Remote } from './remote';
import { seenRunning, seenStopped } from './snapshot';
import type { Stopping } from './stop';
import type { Answer, Talk } from './talk';
import { echoOf, ofKind } from './talk';

/** A start that was not seen is looked for once more after this pause, ms: pumps take a moment. */
const LOOK_AGAIN_MS = 1000;

export type CommandSetting = {
  readonly talk: Talk;
  readonly remote: Remote;
  readonly stopping: Stopping;
  readonly clock: Clock;
  readonly report: (report: DeviceReport) => void;
  readonly capabilities: () => PumpCapabilities;
  /** The last status, for refusing what makes no sense; null before the first. */
  readonly status: () => Status | null;
  /** Brings the next poll forward: it is the read-back. */
  readonly pollSoon: () => void;
};

export type DosingCommand = Exclude<PumpCommand, { kind: 'stop' }>;

export interface Commands {
  send(commandId: string, command: DosingCommand): void;
  /** A stop was asked for, or the pump is another one: what has not left yet is not sent any more. */
  cancel(): void;
}

/** Why a command does not go out; the text is for the bedside. */
class Refusal extends Error {}

/** The commands of one connection (pumps.md 2.5): one after the other, stop before all (H4, H5, H8, H12, H18). */
export function openCommands(setting: CommandSetting): Commands {
  const { talk, remote, stopping, clock } = setting;
  let epoch = 0;
  let chain: Promise<void> = Promise.resolve();

  function tell(commandId: string, phase: CommandPhase, detail: string): void {
    setting.report({ kind: 'command', instant: clock.now(), commandId, phase, detail });
  }

  function checkRate(rate: MlPerHour): void {
    const { rateMinMlPerHour: min, rateMaxMlPerHour: max } = setting.capabilities();
    if (rate < min || rate > max) throw new Refusal(`${rate} ml/h is outside of ${min} to ${max} ml/h`);
    checkStep(rate, 2, 'ml/h');
  }

  function checkVtbi(volume: Ml): void {
    const { vtbiMaxMl: max } = setting.capabilities();
    if (!(volume > 0)) throw new Refusal('a start without a volume limit is refused');
    if (volume > max) throw new Refusal(`a volume limit of ${volume} ml is above ${max} ml`);
    checkStep(volume, 3, 'ml');
  }

  function checkControl(): void {
    if (remote.state === 'console') return;
    throw new Refusal(`the console does not hold the controls of this pump (${remote.state})`);
  }

  async function renewControl(): Promise<void> {
    if (!(await remote.refresh()))
      throw new Refusal('the pump did not renew remote control; nothing was sent');
  }

  /** Sends something that sets a value, twice at most; true if it is known to be in force, false if known not to be. */
  async function setValue(
    request: Request,
    answer: Answer<true>,
    read: () => Promise<boolean | null>,
    sending: Sending,
  ) {
    let known: boolean | null = null;
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const ending = await talk.ask(request, answer, sending);
      if (ending.kind === 'unsent') return attempt === 0 ? ('unsent' as const) : known;
      if (ending.kind === 'answered') return true;
      if (ending.kind === 'overtaken') await stopping.settled();
      known = await read();
      if (known === true || !sending.stillWanted()) return known;
    }
    return known;
  }

  /** Whether the set rate is `rate`; null: not known. On hold `INF` reads 0, so the rate itself is asked. */
  async function rateIs(rate: MlPerHour): Promise<boolean | null> {
    const reply = await talk.readNow({ kind: 'ask', name: 'INF_RATE' }, ofKind('rate'));
    if (reply !== null && reply.rateMlPerHour !== null && reply.rateMlPerHour > 0) {
      return sameStep(reply.rateMlPerHour, rate, 2);
    }
    const status = await talk.readNow({ kind: 'ask', name: 'INF' }, ofKind('status'));
    if (status === null || !seenRunning(status) || status.rateMlPerHour === null) return null;
    return sameStep(status.rateMlPerHour, rate, 2);
  }

  async function vtbiIs(volume: Ml): Promise<boolean | null> {
    const reply = await talk.readNow({ kind: 'ask', name: 'INF_VTBI' }, ofKind('vtbi'));
    if (reply === null) return null;
    return reply.active && reply.ml !== null && sameStep(reply.ml, volume, 3);
  }

  const sendRate = (rate: MlPerHour, sending: Sending) =>
    setValue({ kind: 'set-rate', rateMlPerHour: rate }, rateEcho(rate), () => rateIs(rate), sending);

  async function setRate(commandId: string, rate: MlPerHour, stillWanted: () => boolean): Promise<void> {
    checkControl();
    checkRate(rate);
    await renewControl();
    let sent = false;
    const onSending = () => {
      if (!sent) tell(commandId, 'sent', `rate ${rate} ml/h is on its way`);
      sent = true;
    };
    const done = await sendRate(rate, { stillWanted, onSending });
    if (done === 'unsent') throw new Refusal('not sent: stop came first, or the connection was lost');
    if (done === null) tell(commandId, 'unanswered', 'the pump did not answer; its rate is not known');
    else if (done) tell(commandId, 'acknowledged', `the pump has the rate ${rate} ml/h`);
    else throw new Refusal(`the pump did not take the rate ${rate} ml/h`);
    setting.pollSoon();
  }

  async function start(
    commandId: string,
    rate: MlPerHour,
    volume: Ml,
    stillWanted: () => boolean,
  ): Promise<void> {
    checkControl();
    checkRate(rate);
    checkVtbi(volume);
    const before = setting.status();
    if (before !== null && seenRunning(before)) throw new Refusal('the pump already infuses');
    await renewControl();
    const sending = { stillWanted, onSending: () => {} };
    if ((await sendRate(rate, sending)) !== true)
      throw new Refusal('the pump did not take the rate; start was not sent');
    // The echo is proof enough where a pump on hold reads its rate as 0; a different rate is not.
    if ((await rateIs(rate)) === false) throw new Refusal('the pump shows another rate; start was not sent');
    const limit = await setValue(
      { kind: 'set-vtbi', ml: volume },
      vtbiEcho(volume),
      () => vtbiIs(volume),
      sending,
    );
    if (limit !== true) throw new Refusal('the pump did not take the volume limit; start was not sent');
    if ((await vtbiIs(volume)) !== true)
      throw new Refusal('the volume limit could not be read back; start was not sent');
    const onSending = () => tell(commandId, 'sent', `start at ${rate} ml/h, ${volume} ml is on its way`);
    const ending = await talk.ask({ kind: 'act', name: 'INF_START' }, echoOf('INF_START'), {
      stillWanted,
      onSending,
    });
    if (ending.kind === 'unsent')
      throw new Refusal('start was not sent: stop came first, or the connection was lost');
    if (ending.kind === 'answered') tell(commandId, 'acknowledged', 'the pump answered the start');
    else await resolveStart(commandId, stillWanted);
    setting.pollSoon();
  }

  /** A start without an answer is never sent again (H5): the pump's own status decides, or nobody knows. */
  async function resolveStart(commandId: string, stillWanted: () => boolean): Promise<void> {
    await stopping.settled();
    for (let look = 0; look < 2; look += 1) {
      const status = await talk.readNow({ kind: 'ask', name: 'INF' }, ofKind('status'));
      if (status !== null && seenRunning(status)) {
        tell(commandId, 'acknowledged', 'no answer, but the pump is seen running');
        return;
      }
      if (!stillWanted() || talk.over) break;
      if (look === 1 && status !== null && seenStopped(status)) {
        throw new Refusal('the pump did not answer the start and is seen not running');
      }
      if (look === 0 && !talk.over) await new Promise<void>((resolve) => clock.after(LOOK_AGAIN_MS, resolve));
    }
    const detail = stillWanted()
      ? 'no answer to the start, and no clear status'
      : 'stop was sent before the start was answered';
    tell(commandId, 'unanswered', detail);
  }

  async function run(commandId: string, command: DosingCommand, mine: number): Promise<void> {
    const stillWanted = () => epoch === mine;
    try {
      if (!stillWanted()) throw new Refusal('not sent: stop came first');
      if (command.kind === 'start')
        await start(commandId, command.rateMlPerHour, command.vtbiMl, stillWanted);
      else await setRate(commandId, command.rateMlPerHour, stillWanted);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      tell(commandId, 'refused', error.message);
    }
  }

  return {
    send(commandId, command) {
      const mine = epoch;
      chain = chain
        .then(() => run(commandId, command, mine))
        .catch((error: unknown) => tell(commandId, 'unanswered', `fault of the console: ${String(error)}`));
    },
    cancel() {
      epoch += 1;
    },
  };
}

type Sending = { readonly stillWanted: () => boolean; readonly onSending: () => void };

function checkStep(value: number, decimals: 2 | 3, unit: string): void {
  try {
    formatStep(value, decimals);
  } catch {
    throw new Refusal(`${value} ${unit} is between two steps of the pump`);
  }
}

function rateEcho(rate: MlPerHour): Answer<true> {
  return (reply) =>
    reply.kind === 'rate' && reply.rateMlPerHour !== null && sameStep(reply.rateMlPerHour, rate, 2)
      ? true
      : null;
}

function vtbiEcho(volume: Ml): Answer<true> {
  return (reply) =>
    reply.kind === 'vtbi' &&
    reply.active &&
    reply.ml !== null &&
    sameStep(reply.ml, volume, 3) &&
    reply.endAction === 'STOP'
      ? true
      : null;
}
