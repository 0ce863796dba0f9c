import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CommandPhase, DeviceReport } from '../../../electron/devices/driver';
import type { FromHost, ToHost } from '../../../electron/devices/host-messages';
import { startDeviceHost } from '../../../electron/devices/host-process';
import { mlPerHour } from '../../../shared/units/units';
import { ManualClock } from '../../clock';

vi.mock('electron', () => ({ utilityProcess: {} }));
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The process that owns the ports, as the main process sees it; `told` is what reached it while it lived. */
function child() {
  const told: ToHost[] = [];
  const hear = new Map<string, (value: never) => void>();
  let over = false;
  return {
    told,
    postMessage: (message: ToHost) => void (over || told.push(message)),
    kill: () => true,
    on: (event: string, listener: (value: never) => void) => void hear.set(event, listener),
    /** Gone, and nobody has heard of it yet. */
    dies() {
      over = true;
    },
    exit() {
      over = true;
      hear.get('exit')?.(1 as never);
    },
    says(commandId: string, phase: CommandPhase) {
      const instant = new ManualClock().now();
      const report: DeviceReport = { kind: 'command', instant, commandId, phase, detail: '' };
      hear.get('message')?.({ kind: 'report', role: 'pump', report } satisfies FromHost as never);
    },
  };
}

function kept() {
  const children: ReturnType<typeof child>[] = [];
  const host = startDeviceHost({
    entry: 'device-host.cjs',
    configure: {
      ...{ kind: 'configure', pump: { protocol: 'alaris-asena', port: '/dev/pump' }, monitor: null },
      ...{ origin: { atMs: 0, rawMs: 0, monoMs: 0, factor: 1 } as never, acceptDemoData: false },
    },
    clock: new ManualClock(),
    report: () => {},
    fork: () => {
      const one = child();
      children.push(one);
      return one;
    },
  });
  const commands = (at: number) =>
    children.at(at)?.told.flatMap((message) => (message.kind === 'command' ? [message.commandId] : []));
  const stop = (commandId: string) => host.say({ kind: 'command', commandId, command: { kind: 'stop' } });
  return { host, children, commands, stop };
}

describe('the process that owns the ports', () => {
  it('gets a stop that fell between its end and its next beginning, also where the end was not yet known', () => {
    const { children, commands, stop } = kept();
    children[0]?.dies();
    stop('unseen');
    children[0]?.exit();
    stop('between');
    vi.advanceTimersByTime(1_000);
    expect(children).toHaveLength(2);
    expect(children[1]?.told[0]).toMatchObject({ kind: 'configure' });
    expect(commands(1)).toEqual(['unseen', 'between']);
  });

  it('gets none again that was taken, that something else followed, or that is ten seconds old', () => {
    const { host, children, commands, stop } = kept();
    stop('taken');
    children[0]?.says('taken', 'acknowledged');
    stop('followed');
    const rateMlPerHour = mlPerHour(5);
    host.say({ kind: 'command', commandId: 'rate', command: { kind: 'set-rate', rateMlPerHour } });
    stop('old');
    vi.advanceTimersByTime(10_000);
    stop('new');
    children[0]?.says('new', 'sent');
    children[0]?.exit();
    vi.advanceTimersByTime(5_000);
    expect(commands(1)).toEqual(['new']);
  });
});
