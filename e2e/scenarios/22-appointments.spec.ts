// Appointments at the desk with no network: booked, checked in, moved, cancelled; a lost answer; a slot that others fill.

import type { Page } from '@playwright/test'
import { seeded } from '../care-api/seeded.ts'
import { countOf, expect, patientPath, test } from './support/ward.ts'

const monday = nextMonday()

/** Far enough ahead that no slot is over. */
function nextMonday(): string {
  const now = new Date()
  const days = (8 - now.getUTCDay()) % 7 || 7
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

const card = (page: Page) => page.getByRole('region', { name: 'Appointments' })
const dialog = (page: Page) => page.getByRole('dialog')
const press = (page: Page, name: string) => card(page).getByRole('button', { name, exact: true }).click()

/** Opens the dialog on the slots of the first practitioner. */
async function lookAtSlots(page: Page, open: string): Promise<void> {
  await press(page, open)
  await dialog(page).getByRole('combobox', { name: 'Practitioner' }).click()
  await page.getByRole('option').first().click()
  await dialog(page).getByLabel('Day').fill(monday)
  await expect(dialog(page).getByRole('radio').first()).toBeVisible()
}

async function chooseSlot(page: Page, at: number, confirm: string): Promise<void> {
  await dialog(page).getByRole('radio').nth(at).click()
  await dialog(page).getByRole('button', { name: confirm, exact: true }).click()
  await expect(dialog(page)).toBeHidden()
}

/** The patient's page, with what a booking needs seen once. */
async function atTheDesk(page: Page, n = 0): Promise<void> {
  await page.goto(patientPath(seeded.patientId(n)))
  await lookAtSlots(page, 'Book appointment')
  await dialog(page).getByRole('button', { name: 'Back' }).click()
}

test('[CA31] [CA34] booked, checked in and moved without network; received once', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await atTheDesk(page)
  await ward.goOffline()
  await lookAtSlots(page, 'Book appointment')
  await chooseSlot(page, 0, 'Book')
  const row = card(page).getByRole('listitem')
  await expect(row.getByText('Booked')).toBeVisible()
  await expect(row.getByText(/Saved on this tablet/)).toBeVisible()
  await press(page, 'Check in')
  await expect(row.getByText('Checked in')).toBeVisible()
  await lookAtSlots(page, 'Move')
  await chooseSlot(page, 1, 'Move')
  await expect(row).toHaveCount(2)
  await expect(row.filter({ hasText: 'Moved' }).getByRole('button')).toHaveCount(0)
  await ward.goOnline()
  await expect(
    card(page)
      .getByText(/Received by CARE/)
      .first(),
  ).toBeVisible({ timeout: 30_000 })
  await expect
    .poll(async () => (await control.state('bookings')).map(({ status }) => status))
    .toEqual(['rescheduled', 'booked'])
  expect(await countOf(control, 'POST', /create_appointment\/$/)).toBe(1)
  expect(await countOf(control, 'POST', /reschedule\/$/)).toBe(1)
})

test('[CA39] what was booked here and is cancelled again leaves nothing to send', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await atTheDesk(page)
  await ward.goOffline()
  await lookAtSlots(page, 'Book appointment')
  await chooseSlot(page, 0, 'Book')
  await press(page, 'Cancel appointment')
  await dialog(page).getByRole('button', { name: 'Cancel it' }).click()
  await expect(card(page).getByText('This patient has no appointments')).toBeVisible()
  await ward.goOnline()
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(page.getByText('Nothing is waiting.')).toBeVisible()
  expect(await control.state('bookings')).toEqual([])
})

test('[CA30] a booking whose answer is lost is there once', async ({ ward, page, control }) => {
  await ward.beginShift()
  await atTheDesk(page)
  await control.addFault({ kind: 'drop-answer', method: 'POST', path: '/create_appointment/$', times: 1 })
  await lookAtSlots(page, 'Book appointment')
  await chooseSlot(page, 0, 'Book')
  await expect(card(page).getByText(/Received by CARE/)).toBeVisible({ timeout: 30_000 })
  await expect(card(page).getByRole('listitem')).toHaveCount(1)
  expect(await control.state('bookings')).toHaveLength(1)
  expect(await countOf(control, 'POST', /create_appointment\/$/)).toBe(1)
})

test('[RP9] a slot that others have filled is told in CARE’s words, and another one is taken', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await atTheDesk(page)
  await ward.goOffline()
  await lookAtSlots(page, 'Book appointment')
  await chooseSlot(page, 0, 'Book')
  const body = { errors: [{ type: 'validation_error', msg: 'Slot is already full' }] }
  await control.addFault({
    kind: 'status',
    status: 400,
    body,
    method: 'POST',
    path: '/create_appointment/$',
    times: 1,
  })
  await ward.goOnline()
  await page.getByRole('link', { name: 'Sync' }).click()
  const attention = page.getByRole('region', { name: /Needs attention/ })
  await expect(attention.getByText('Slot is already full')).toBeVisible({ timeout: 20_000 })
  await page.goto(patientPath(seeded.patientId(0)))
  await lookAtSlots(page, 'Book appointment')
  await chooseSlot(page, 1, 'Book')
  await expect(card(page).getByText(/Received by CARE/)).toBeVisible({ timeout: 20_000 })
  expect(await control.state('bookings')).toHaveLength(1)
})
