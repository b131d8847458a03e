// The sync page, and the form behind "Choose another slot", "Fill in again" and their like.

import type { Locator, Page } from '@playwright/test'
import { expect } from './ward.ts'

export interface SyncPage {
  open(): Promise<void>
  attention: Locator
  waiting: Locator
  received: Locator
  /** The refused row of that kind ("New appointment"), once it is told why. */
  refused(type: string, why: RegExp): Promise<Locator>
  /** Presses a button of a row; ends in the form that it opens. */
  mend(row: Locator, name: string): Promise<void>
  /** Saves the form, and comes back to where it was opened. */
  save(): Promise<void>
  /** Nothing needs anybody, and nothing waits. */
  isDone(): Promise<void>
}

export function syncPage(page: Page): SyncPage {
  const region = (name: RegExp) => page.getByRole('region', { name })
  const attention = region(/^Needs attention/)
  return {
    attention,
    waiting: region(/^Waiting to be sent/),
    received: region(/^Received by CARE/),
    async open() {
      await page.getByRole('link', { name: 'Sync', exact: true }).click()
      await expect(page.getByRole('heading', { name: 'Sync status' })).toBeVisible()
    },
    async refused(type, why) {
      const row = attention.getByRole('listitem').filter({ hasText: type }).filter({ hasText: why })
      await expect(row).toBeVisible({ timeout: 30_000 })
      await expect(row.getByText('What CARE said')).toBeVisible()
      return row
    },
    async mend(row, name) {
      await row.getByRole('button', { name }).click()
      await expect(page.getByRole('heading', { name: 'Change what was saved' })).toBeFocused()
    },
    async save() {
      await page.getByRole('button', { name: 'Save and send' }).click()
      await expect(page.getByText('Changed; it will be sent')).toBeVisible()
    },
    async isDone() {
      await expect(page.getByText('Nothing needs your attention.')).toBeVisible({ timeout: 30_000 })
      await expect(page.getByText('Nothing is waiting.')).toBeVisible({ timeout: 30_000 })
    },
  }
}
