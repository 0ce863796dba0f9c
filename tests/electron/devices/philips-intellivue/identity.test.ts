import { describe, expect, test } from 'vitest';
import { decodeMessage, objectClass } from '../../../../electron/devices/philips-intellivue/codec';
import { FrameParser } from '../../../../electron/devices/philips-intellivue/frame';
import { fingerprintOf, isAnotherPatient } from '../../../../electron/devices/philips-intellivue/patient';
import { demographicObjects } from '../../../simulator/philips-intellivue/objects';
import { type Bedside, bedside } from './bedside';
import { captured } from './fixtures';

const ANOTHER_PATIENT = 'the monitor now shows another patient';

function warnings(bed: Bedside): string[] {
  return bed.all('fault').flatMap(({ fault, detail }) => (fault === 'wrong-device' ? [detail] : []));
}

describe('who is at the cable', () => {
  test('the same monitor and patient after a lost link: no warning', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(2000);
    bed.monitor.fault('abort', null);
    await bed.linked(2);
    await bed.clock.advance(5000);
    expect(warnings(bed)).toEqual([]);
  });

  test('another patient after a lost link is told, without a name', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(2000);
    bed.monitor.fault('other-patient', null);
    bed.monitor.fault('abort', null);
    await bed.linked(2);
    await bed.clock.advance(2000);
    expect(warnings(bed)).toEqual([ANOTHER_PATIENT]);
    expect(JSON.stringify(bed.all('fault'))).not.toContain('Simulated-');
    expect(JSON.stringify(bed.all('link-up'))).not.toContain('Simulated-');
  });

  test('another patient without a lost link is seen within six seconds', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(2000);
    bed.monitor.fault('other-patient', null);
    await bed.clock.advance(6_000);
    expect(warnings(bed)).toEqual([ANOTHER_PATIENT]);
    expect(bed.all('link-down')).toEqual([]);
  });

  test('another monitor is told, and its patient is not compared with the one before', async () => {
    const bed = bedside();
    bed.driver.open();
    await bed.linked();
    await bed.clock.advance(2000);
    bed.monitor.fault('other-monitor', null);
    bed.monitor.fault('other-patient', null);
    await bed.linked(2);
    await bed.clock.advance(2000);
    expect(warnings(bed)).toEqual(['another monitor answers at this port']);
    expect(bed.last('link-up').identity.serialNumber).toBe('SIM0000001-1');
  });

  test('a monitor that does not tell its serial number is known by its system id', async () => {
    const bed = bedside();
    bed.line.receive = (bytes) => {
      const [found] = new FrameParser().push(bytes);
      const message = found?.kind === 'frame' ? decodeMessage(found.userData) : null;
      const asked = message?.kind === 'poll-request' && message.objectClass === objectClass.mds;
      if (!asked) bed.monitor.receive(bytes);
    };
    bed.driver.open();
    await bed.linked();
    expect(bed.last('link-up').identity.serialNumber).toBe('0253494D0000');
    expect(bed.all('link-down')).toEqual([]);
  });
});

describe('fingerprint of a patient', () => {
  const one = fingerprintOf(demographicObjects(1, new Uint8Array(6))[0]?.attributes ?? []);
  const two = fingerprintOf(demographicObjects(2, new Uint8Array(6))[0]?.attributes ?? []);

  test('differs between patients and holds nothing readable', () => {
    expect(isAnotherPatient(one, one)).toBe(false);
    expect(isAnotherPatient(one, two)).toBe(true);
    for (const hash of Object.values(one)) expect(hash === null || /^[0-9a-f]{64}$/.test(hash)).toBe(true);
  });

  test('a field filled in later is the same patient, a field emptied is not', () => {
    expect(isAnotherPatient({ ...one, familyName: null }, one)).toBe(false);
    expect(isAnotherPatient(one, { ...one, familyName: null })).toBe(true);
  });

  test('of the discharged bed of the real session has only the internal id', () => {
    const result = decodeMessage(captured(54));
    if (result.kind !== 'poll-result') throw new Error(result.kind);
    const print = fingerprintOf(result.objects[0]?.attributes ?? []);
    expect(Object.entries(print).flatMap(([field, hash]) => (hash === null ? [] : [field]))).toEqual([
      'internalId',
    ]);
  });
});
