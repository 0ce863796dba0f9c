import type { IpcMainInvokeEvent } from 'electron';
import { expect, test, vi } from 'vitest';
import { isTrustedSender } from '../../../electron/shell/lockdown';
import { optionValue } from '../../../electron/shell/prepare';
import { fileFor } from '../../../electron/shell/scheme';

// Importing the real one from Node would start its download.
vi.mock('electron', () => ({ app: {}, protocol: {}, BrowserWindow: {}, Menu: {} }));

const from = (senderFrame: unknown) => ({ senderFrame }) as IpcMainInvokeEvent;

test('only the main frame of our own page is trusted', () => {
  expect(isTrustedSender(from({ parent: null, url: 'app://console/' }))).toBe(true);
  expect(isTrustedSender(from({ parent: null, url: 'app://console/index.html?screen=review' }))).toBe(true);

  expect(isTrustedSender(from(null))).toBe(false);
  expect(isTrustedSender(from({ parent: {}, url: 'app://console/' }))).toBe(false);
  for (const url of [
    '',
    'about:blank',
    'data:text/html,x',
    'file:///index.html',
    'app://console.evil/',
    'app://other/',
  ]) {
    expect(isTrustedSender(from({ parent: null, url }))).toBe(false);
  }
});

test('a URL reaches files below the folder and no others', () => {
  expect(fileFor('app://console/', '/app/page')).toBe('/app/page/index.html');
  expect(fileFor('app://console/assets/a%20b.js?v=1', '/app/page')).toBe('/app/page/assets/a b.js');

  const outside = [
    'app://other/',
    'app://console/%2e%2e%2fsecret',
    'app://console/..%2f..%2fetc/passwd',
    'app://console/%ff',
  ];
  for (const url of [...outside, 'app://console/a%00.js']) expect(fileFor(url, '/app/page')).toBeUndefined();
  // A neighbour whose name begins like the folder's.
  expect(fileFor('app://console/..%2fpage-old/x', '/app/page')).toBeUndefined();
});

test('options are read in both spellings', () => {
  expect(optionValue('--data-dir', ['electron', '--data-dir', '/a'])).toBe('/a');
  expect(optionValue('--data-dir', ['electron', '--data-dir=/a=b'])).toBe('/a=b');
  expect(optionValue('--data-dir', ['electron', '--data-dirs=/a'])).toBeUndefined();
});
