import type { LinkFault } from '../../../shared/readings/device';
import type { Clock, Instant, MonoMs } from '../../../shared/time/clock';
import { elapsed, patience } from '../../../shared/time/clock';
import type { DeviceReport } from '../driver';
import type { LineSettings, OpenPort, Port, PortClosed } from './port';
import { PortRefused } from './port';

/** Pauses before the first, second and every further attempt to connect again, ms. */
export const RECONNECT_MS = [1000, 2000, 5000] as const;

/** Bytes for this long without one valid frame are noise: wrong speed, wrong protocol or a bad cable, ms. */
export const NOISE_MS = 3000;

const NOISE_WORDS = 'bytes arrive, but no valid frame: check speed and protocol';

/** The conversation over one connection. A new connection gets a new conversation: nothing old can leak into it. */
export interface Conversation {
  /** Bytes as they came, stamped once. */
  bytes(chunk: Uint8Array, instant: Instant): void;
  /** The connection is gone: stop timers, write nothing more. Called once. */
  closed(closed: PortClosed): void;
}

/** One open connection, as its conversation sees it. */
export interface Connection {
  /** Writes in the same tick. Rejects when it is not certain that the bytes left. */
  write(bytes: Uint8Array): Promise<void>;
  /** A frame passed its check: the line is not noise. Call it for every valid frame. */
  heard(): void;
  /** The device is identified (the driver reports `link-up` itself): the outage is over, the back-off starts anew. */
  identified(): void;
  /** Gives this connection up; the link reports why, once, and tries again after the back-off. */
  drop(fault: LinkFault, detail: string): void;
}

export type LinkSetting = {
  readonly openPort: OpenPort;
  readonly line: LineSettings;
  readonly clock: Clock;
  readonly report: (report: DeviceReport) => void;
  /** Starts a conversation; it may write at once. */
  readonly converse: (connection: Connection) => Conversation;
};

/** A line kept alive until `close`. */
export interface Link {
  open(): void;
  /** Closes the port, stops for good and reports `link-down` (closed) if an outage was not reported already. */
  close(): Promise<void>;
}

/**
 * Keeps one connection at a time alive: open, converse, and on loss report `link-down` once per outage, then open a
 * new port after 1, 2, 5, 5 … s. While the outage lasts a changed reason (missing, then busy) is reported as `fault`.
 * All durations in clock time.
 */
export function keepLink(setting: LinkSetting): Link {
  const { clock, report } = setting;
  const noiseMs = patience(NOISE_MS, clock.factor, 250);
  let stopped = false;
  let attempt = 0;
  let outage: LinkFault | null = null;
  let current: { port: Port; drop(fault: LinkFault, detail: string): void } | null = null;
  let opening: Promise<void> | null = null;
  let cancelRetry: (() => void) | null = null;

  function lost(fault: LinkFault, detail: string): void {
    if (outage === null) report({ kind: 'link-down', instant: clock.now(), fault, detail });
    else if (outage !== fault) report({ kind: 'fault', instant: clock.now(), fault, detail });
    outage = fault;
    if (stopped) return;
    const pause = RECONNECT_MS[Math.min(attempt, RECONNECT_MS.length - 1)] ?? 5000;
    attempt += 1;
    cancelRetry = clock.after(pause, connect);
  }

  function connect(): void {
    cancelRetry = null;
    opening = setting
      .openPort(setting.line)
      .then(async (port) => {
        if (stopped) await port.close();
        else attach(port);
      })
      .catch((error: unknown) => {
        const fault = error instanceof PortRefused ? error.fault : 'port-missing';
        if (!stopped) lost(fault, error instanceof Error ? error.message : String(error));
      })
      .finally(() => {
        opening = null;
      });
  }

  function attach(port: Port): void {
    let over = false;
    let unheardSince: MonoMs | null = null;
    let lastByteAt: MonoMs | null = null;
    let noisy = false;
    let heardNow = false;
    let conversation: Conversation | null = null;
    const early: { chunk: Uint8Array; instant: Instant }[] = [];

    function end(closed: PortClosed): void {
      if (over) return;
      over = true;
      current = null;
      conversation?.closed(closed);
      lost(closed.fault, closed.detail);
    }

    function pass(talk: Conversation, chunk: Uint8Array, instant: Instant): void {
      heardNow = false;
      talk.bytes(chunk, instant);
      if (!over && !heardNow) listenForNoise(instant);
    }

    function listenForNoise(instant: Instant): void {
      // A stray byte now and one a minute ago are no noise: it has to go on.
      if (lastByteAt !== null && elapsed(lastByteAt, instant.mono) >= noiseMs) unheardSince = null;
      lastByteAt = instant.mono;
      unheardSince ??= instant.mono;
      if (noisy || elapsed(unheardSince, instant.mono) < noiseMs) return;
      noisy = true;
      report({ kind: 'fault', instant, fault: 'noise', detail: NOISE_WORDS });
    }

    function drop(fault: LinkFault, detail: string): void {
      if (over) return;
      const closed =
        fault === 'silent' && noisy ? { fault: 'noise' as const, detail: NOISE_WORDS } : { fault, detail };
      // The reason is told before the port closes, so that the port's own "closed" can not take its place.
      end(closed);
      void port.close().catch(() => {});
    }

    const connection: Connection = {
      write: (bytes) => (over ? Promise.reject(new Error('the connection is gone')) : port.write(bytes)),
      heard: () => {
        heardNow = true;
        unheardSince = null;
        noisy = false;
      },
      identified: () => {
        outage = null;
        attempt = 0;
      },
      drop,
    };

    current = { port, drop };
    port.onBytes((chunk, instant) => {
      if (over) return;
      if (conversation === null) {
        early.push({ chunk, instant });
        return;
      }
      pass(conversation, chunk, instant);
    });
    port.onClosed(end);
    if (over) return;
    conversation = setting.converse(connection);
    for (const { chunk, instant } of early) pass(conversation, chunk, instant);
  }

  return {
    open: connect,
    async close() {
      stopped = true;
      cancelRetry?.();
      cancelRetry = null;
      await opening;
      const port = current?.port;
      current?.drop('closed', 'closed by the console');
      if (port !== undefined) await port.close();
    },
  };
}
