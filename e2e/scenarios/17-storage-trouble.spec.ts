// The tablet's storage fails under the nurse's hands. Without network she is told so on the form, which keeps what she
// typed; nothing is called saved that is not; and when the storage is well again, so is everything.

import type { Page } from '@playwright/test'
import {
  deleteOutbox,
  rowsOnDisk,
  storedPaths,
  upgradeOutbox,
  upgradeOutboxWithoutEnd,
} from './support/disk.ts'
import { openWithSmallDisk } from './support/small-disk.ts'
import { expect, made, test } from './support/ward.ts'

const namesOnDisk = async (page: Page): Promise<string[]> =>
  (await rowsOnDisk(page)).map(({ label }) => label)

/** The form says that nothing was saved, still holds what was typed, and the disk agrees. */
async function expectNotSaved(page: Page, name: string): Promise<void> {
  await expect(page.getByText(/could not be saved on this tablet/)).toBeVisible()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(name)
  await expect(page.getByText(/Saved on this tablet/)).toHaveCount(0)
}

async function saveAgain(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Register patient' }).click()
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
  await expect(page.getByText(/Saved on this tablet/)).toBeVisible()
}

test('[OB8] a full disk: stored reads make room for one form; the next is told', async ({
  ward,
  page,
  control,
}) => {
  const disk = await openWithSmallDisk(page)
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Saved Before')
  await disk.fill()
  await ward.register('In Place Of Reads', '+919812345679')
  expect(await storedPaths(page)).toEqual([])
  await disk.overfill()
  await ward.submitRegistration('Saved At Last', '+919812345670')
  await expectNotSaved(page, 'Saved At Last')
  await expect(page.getByText(/This tablet is full/)).toBeVisible()
  expect(await namesOnDisk(page)).toEqual(['Saved Before', 'In Place Of Reads'])

  await disk.enlarge()
  await saveAgain(page, 'Saved At Last')
  await ward.goOnline()
  await expect.poll(() => made(control, 'patients'), { timeout: 20_000 }).toBe(3)
})

test('[OB6][OB7] a database that cannot be opened: what was told "not saved" does not appear later', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Saved Before')
  const end = await upgradeOutboxWithoutEnd(page)
  await ward.submitRegistration('Saved At Last', '+919812345679')
  await expectNotSaved(page, 'Saved At Last')
  await expect(page.getByText(/storage of this tablet does not work/).first()).toBeVisible()

  await end()
  expect(await namesOnDisk(page)).toEqual(['Saved Before'])
  await saveAgain(page, 'Saved At Last')
  expect(await namesOnDisk(page)).toEqual(['Saved Before', 'Saved At Last'])
  await ward.goOnline()
  await expect.poll(() => made(control, 'patients'), { timeout: 20_000 }).toBe(2)
})

test('[OB6] with CARE in reach, the app goes on past a database that is full, or that cannot be opened', async ({
  ward,
  page,
  control,
}) => {
  const disk = await openWithSmallDisk(page)
  await ward.beginShift()
  await disk.overfill()
  await ward.register('Past A Full Disk')
  expect(await namesOnDisk(page)).toEqual([])
  await disk.enlarge()

  const end = await upgradeOutboxWithoutEnd(page)
  await ward.submitRegistration('Past A Closed Door', '+919812345679')
  await expect(page.getByRole('heading', { name: 'Past A Closed Door', exact: true })).toBeVisible()
  await end()
  expect(await namesOnDisk(page)).toEqual([])
  expect(await made(control, 'patients')).toBe(2)
})

test('[OB6] a database that was closed under the worker is opened again, and all is still there', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Saved Before')
  await upgradeOutbox(page)
  await ward.register('Saved After', '+919812345679')
  await expect(page.getByText(/Saved on this tablet/)).toBeVisible()
  expect(await namesOnDisk(page)).toEqual(['Saved Before', 'Saved After'])
  await ward.goOnline()
  await expect.poll(() => made(control, 'patients'), { timeout: 20_000 }).toBe(2)
})

test('[OB6] a database that was deleted under the worker is made anew, and knows whose tablet it is', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await ward.goOffline()
  await deleteOutbox(page)
  await ward.register('Saved After')
  await expect(page.getByText(/Saved on this tablet/)).toBeVisible()
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(page.getByRole('region', { name: /Waiting/ }).getByText('Saved After')).toBeVisible()
  await ward.goOnline()
  await expect.poll(() => made(control, 'patients'), { timeout: 20_000 }).toBe(1)
})
