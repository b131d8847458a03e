// A tablet: one Chromium with a disk of its own, that can be killed like any program, and opened again over its disk.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from '@playwright/test'
import { test as base, createWard, type Ward } from './ward.ts'

interface Tablet {
  /** Opens the browser on its first page. */
  open(): Promise<Ward>
  /** No goodbye: every process of the browser is gone at once. */
  kill(): Promise<void>
}

export const test = base.extend<{ tablet: Tablet }>({
  tablet: async ({ playwright, control }, use) => {
    const disk = mkdtempSync(join(tmpdir(), 'care-tablet-'))
    let context: BrowserContext | undefined
    await use({
      async open() {
        context = await playwright.chromium.launchPersistentContext(disk)
        const [page = await context.newPage()] = context.pages()
        return createWard(page, context, control)
      },
      async kill() {
        if (!context) return
        const gone = context.waitForEvent('close')
        process.kill(-(await processOf(context)), 'SIGKILL')
        await gone
        context = undefined
      },
    })
    await context?.close()
    rmSync(disk, { recursive: true, force: true })
  },
})

/** The browser's own process, which leads the group of all of them. */
async function processOf(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession()
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {}
  const id = processInfo.find(({ type }) => type === 'browser')?.id
  if (id === undefined) throw new Error('The browser does not tell its process')
  return id
}
