// A resource request: asked for and changed with the network cut, with a lost answer, changed by two, and refused.

import type { Page } from '@playwright/test'
import { seeded } from '../care-api/seeded.ts'
import { countOf, expect, patientPath, test } from './support/ward.ts'

const pid = seeded.patientId(3)
const title = 'Oxygen cylinders'
const row = (page: Page, name = title) =>
  page.getByRole('region', { name: 'Resource requests' }).getByRole('listitem', { name })

async function request(page: Page, what = title): Promise<void> {
  await page.getByRole('button', { name: 'New request' }).click()
  await page.getByLabel('What is needed').fill(what)
  await page.getByLabel('Reason').fill('Stock is low')
  await page.getByRole('combobox', { name: 'Asked of' }).click()
  await page.getByRole('option').last().click()
  await page.getByRole('button', { name: 'Send request' }).click()
  await expect(row(page, what)).toBeVisible()
}

async function changeStatus(page: Page, to: string): Promise<void> {
  await row(page).getByRole('button', { name: 'Change status' }).click()
  await page.getByRole('combobox', { name: 'Status' }).click()
  await page.getByRole('option', { name: to, exact: true }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(row(page).getByText(to)).toBeVisible()
}

test('[CA25] for a patient registered with the network cut, and approved: the last word reaches CARE', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Offline Asha')
  await request(page)
  await changeStatus(page, 'Approved')
  await page.reload()
  await expect(row(page).getByText('Approved')).toBeVisible()
  await expect(row(page).getByText(/Saved on this tablet/)).toBeVisible()
  await ward.goOnline()
  await expect(row(page).getByText(/Received by CARE/)).toBeVisible({ timeout: 20_000 })
  const [made, ...others] = await control.state('resourceRequests')
  expect([made?.title, made?.status, others.length]).toEqual([title, 'approved', 0])
  const patient = (await control.state('patients')).find(({ name }) => name === 'Offline Asha')
  expect(made?.related_patient).toBe(patient?.id)
})

test('[CA24] the answers are lost: one request, looked for by its words', async ({ ward, page, control }) => {
  await ward.beginShift()
  await page.goto(patientPath(pid))
  for (const method of ['POST', 'PUT'])
    await control.addFault({ kind: 'drop-answer', method, path: '/resource/', times: 1 })
  await request(page)
  await expect(row(page).getByText(/Received by CARE/)).toBeVisible({ timeout: 30_000 })
  await changeStatus(page, 'Approved')
  await expect.poll(() => control.faults()).toEqual([])
  await expect(row(page).getByText(/Received by CARE/)).toBeVisible({ timeout: 30_000 })
  const made = await control.state('resourceRequests')
  expect(made.map(({ status }) => status)).toEqual(['approved'])
  expect([
    await countOf(control, 'POST', /\/resource\/$/),
    await countOf(control, 'PUT', /\/resource\//),
  ]).toEqual([1, 1])
})

test('[CA26] somebody else has refused it meanwhile: a person decides, and nothing is sent', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await request(page)
  await row(page).getByRole('button', { name: 'Change status' }).click()
  await expect(page.getByRole('combobox', { name: 'Status' })).toBeVisible()
  await page.keyboard.press('Escape')
  await ward.goOffline()
  await changeStatus(page, 'Approved')
  const [made] = await control.state('resourceRequests')
  await control.edit('resourceRequests', String(made?.id), { status: 'rejected' })
  await ward.goOnline()
  await page.getByRole('link', { name: 'Sync' }).click()
  const attention = page.getByRole('region', { name: /Needs attention/ })
  await expect(attention.getByText(title)).toBeVisible({ timeout: 20_000 })
  expect(await countOf(control, 'PUT', /\/resource\//)).toBe(0)
})

test('[RP9] refused at the sync: in CARE’s words, and nobody else waits', async ({ ward, page, control }) => {
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await expect(page.getByText('Nothing has been asked for yet')).toBeVisible()
  await ward.goOffline()
  await request(page)
  await request(page, 'Blankets')
  const body = { errors: [{ type: 'object_not_found', msg: 'No Facility matches the given query.' }] }
  await control.addFault({ kind: 'status', status: 404, body, method: 'POST', path: '/resource/$', times: 1 })
  await ward.goOnline()
  await page.getByRole('link', { name: 'Sync' }).click()
  const attention = page.getByRole('region', { name: /Needs attention/ })
  await expect(attention.getByText('No Facility matches the given query.')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('region', { name: /Received/ }).getByRole('listitem')).toHaveCount(1)
  expect(await control.state('resourceRequests')).toHaveLength(1)
})
