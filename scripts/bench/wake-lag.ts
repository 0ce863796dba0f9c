import { Worker } from 'node:worker_threads';
import { type Row, row } from './numbers';

const EVERY_MS = 20;

/** Sleeps on the kernel's own clock, so that nothing of ours but the wake-up is measured. */
const PROGRAM = `
  const { parentPort } = require('node:worker_threads');
  const cell = new Int32Array(new SharedArrayBuffer(4));
  for (;;) {
    const before = process.hrtime.bigint();
    Atomics.wait(cell, 0, 0, ${EVERY_MS});
    parentPort.postMessage(Number(process.hrtime.bigint() - before) / 1e6 - ${EVERY_MS});
  }
`;

/**
 * How late the machine wakes a thread that wants nothing but to be woken: what everything else on this machine costs
 * whoever must act in time. No number beside it can be better.
 */
export function watchWakeLag(): () => Promise<Row> {
  const lags: number[] = [];
  const worker = new Worker(PROGRAM, { eval: true });
  worker.on('message', (lag: number) => lags.push(Math.max(0, lag)));
  return async () => {
    await worker.terminate();
    return row('  (an idle thread of this machine is woken late by)', lags);
  };
}
