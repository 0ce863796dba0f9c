import { epochMs } from '../shared/time/clock';
import type { SelfTest } from '../shared/workstation/events';
import { type SelfTestFacts, selfTest } from '../shared/workstation/self-test';
import { clinicPolicy } from './clinic';

const NOW = epochMs(Date.UTC(2030, 0, 7, 8));

/** A workstation with which nothing is wrong. */
export const soundFacts: SelfTestFacts = {
  record: { kind: 'holds' },
  clock: { now: NOW, newestEntry: epochMs(NOW - 60_000), built: epochMs(NOW - 86_400_000) },
  sound: { working: true, reason: '' },
  library: { kind: 'ready', versionNo: 3 },
  rules: { version: '1' },
  freeBytes: 80e9,
  copy: { made: true, ageDays: 0.5 },
  power: { source: 'mains', batteryPercent: null },
};

/** The self-test of that workstation. */
export const passedSelfTest: SelfTest = { at: NOW, lines: selfTest(soundFacts, clinicPolicy.workstation) };
