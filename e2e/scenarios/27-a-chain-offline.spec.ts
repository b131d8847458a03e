// A whole visit with the network cut: registered, booked, admitted from the booking, examined, corrected, completed; the
// tablet reloaded in between. Then the network: CARE holds each once, and the page that was open all the while goes on.

import type { Page } from '@playwright/test'
import { atTheDesk, card, chooseSlot, lookAtSlots, press } from './support/booking.ts'
import { countOf, expect, made, test, type Ward } from './support/ward.ts'

const temporary = /-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-0ff11e/

async function book(page: Page): Promise<void> {
  await lookAtSlots(page, 'Book appointment')
  await chooseSlot(page, 0, 'Book')
  await expect(card(page).getByText('Booked', { exact: true })).toBeVisible()
}

async function beginFromBooking(page: Page): Promise<void> {
  await card(page).getByRole('link', { name: 'Begin visit' }).click()
  await page.getByRole('radio', { name: 'Inpatient' }).click()
  const department = page.getByRole('checkbox').first()
  if (!(await department.isChecked())) await department.click()
  await page.getByRole('button', { name: 'Start encounter' }).click()
  await expect(page.getByRole('link', { name: 'Record vitals' })).toBeVisible()
}

async function findFever(page: Page, severity: string): Promise<void> {
  await page.getByRole('link', { name: 'Add findings' }).click()
  await page.getByRole('combobox', { name: 'Symptom' }).click()
  await page.getByRole('option', { name: 'Fever' }).click()
  await page.getByRole('radio', { name: severity, exact: true }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(fever(page)).toContainText(severity)
}

const fever = (page: Page) =>
  page.getByRole('list', { name: 'Symptom' }).getByRole('listitem').filter({ hasText: 'Fever' })

async function rename(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Name', { exact: true }).fill(name)
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
}

async function complete(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Complete encounter' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Complete', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Record vitals' })).toBeHidden()
}

/** Ends on the page of the patient, whose encounter is open, in temporary ids. */
async function admitOffline(ward: Ward): Promise<void> {
  const { page } = ward
  await ward.beginShift()
  await atTheDesk(page)
  await ward.goOffline()
  await ward.register('Chain Asha')
  await book(page)
  await beginFromBooking(page)
  expect(page.url()).toMatch(temporary)
}

test('[CA72] [OR4] patient, booking, encounter, forms, a change and the end: once each, parents first', async ({
  ward,
  page,
  control,
}) => {
  await admitOffline(ward)
  await ward.recordVitals('38.2')
  await page.reload()
  await expect(page.getByText('38.2 °C')).toBeVisible()
  await findFever(page, 'Moderate')
  await rename(page, 'Chain Asha Nair')
  await complete(page)
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Chain Asha Nair', exact: true })).toBeVisible()
  await expect(page.getByText('38.2 °C')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Record vitals' })).toBeHidden()

  await ward.goOnline()
  await expect
    .poll(async () => (await control.state('encounters')).at(-1)?.status, { timeout: 30_000 })
    .toBe('completed')
  const writes = (await control.log()).filter(
    ({ method, path, preflight }) =>
      !preflight &&
      (method === 'PUT' || (method === 'POST' && /(patient|encounter|appointment|requests)\/$/.test(path))),
  )
  const named = writes.map(({ method, path }) => `${method} ${path.split('/').filter(isWord).at(-1)}`)
  expect(named).toEqual([
    'POST patient',
    'POST create_appointment',
    'POST encounter',
    'POST batch_requests',
    'POST batch_requests',
    'PUT patient',
    // The encounter's end, and the booking's with it.
    'POST batch_requests',
  ])
  expect(JSON.stringify(await control.log())).not.toMatch(temporary)
  const [patient] = (await control.state('patients')).slice(-1)
  const [encounter] = (await control.state('encounters')).slice(-1)
  expect(patient?.name).toBe('Chain Asha Nair')
  expect(await control.state('bookings')).toMatchObject([{ patient: patient?.id, encounter: encounter?.id }])
  expect(await control.state('conditions')).toHaveLength(1)
  // The page was not touched: it still stands in its own words.
  expect(page.url()).toMatch(temporary)
  await expect(page.getByText(/Received by CARE/).first()).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('38.2 °C')).toBeVisible()
})

const isWord = (part: string) => part !== '' && !/^[0-9a-f-]{36}$/.test(part)

test('[CA72] [ID8] [CF5] the page on the temporary address goes on after the sync', async ({
  ward,
  page,
  control,
}) => {
  await admitOffline(ward)
  await findFever(page, 'Moderate')
  await rename(page, 'Chain Asha Nair')
  const address = page.url()
  await ward.goOnline()
  await expect(fever(page)).toContainText('Received by CARE', { timeout: 30_000 })
  await expect.poll(async () => (await control.state('patients')).at(-1)?.name).toBe('Chain Asha Nair')
  expect(page.url()).toBe(address)

  await test.step('the same form again changes what it has made', async () => {
    await findFever(page, 'Severe')
    await expect(fever(page)).toHaveCount(1)
    expect((await control.state('conditions')).map(({ fields }) => fields)).toMatchObject([
      { severity: 'severe' },
    ])
  })
  await test.step('a second change after a received one is sent', async () => {
    await rename(page, 'Chain Asha N.')
    await expect.poll(async () => (await control.state('patients')).at(-1)?.name).toBe('Chain Asha N.')
    await press(page, 'Check in')
    await expect.poll(async () => (await control.state('bookings')).at(-1)?.status).toBe('checked_in')
  })
  await test.step('and so it does when the network is gone again', async () => {
    await ward.goOffline()
    await page.reload()
    await findFever(page, 'Mild')
    await rename(page, 'Chain Asha R.')
    await ward.goOnline()
    await expect
      .poll(async () => (await control.state('patients')).at(-1)?.name, { timeout: 30_000 })
      .toBe('Chain Asha R.')
    await expect
      .poll(async () => (await control.state('conditions')).map(({ fields }) => fields))
      .toMatchObject([{ severity: 'mild' }])
  })
  expect([await made(control, 'patients'), await made(control, 'encounters')]).toEqual([1, 1])
  expect(await countOf(control, 'POST', /create_appointment\/$/)).toBe(1)
  expect(JSON.stringify(await control.log())).not.toMatch(temporary)
})
