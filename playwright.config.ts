import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '**/*.spec.ts',
  // One window at a time: sound, focus and frame times are measured, and a second app would disturb all three.
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  outputDir: '.cache/journeys',
  reporter: [['list']],
});
