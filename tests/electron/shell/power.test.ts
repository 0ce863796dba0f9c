import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { powerOf, readSupplies } from '../../../electron/shell/power';

/** Files as Linux writes them: one line each, with its newline. */
function supplies(entries: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'power-supply-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, files] of Object.entries(entries)) {
    mkdirSync(path.join(folder, name));
    for (const [file, text] of Object.entries(files))
      writeFileSync(path.join(folder, name, file), `${text}\n`);
  }
  return readSupplies(folder);
}

const mains = (online: string) => ({ type: 'Mains', online });
const battery = (status: string, capacity: string) => ({ type: 'Battery', status, capacity, present: '1' });

describe('what Linux says of the power (SR-206)', () => {
  it('a laptop on mains, charging and full', () => {
    expect(powerOf(supplies({ AC: mains('1'), BAT0: battery('Charging', '63') }), false)).toEqual({
      source: 'mains',
      batteryPercent: 63,
    });
    expect(powerOf(supplies({ AC: mains('1'), BAT0: battery('Full', '100') }), false).source).toBe('mains');
    expect(powerOf(supplies({ ADP1: mains('1'), BAT0: battery('Not charging', '80') }), false).source).toBe(
      'mains',
    );
  });

  it('a laptop whose cable is out, and one that discharges although something claims to be online', () => {
    const out = { source: 'battery', batteryPercent: 41 };
    expect(powerOf(supplies({ AC: mains('0'), BAT0: battery('Discharging', '41') }), false)).toEqual(out);
    const dock = { type: 'USB', online: '1' };
    expect(powerOf(supplies({ dock, BAT0: battery('Discharging', '41') }), false)).toEqual(out);
  });

  it('of two batteries the fullest counts', () => {
    const two = { BAT0: battery('Discharging', '4'), BAT1: battery('Not charging', '88') };
    expect(powerOf(supplies({ AC: mains('0'), ...two }), false)).toEqual({
      source: 'battery',
      batteryPercent: 88,
    });
  });

  it('the battery of a mouse is not the workstation’s', () => {
    const mouse = { ...battery('Discharging', '5'), scope: 'Device' };
    expect(powerOf(supplies({ mouse }), false)).toEqual({ source: 'unknown', batteryPercent: null });
  });

  it('a desktop, a level that is no number, a folder that is not there: unknown', () => {
    expect(powerOf(supplies({}), false)).toEqual({ source: 'unknown', batteryPercent: null });
    expect(powerOf(supplies({ BAT0: battery('Unknown', 'n/a') }), false)).toEqual({
      source: 'unknown',
      batteryPercent: null,
    });
    expect(powerOf(readSupplies('/no/such/folder'), false).source).toBe('unknown');
  });

  it('the system’s own word counts where it says battery', () => {
    expect(powerOf([], true)).toEqual({ source: 'battery', batteryPercent: null });
  });
});
