import { defineConfig } from '@playwright/test';

/** Sound, frames and timers are measured here: a second app beside it would disturb all three. */
const measured = ['alarm-flash', 'alarm-sound', 'rebuilt-window', 'shell', 'window', 'workstation'].map(
  (name) => `**/${name}.spec.ts`,
);

export default defineConfig({
  testDir: 'tests/journeys',
  projects: [
    {
      name: 'journeys',
      testMatch: '**/*.spec.ts',
      testIgnore: measured,
    },
    { name: 'measured', testMatch: measured },
  ],
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  outputDir: '.cache/journeys',
  reporter: [['list']],
});
