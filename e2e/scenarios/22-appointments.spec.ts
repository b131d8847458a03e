// Appointments at the desk with no network: booked, checked in, moved, cancelled; a lost answer; a slot that others fill.

import { seeded } from '../care-api/seeded.ts'
import { atTheDesk, card, chooseSlot, dialog, lookAtSlots, press } from './support/booking.ts'
import { countOf, expect, patientPath, test } from './support/ward.ts'

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
