// The scenarios: one browser at a time against one ward, one API. No retries: a flaky test is a bug to find.

import { defineConfig } from '@playwright/test'
import { chromiumArguments, findChromium } from './chromium.ts'

const executablePath = findChromium()

export default defineConfig({
  testDir: 'scenarios',
  outputDir: '../test-results/end-to-end',
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: '../test-results/end-to-end.json' }]],
  globalSetup: './scenarios/support/global-setup.ts',
  use: {
    baseURL: 'http://localhost:4173',
    viewport: { width: 1280, height: 800 },
    locale: 'en-IN',
    actionTimeout: 10_000,
    trace: 'retain-on-failure',
    launchOptions: { args: chromiumArguments, ...(executablePath ? { executablePath } : {}) },
  },
})
