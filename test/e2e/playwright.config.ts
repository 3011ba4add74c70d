import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '..',
  testMatch: ['e2e/**/*.spec.ts', 'renderer/**/*.spec.ts'],
  outputDir: '../../test-results/e2e',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  // Each test starts the app and a Chromium of its own, and waits half of its time: for a clock, or for a program to start.
  // On Electron itself they share one clipboard, so there it is one at a time.
  workers: process.env.DOCKPASS_TEST_HOST === 'electron' ? 1 : 3,
  fullyParallel: true,
  forbidOnly: true,
  // A test that fails now and then is a defect of the test or of the product: neither is hidden by a second try.
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '../../test-results/e2e.json' }]],
  // What only a pretended computer can do; see test/support/electron-host/.
  ...(process.env.DOCKPASS_TEST_HOST !== undefined && { grepInvert: /@stand-in/ }),
  // What a test waits for in vain is named, and not only that its time is over.
  use: { actionTimeout: 30_000, timezoneId: 'Europe/Amsterdam', locale: 'en-GB' },
});
