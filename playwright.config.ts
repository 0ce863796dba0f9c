import { defineConfig } from '@playwright/test';

/** Sound, frames and timers are measured here: a second app beside it would disturb all three. */
const measured = ['alarm-flash', 'alarm-sound', 'rebuilt-window', 'shell', 'window', 'workstation'].map(
  (name) => `**/${name}.spec.ts`,
);

export default defineConfig({
  testDir: 'tests/journeys',
  globalSetup: './tests/journeys/used-record.ts',
  projects: [
    {
      name: 'journeys',
      testMatch: '**/*.spec.ts',
      testIgnore: measured,
      // Every journey has a console, devices and a record of its own. The longest, axe, comes early by its name.
      fullyParallel: true,
    },
    { name: 'measured', testMatch: measured },
  ],
  workers: process.env.JOURNEY_DISPLAYS?.split(' ').length ?? 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  outputDir: '.cache/journeys',
  reporter: [['list']],
});
