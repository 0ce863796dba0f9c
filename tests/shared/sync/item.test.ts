import { expect, test } from 'vitest';
import {
  localReference,
  localReferences,
  localTarget,
  localVersionReference,
} from '../../../shared/sync/item';

test('a local reference names its item, whatever stands in the key', () => {
  const reference = localReference('trend-block', '0192f0c1/0003');
  expect(localTarget(reference)).toEqual({ kind: 'trend-block', key: '0192f0c1/0003', ofVersion: false });
  expect(localTarget('Patient/12')).toBeNull();
});

test('a reference to one version names the item and says so', () => {
  const reference = localVersionReference('order', 'o1');
  expect(localTarget(reference)).toEqual({ kind: 'order', key: 'o1', ofVersion: true });
});

test('the references of a resource are found wherever they stand, each once, and only local ones', () => {
  const resource = {
    resourceType: 'Observation',
    subject: { reference: 'local:patient/p1' },
    device: { reference: 'Device/9' },
    derivedFrom: [{ reference: 'local:obs/a' }, { reference: 'local:patient/p1' }],
    note: 'local:obs/b',
  };
  expect(localReferences(resource)).toEqual(['local:patient/p1', 'local:obs/a']);
});
