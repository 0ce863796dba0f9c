import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveControl } from '../control';
import { pumpSocket } from './pump-socket';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'pump-socket-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('asks a pump simulator for its status, and connects again after it was gone', async () => {
  const address = path.join(folder, 'pump.sock');
  const pump = pumpSocket(address);
  await expect(pump.status()).rejects.toThrow();
  for (const totalDeliveredMl of [1.5, 2.5]) {
    const server = await serveControl(address, async () => ({ status: { totalDeliveredMl } }));
    expect(await pump.status()).toEqual({ totalDeliveredMl });
    expect(await pump.status()).toEqual({ totalDeliveredMl });
    await server.close();
    await expect(pump.status()).rejects.toThrow();
  }
  pump.close();
});
