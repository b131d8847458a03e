// Stops every service worker at once, as the browser does when memory is short; the next event starts it anew.

import type { Page } from '@playwright/test'

export async function stopWorkers(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.stopAllWorkers')
  await session.detach()
}
