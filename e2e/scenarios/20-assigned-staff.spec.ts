// Who is assigned to a patient: assigned and removed with the network cut, with a lost answer, and refused.

import type { Page } from '@playwright/test'
import type { ControlClient } from '../care-api/control-client.ts'
import { seeded } from '../care-api/seeded.ts'
import { countOf, expect, patientPath, test } from './support/ward.ts'

const pid = seeded.patientId(3)
const { doctor, staff } = seeded.users

const nameOf = async (control: ControlClient, id: string): Promise<string> => {
  const user = (await control.state('users')).find((each) => each.id === id)
  return `${user?.first_name} ${user?.last_name}`
}
const assignedTo = async (control: ControlClient, id = pid): Promise<unknown> => {
  const patient = (await control.state('patients')).find((each) => each.id === id)
  return ((patient?.users ?? []) as { user: string }[]).map(({ user }) => user)
}
const section = (page: Page) => page.getByRole('region', { name: 'Assigned staff' })

async function assign(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Assign staff' }).click()
  await page.getByRole('combobox', { name: 'Staff member' }).click()
  await page.getByRole('option', { name, exact: true }).click()
  await page.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Doctor', exact: true }).click()
  await page.getByRole('button', { name: 'Assign', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
}

const remove = (page: Page, name: string) => page.getByRole('button', { name: `Remove ${name}` }).click()
const received = (page: Page) => page.getByRole('region', { name: /Received/ }).getByRole('listitem')

test.beforeEach(async ({ ward, page }) => {
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await expect(section(page).getByText('Nobody is assigned')).toBeVisible()
})

test('[CA22] [CA70] assigned and removed with the network cut: each shown at once, and only what stands is sent', async ({
  ward,
  page,
  control,
}) => {
  const [doctorName, staffName] = [await nameOf(control, doctor), await nameOf(control, staff)]
  await ward.goOffline()
  await assign(page, doctorName)
  await assign(page, staffName)
  await remove(page, doctorName)
  await expect(section(page).getByText(doctorName)).toBeHidden()
  await page.reload()
  await expect(section(page).getByText(staffName)).toBeVisible()
  await expect(section(page).getByRole('listitem')).toHaveCount(1)
  await ward.goOnline()
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(received(page)).toHaveCount(1, { timeout: 20_000 })
  expect(await assignedTo(control)).toEqual([staff])
  expect(await countOf(control, 'POST', /\/(add|delete)_user\/$/)).toBe(1)
})

test('[CA20] the answers are lost: looked for in the list, and never sent again', async ({
  page,
  control,
}) => {
  const name = await nameOf(control, doctor)
  for (const path of ['/add_user/$', '/delete_user/$'])
    await control.addFault({ kind: 'drop-answer', method: 'POST', path, times: 1 })
  await assign(page, name)
  await expect(section(page).getByText(name)).toBeVisible()
  await remove(page, name)
  await expect(section(page).getByText('Nobody is assigned')).toBeVisible()
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(received(page)).toHaveCount(2, { timeout: 30_000 })
  expect(await control.faults()).toEqual([])
  expect(await assignedTo(control)).toEqual([])
  expect(await countOf(control, 'POST', /\/(add|delete)_user\/$/)).toBe(2)
})

test('[RP9] a permission that was lost meanwhile is told, and holds back nobody else', async ({
  ward,
  page,
  control,
}) => {
  const [doctorName, staffName] = [await nameOf(control, doctor), await nameOf(control, staff)]
  await ward.goOffline()
  await assign(page, doctorName)
  await assign(page, staffName)
  const body = { detail: 'Cannot Create Patient' }
  await control.addFault({ kind: 'status', status: 403, body, method: 'POST', path: '/add_user/$', times: 1 })
  await ward.goOnline()
  await page.getByRole('link', { name: 'Sync' }).click()
  const attention = page.getByRole('region', { name: /Needs attention/ })
  await expect(attention.getByText('Cannot Create Patient')).toBeVisible({ timeout: 20_000 })
  await expect(received(page)).toHaveCount(1)
  await attention
    .getByRole('button', { name: /Try again/ })
    .first()
    .click()
  await expect(received(page)).toHaveCount(2, { timeout: 20_000 })
  expect(new Set((await assignedTo(control)) as string[])).toEqual(new Set([doctor, staff]))
})
