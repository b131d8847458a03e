// Booking an appointment in the ward app, as a nurse at the desk does.

import type { Page } from '@playwright/test'
import { seeded } from '../../care-api/seeded.ts'
import { expect, patientPath } from './ward.ts'

const monday = nextMonday()

/** Far enough ahead that no slot is over. */
function nextMonday(): string {
  const now = new Date()
  const days = (8 - now.getUTCDay()) % 7 || 7
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

export const card = (page: Page) => page.getByRole('region', { name: 'Appointments' })
export const dialog = (page: Page) => page.getByRole('dialog')
export const press = (page: Page, name: string) =>
  card(page).getByRole('button', { name, exact: true }).click()

/** Opens the dialog on the slots of the first practitioner. */
export async function lookAtSlots(page: Page, open: string): Promise<void> {
  await press(page, open)
  await dialog(page).getByRole('combobox', { name: 'Practitioner' }).click()
  await page.getByRole('option').first().click()
  await dialog(page).getByLabel('Day').fill(monday)
  await expect(dialog(page).getByRole('radio').first()).toBeVisible()
}

export async function chooseSlot(page: Page, at: number, confirm: string): Promise<void> {
  await dialog(page).getByRole('radio').nth(at).click()
  await dialog(page).getByRole('button', { name: confirm, exact: true }).click()
  await expect(dialog(page)).toBeHidden()
}

/** The patient's page, with what a booking needs seen once. */
export async function atTheDesk(page: Page, n = 0): Promise<void> {
  await page.goto(patientPath(seeded.patientId(n)))
  await lookAtSlots(page, 'Book appointment')
  await dialog(page).getByRole('button', { name: 'Back' }).click()
}
