// What CARE's testers found in an earlier attempt at offline support (August and November 2025), each under a number.

import type { Page } from '@playwright/test'
import { seeded } from '../care-api/seeded.ts'
import { atTheDesk, card, chooseSlot, lookAtSlots } from './support/booking.ts'
import { expect, made, patientPath, test } from './support/ward.ts'

test('QA1: [CA73] [RD5] an encounter for a patient who was registered online a moment before', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  const registered = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/api/v1/patient/'),
  )
  await ward.submitRegistration('Just Registered')
  expect((await registered).status()).toBe(200)
  await ward.goOffline()
  await expect(page.getByRole('heading', { name: 'Just Registered', exact: true })).toBeVisible()
  await ward.startEncounter()
  await ward.recordVitals('37.4')
  await ward.goOnline()
  await expect.poll(() => made(control, 'responses'), { timeout: 30_000 }).toBe(1)
  expect([await made(control, 'patients'), await made(control, 'encounters')]).toEqual([1, 1])
})

test('QA2: [CA73] [CA48] an encounter that was begun offline is completed offline', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('In And Out')
  await ward.startEncounter()
  await page.getByRole('button', { name: 'Complete encounter' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Complete', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Record vitals' })).toBeHidden()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Inpatient' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Record vitals' })).toBeHidden()
  await ward.goOnline()
  await expect
    .poll(async () => (await control.state('encounters')).at(-1)?.status, { timeout: 30_000 })
    .toBe('completed')
  expect(await made(control, 'encounters')).toBe(1)
})

test('QA3: [CA73] the encounter’s page shows the same before, during and after the sync, untouched', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Always The Same')
  await ward.startEncounter()
  await ward.recordVitals('38.2')
  await watch(page, ['Always The Same', 'Inpatient', '38.2 °C'])
  await ward.goOnline()
  await expect.poll(() => made(control, 'responses'), { timeout: 30_000 }).toBe(1)
  await expect(page.getByText(/Received by CARE/)).toHaveCount(3, { timeout: 20_000 })
  const [whole, ...others] = await seen(page)
  expect([whole, others]).toEqual(['Always The Same, Inpatient, 38.2 °C', []])
})

test('QA4: [CA73] [CA31] an appointment is booked offline, for a patient registered offline', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await atTheDesk(page)
  await ward.goOffline()
  await ward.register('Booked Offline')
  await lookAtSlots(page, 'Book appointment')
  await chooseSlot(page, 0, 'Book')
  await page.reload()
  await expect(card(page).getByText('Booked', { exact: true })).toBeVisible()
  await ward.goOnline()
  await expect(card(page).getByText(/Received by CARE/)).toBeVisible({ timeout: 30_000 })
  const [patient] = (await control.state('patients')).slice(-1)
  expect(await control.state('bookings')).toMatchObject([{ patient: patient?.id, status: 'booked' }])
})

test('QA5: [CA73] the last sync is told with date and time, also after an offline reload', async ({
  ward,
  page,
}) => {
  await ward.beginShift()
  await page.getByRole('link', { name: 'Sync' }).click()
  const year = String(new Date().getFullYear())
  const told = page.getByText(new RegExp(`Last sync.*${year}.*\\d:\\d\\d`))
  await expect(told).toBeVisible({ timeout: 20_000 })
  await ward.goOffline()
  await page.reload()
  await expect(told).toBeVisible()
  await expect(page.getByText(/No sync from this tablet yet|never/i)).toHaveCount(0)
})

test('QA6: [CA73] [SE3] nobody is locked out when the session ends offline: reading and writing go on', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await page.goto(patientPath(seeded.patientId(0)))
  // All of the page has been read.
  await expect(
    page.getByRole('region', { name: 'Encounter details' }).getByRole('term').first(),
  ).toBeVisible()
  await expect(page.getByText('None recorded')).toHaveCount(3)
  await expect(page.getByText('No forms have been filled in yet')).toBeVisible()
  await ward.goOffline()
  await control.expireTokens()
  // The app asks for new tokens at each start.
  await page.reload()
  await ward.recordVitals('36.6')
  await ward.register('While Locked Out')
  await ward.openWard()
  await expect(page).not.toHaveURL(/login|session-expired/)
  await ward.goOnline()
  await expect(page).toHaveURL(/session-expired/, { timeout: 30_000 })
  await ward.signInAgain('nurse')
  await expect.poll(() => made(control, 'responses'), { timeout: 30_000 }).toBe(1)
  await expect.poll(() => made(control, 'patients')).toBe(1)
})

/** From now on notes, with every change of the page, which of the words stand there. */
const watch = (page: Page, words: string[]): Promise<void> =>
  page.evaluate((wanted) => {
    const look = () => {
      const there = wanted.filter((word) => document.body.textContent.includes(word)).join(', ')
      const before = document.body.dataset.seen?.split('\n') ?? []
      if (!before.includes(there)) document.body.dataset.seen = [...before, there].join('\n')
    }
    look()
    new MutationObserver(look).observe(document.body, {
      childList: true,
      subtree: true,
      characterData: true,
    })
  }, words)

const seen = (page: Page): Promise<string[]> =>
  page.evaluate(() => document.body.dataset.seen?.split('\n') ?? [])
