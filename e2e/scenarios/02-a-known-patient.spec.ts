// An update of a patient seen before: shown at once, sent when the network is back, merged or left to a person.

import { seeded } from '../care-api/seeded.ts'
import { countOf, expect, patientPath, test } from './support/ward.ts'

const pid = seeded.patientId(3)

test.beforeEach(async ({ ward, page }) => {
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await page.getByRole('link', { name: 'Edit' }).click()
  await expect(page.getByLabel('Name', { exact: true })).not.toHaveValue('')
  await ward.goOffline()
  await page.getByLabel('Name', { exact: true }).fill('Renamed Offline')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: 'Renamed Offline', exact: true })).toBeVisible()
})

test('[CF4] an update made offline is seen at once and sent once', async ({ ward, page, control }) => {
  await expect(page.getByText(/Saved on this tablet/)).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Renamed Offline', exact: true })).toBeVisible()
  await ward.goOnline()
  await expect(page.getByText(/Received by CARE/)).toBeVisible({ timeout: 20_000 })
  expect(await countOf(control, 'PUT', /\/patient\/[^/]+\/$/)).toBe(1)
  expect((await control.state('patients')).find(({ id }) => id === pid)?.name).toBe('Renamed Offline')
})

test('[CF1] what somebody else changed meanwhile is kept', async ({ ward, page, control }) => {
  await control.edit('patients', pid, { address: 'Moved to 5 Lake View' })
  await ward.goOnline()
  await expect(page.getByText(/Received by CARE/)).toBeVisible({ timeout: 20_000 })
  const patient = (await control.state('patients')).find(({ id }) => id === pid)
  expect(patient).toMatchObject({ name: 'Renamed Offline', address: 'Moved to 5 Lake View' })
})

test('[CF2] two changes of one field wait for a person', async ({ ward, page, control }) => {
  await control.edit('patients', pid, { name: 'Renamed Elsewhere' })
  await ward.goOnline()
  await page.getByRole('link', { name: 'Sync' }).click()
  const attention = page.getByRole('region', { name: /Needs attention/ })
  await expect(attention.getByText('Renamed Offline')).toBeVisible({ timeout: 20_000 })
  expect(await countOf(control, 'PUT', /\/patient\/[^/]+\/$/)).toBe(0)
})
