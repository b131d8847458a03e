// A shift that begins with network and goes on without, before anybody has opened anything.

import type { Page } from '@playwright/test'
import { seeded } from '../care-api/seeded.ts'
import { atHouse } from './support/house.ts'
import { countOf, expect, patientPath, test } from './support/ward.ts'

const pid = seeded.patientId(39)

const day = nextMonday()

function nextMonday(): string {
  const now = new Date()
  const days = (8 - now.getUTCDay()) % 7 || 7
  return new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Another desk opens the doctor's day and books a slot of it: from then on its slots are there. */
async function bookedElsewhere(): Promise<void> {
  const api = async (path: string, body: unknown, token?: string) => {
    const response = await fetch(atHouse(`http://localhost:9000/api/v1/${path}`), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    })
    return (await response.json()) as { access: string; results: { id: string }[] }
  }
  const { access } = await api('auth/login/', { username: 'care-doctor', password: 'Ohcn@123' })
  const slots = `facility/${seeded.facilityId}/slots/`
  const who = { resource_type: 'practitioner', resource_id: seeded.users.doctor, day }
  const { results } = await api(`${slots}get_slots_for_day/`, who, access)
  const booking = { patient: seeded.patientId(1), note: 'first visit', tags: [] }
  await api(`${slots}${results[0]?.id}/create_appointment/`, booking, access)
}

const search = async (page: Page, label: string, typed: string) => {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('combobox', { name: label }).fill(typed)
}

test('[WU1] [WU7] [RD20] all of it works without network, and what may be missing is called so', async ({
  ward,
  page,
  control,
}) => {
  // Some six hundred requests, one after another.
  test.slow()
  await control.reset({ areasBelow: true })
  await bookedElsewhere()
  await ward.beginShift()
  await page.getByRole('link', { name: 'Sync' }).click()
  await page.getByRole('button', { name: 'Sync now' }).click()
  await expect(page.getByText(/Ready for offline work: all \d+ lists are on this tablet/)).toBeVisible({
    timeout: 60_000,
  })
  const made = (await control.state('slots')).length
  await ward.goOffline()
  await page.getByRole('link', { name: 'Ward' }).click()

  // The form for a new patient, down to the panchayat.
  await page.getByRole('link', { name: 'Register', exact: true }).click()
  for (const [label, area] of [
    ['Area', 'Ernakulam'],
    ['in Ernakulam', 'Kothamangalam'],
    ['in Kothamangalam', 'Pindimana'],
  ] as const) {
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: area }).click()
  }

  // A patient whom nobody has opened today, and all that is on record.
  await page.goto(patientPath(pid))
  await expect(page.getByText('None recorded')).toHaveCount(3)
  await expect(page.getByText('Nobody is assigned')).toBeVisible()
  await expect(page.getByText(/could not be loaded/)).toHaveCount(0)

  // Somebody found by name.
  await page.getByRole('button', { name: 'Assign staff' }).click()
  await search(page, 'Staff member', 'anand')
  await page.getByRole('option', { name: 'Anand Warrier' }).click()
  await page.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Doctor', exact: true }).click()
  await page.getByRole('button', { name: 'Assign', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Assigned staff' }).getByText('Anand Warrier')).toBeVisible()

  // A form that was never opened.
  await ward.recordVitals('38.4')

  // A code out of a value set; and one that this tablet does not know.
  await page.getByRole('link', { name: 'Add findings' }).click()
  await search(page, 'Symptom', 'zebra')
  await expect(page.getByText('Nothing found on this tablet. There may be more in CARE.')).toBeVisible()
  await search(page, 'Symptom', 'den fev')
  await expect(page.getByText('From this tablet only, may be incomplete')).toBeVisible()
  await page.getByRole('option', { name: 'Dengue fever' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('list', { name: 'Symptom' }).getByText('Dengue fever')).toBeVisible()

  // A slot of a day on which somebody is booked.
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Book appointment' }).click()
  await dialog.getByRole('combobox', { name: 'Practitioner' }).click()
  await page.getByRole('option', { name: 'Anand Warrier' }).click()
  await dialog.getByLabel('Day').fill(day)
  await dialog.getByRole('radio').nth(2).click()
  await dialog.getByRole('button', { name: 'Book', exact: true }).click()
  await expect(dialog).toBeHidden()

  await ward.goOnline()
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(page.getByText('Nothing is waiting.')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Nothing needs your attention.')).toBeVisible()
  expect(await countOf(control, 'POST', /create_appointment\/$/)).toBe(2)
  // The other desk's asking made the day's slots; the warm-up made none.
  expect(await control.state('slots')).toHaveLength(made)
})

test('[RD22] a patient registered a moment before the network went takes an encounter', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await ward.register('Asha Online')
  await ward.goOffline()
  await ward.startEncounter()
  await ward.recordVitals('37.9')
  await ward.goOnline()
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(page.getByText('Nothing is waiting.')).toBeVisible({ timeout: 30_000 })
  expect(await control.state('encounters')).toHaveLength(41)
})
