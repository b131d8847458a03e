// The slots at the desk: looked at once while there is a network, booked from without.

import type { Page } from '@playwright/test'
import { seeded } from '../../care-api/seeded.ts'
import type { Colleague } from './elsewhere.ts'
import { expect, patientPath } from './ward.ts'

const monday = nextMonday()

/** Far enough ahead that no slot is over. */
function nextMonday(): string {
  const now = new Date()
  const days = (8 - now.getUTCDay()) % 7 || 7
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

const card = (page: Page) => page.getByRole('region', { name: 'Appointments' })
const dialog = (page: Page) => page.getByRole('dialog')

/** Opens the dialog on the slots of the first practitioner. */
async function lookAtSlots(page: Page): Promise<void> {
  await card(page).getByRole('button', { name: 'Book appointment' }).click()
  await dialog(page).getByRole('combobox', { name: 'Practitioner' }).click()
  await page.getByRole('option').first().click()
  await dialog(page).getByLabel('Day').fill(monday)
  await expect(dialog(page).getByRole('radio').first()).toBeVisible()
}

/** On the patient's page, with what a booking needs seen once. */
export async function atTheDesk(page: Page, n: number): Promise<void> {
  await page.goto(patientPath(seeded.patientId(n)))
  await lookAtSlots(page)
  await dialog(page).getByRole('button', { name: 'Back' }).click()
}

/** Books the slot at that place in the list. */
export async function bookSlot(page: Page, at: number): Promise<void> {
  await lookAtSlots(page)
  await dialog(page).getByRole('radio').nth(at).click()
  await dialog(page).getByRole('button', { name: 'Book', exact: true }).click()
  await expect(dialog(page)).toBeHidden()
}

/** Others book it until it is full; how many they were. */
export async function fillSlot(doctor: Colleague, slotId: string): Promise<number> {
  for (let n = 0; ; n++) {
    const path = `/facility/${seeded.facilityId}/slots/${slotId}/create_appointment/`
    const refused = await doctor.post(path, { patient: seeded.patientId(n + 1), note: '' }).catch(String)
    if (typeof refused === 'string') {
      expect(refused).toContain('Slot is already full')
      return n
    }
  }
}
