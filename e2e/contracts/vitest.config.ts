// The contract suites in a real Chromium; beside it the same suites run over the fakes, in Node.

import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumArguments, findChromium } from '../chromium.ts'

const executablePath = findChromium()
const launchOptions = { args: chromiumArguments, ...(executablePath ? { executablePath } : {}) }

export default defineConfig({
  cacheDir: 'node_modules/.vite/contracts',
  // Found later, they would make the page load again in the middle of a test.
  optimizeDeps: { include: ['comlink', 'dexie', 'fast-check', 'zod'] },
  test: {
    include: ['e2e/contracts/*.test.ts'],
    restoreMocks: true,
    silent: 'passed-only',
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions }),
      instances: [{ browser: 'chromium' }],
    },
  },
})
