import type { PumpCommand } from '../../../shared/commands/pump-command';
import type { DeviceIdentity } from '../../../shared/readings/device';
import { elapsed, type MonoMs, patience } from '../../../shared/time/clock';
import type { DriverSetting } from '../driver';
import type { Connection, Conversation } from '../wire/link';
import type { Commands } from './commands';
import { openCommands } from './commands';
import type { Identified } from './identify';
import { identify } from './identify';
import type { Polling } from './polling';
import { openPolling } from './polling';
import type { Remote } from './remote';
import { openRemote } from './remote';
import { openStopping } from './stop';
import { openTalk } from './talk';

/** Without a valid frame for this long the pump is lost, ms (H1). */
const SILENT_MS = 5000;

/** The conversation with one pump over one connection. */
export interface Session extends Conversation {
  send(commandId: string, command: PumpCommand): void;
  takeControl(serialNumber: string): void;
  /** Gives control back if the console has it. */
  giveBack(): Promise<void>;
}

type Pump = {
  readonly identity: DeviceIdentity;
  readonly remote: Remote;
  readonly commands: Commands;
  readonly polling: Polling;
};

/** Identifies the pump (reads only), then polls it and carries commands until the connection ends. */
export function openSession(
  connection: Connection,
  setting: DriverSetting & {
    /** A stop was written, and the connection ended before the pump answered. */
    readonly onCut: (commandId: string, asked: MonoMs) => void;
  },
): Session {
  const { clock, report } = setting;
  const silentMs = patience(SILENT_MS, clock.factor, 2500);
  const talk = openTalk(connection, clock, report);
  const stopping = openStopping(talk, clock, report, () => pump?.polling.soon(), setting.onCut);
  let pump: Pump | null = null;

  const cancelWatch = clock.every(1000, () => {
    if (pump === null || elapsed(talk.lastHeard, clock.now().mono) < silentMs) return;
    connection.drop('silent', `no valid frame for ${silentMs / 1000} s`);
  });

  async function begin(): Promise<void> {
    const found = await identify(talk, clock);
    if (talk.over) return;
    if (found.kind === 'failed') connection.drop(found.fault, found.detail);
    else attend(found);
  }

  function attend(found: Identified): void {
    const { identity } = found;
    const remote = openRemote(talk, identity.serialNumber, clock, report);
    const polling = openPolling({
      talk,
      remote,
      clock,
      report,
      found,
      onOtherPump: (serialNumber) => otherPump(identity.serialNumber, serialNumber),
    });
    const commands = openCommands({
      talk,
      remote,
      stopping,
      clock,
      report,
      capabilities: () => polling.capabilities,
      status: () => polling.status,
      pollSoon: () => polling.soon(),
    });
    pump = { identity, remote, commands, polling };
    connection.identified();
    report({ kind: 'link-up', instant: clock.now(), identity });
    report({ kind: 'capabilities', instant: clock.now(), capabilities: polling.capabilities });
    remote.tell('the pump is operated at the pump');
    polling.start();
  }

  /** H11: another pump answers at the same cable. Whatever was granted or planned was for the one before. */
  function otherPump(expected: string, seen: string): void {
    const detail = `serial number ${seen} answers instead of ${expected}`;
    report({ kind: 'fault', instant: clock.now(), fault: 'wrong-device', detail });
    pump?.remote.lose(detail);
    leave();
    void begin();
  }

  function leave(): void {
    pump?.commands.cancel();
    pump?.polling.stop();
    pump = null;
  }

  void begin();

  return {
    bytes: (chunk, instant) => talk.bytes(chunk, instant),
    closed() {
      cancelWatch();
      talk.end();
      report({ kind: 'wire', instant: clock.now(), counters: talk.counters() });
      if (pump !== null && pump.remote.state !== 'pump') {
        report({
          kind: 'control',
          instant: clock.now(),
          control: 'unknown',
          detail: 'the connection is gone',
        });
      }
      leave();
    },
    send(commandId, command) {
      if (command.kind === 'stop') {
        // Written before anything else happens in this tick, identified or not, granted or not.
        stopping.stop(commandId);
        pump?.commands.cancel();
        return;
      }
      if (pump !== null) {
        pump.commands.send(commandId, command);
        return;
      }
      const detail = 'the pump is not identified yet; nothing was sent';
      report({ kind: 'command', instant: clock.now(), commandId, phase: 'refused', detail });
    },
    takeControl(serialNumber) {
      if (pump === null) {
        const detail = 'the pump is not identified yet';
        report({ kind: 'control', instant: clock.now(), control: 'refused', detail });
      } else if (pump.identity.serialNumber !== serialNumber) {
        const detail = `serial number ${pump.identity.serialNumber} is connected, not ${serialNumber}`;
        report({ kind: 'fault', instant: clock.now(), fault: 'wrong-device', detail });
        report({ kind: 'control', instant: clock.now(), control: 'refused', detail });
      } else {
        void pump.remote.take();
      }
    },
    giveBack: async () => pump?.remote.giveBack('remote control was given back'),
  };
}
