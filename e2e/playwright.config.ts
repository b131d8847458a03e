// The scenarios: two at a time, each with a browser, a ward and an API of its own. No retries: a flaky test is a bug to
// find.

import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'scenarios',
  outputDir: '../test-results/end-to-end',
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/end-to-end.json' }]],
  use: {
    baseURL: 'http://localhost:4173',
    viewport: { width: 1280, height: 800 },
    locale: 'en-IN',
    actionTimeout: 10_000,
    // Its pictures of each moment would cost as much as the scenarios themselves.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
  },
})
