// Files: photographed with the network cut, with every answer lost, the bucket away, the worker stopped, no room left.

import { truncateSync, writeFileSync } from 'node:fs'
import { seeded } from '../care-api/seeded.ts'
import {
  addFile,
  complete,
  expectReceived,
  fileRow,
  filesCard,
  picture,
  submitFile,
} from './support/files.ts'
import { openWithSmallDisk } from './support/small-disk.ts'
import { stopWorkers } from './support/stop-workers.ts'
import { countOf, expect, patientPath, test } from './support/ward.ts'

const pid = seeded.patientId(3)
const bucket = '/patient-bucket/'
const finish = '/mark_upload_completed/$'

test('S8: [FI1] a photo of an encounter that was begun offline: saved, looked at, and sent whole', async ({
  ward,
  page,
  control,
}) => {
  const bytes = picture()
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Offline Asha')
  await ward.startEncounter()
  await addFile(page, 'X-ray', bytes)
  await stopWorkers(page)
  await page.reload()
  await expect(fileRow(page, 'X-ray').getByText(/Saved on this tablet/)).toBeVisible()
  await fileRow(page, 'X-ray').getByRole('button', { name: 'Open' }).click()
  await expect(page.getByRole('img', { name: 'X-ray' })).toHaveAttribute('src', /^blob:/)
  await page.keyboard.press('Escape')
  await ward.goOnline()
  await expect(fileRow(page, 'X-ray').getByText(/Received by CARE/)).toBeVisible({ timeout: 30_000 })
  await expectReceived(control, 'X-ray', bytes)
  const encounter = (await control.state('encounters')).at(-1)
  expect((await complete(control))[0]?.associating_id).toBe(encounter?.id)
})

for (const [what, fault] of [
  ['the form', { method: 'POST', path: '/files/$' }],
  ['the content', { method: 'PUT', path: bucket }],
  ['the completion', { method: 'POST', path: finish }],
] as const) {
  test(`[FI2] the answer to ${what} is lost: one file, with its bytes`, async ({ ward, page, control }) => {
    test.setTimeout(90_000)
    const bytes = picture()
    await ward.beginShift()
    await page.goto(patientPath(pid))
    await expect(filesCard(page).getByText('No files yet')).toBeVisible()
    await ward.goOffline()
    await addFile(page, 'X-ray', bytes)
    await control.addFault({ kind: 'drop-answer', ...fault, times: 1 })
    await ward.goOnline()
    await expect(fileRow(page, 'X-ray').getByText(/Received by CARE/)).toBeVisible({ timeout: 60_000 })
    expect(await control.faults()).toEqual([])
    await expectReceived(control, 'X-ray', bytes)
  })

  test(`[FI2] the worker is stopped over ${what}: one file, with its bytes`, async ({
    ward,
    page,
    control,
  }) => {
    test.setTimeout(90_000)
    const bytes = picture()
    await ward.beginShift()
    await page.goto(patientPath(pid))
    await expect(filesCard(page).getByText('No files yet')).toBeVisible()
    await ward.goOffline()
    await addFile(page, 'X-ray', bytes)
    await control.addFault({ kind: 'hold-answer', ...fault, times: 1 })
    await ward.goOnline()
    await expect.poll(() => control.faults(), { timeout: 20_000 }).toEqual([])
    await stopWorkers(page)
    await page.reload()
    await expect(fileRow(page, 'X-ray').getByText(/Received by CARE/)).toBeVisible({ timeout: 60_000 })
    await expectReceived(control, 'X-ray', bytes)
  })
}

test('[FI5] begun with CARE, then cut off: the content is kept, and goes on from there', async ({
  ward,
  page,
  control,
}) => {
  const bytes = picture()
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await control.addFault({ kind: 'refuse', method: 'PUT', path: bucket })
  await addFile(page, 'X-ray', bytes)
  await expect(fileRow(page, 'X-ray').getByText(/Saved on this tablet/)).toBeVisible()
  expect(await countOf(control, 'POST', /\/files\/$/)).toBe(1)
  // Everything else goes on.
  await ward.recordVitals('38.4')
  await expect.poll(async () => (await control.state('responses')).length, { timeout: 20_000 }).toBe(1)
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(page.getByText(/but not the place where it keeps files/)).toBeVisible({ timeout: 20_000 })
  await control.clearFaults()
  await expectReceived(control, 'X-ray', bytes)
  expect(await countOf(control, 'POST', /\/files\/$/)).toBe(1)
})

test('[FI3] the address has run out before the content could be put there', async ({
  ward,
  page,
  control,
}) => {
  test.setTimeout(90_000)
  const bytes = picture()
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await control.addFault({ kind: 'refuse', method: 'PUT', path: bucket })
  await addFile(page, 'X-ray', bytes)
  await control.passTime(70 * 60_000)
  await control.clearFaults()
  // The session has run out as well.
  await page.goto('/session-expired')
  await ward.signInAgain('nurse')
  await expectReceived(control, 'X-ray', bytes)
  expect(await countOf(control, 'POST', /\/files\/$/)).toBe(2)
})

test('[FI5] the whole with the network there, and archived: nothing waits', async ({
  ward,
  page,
  control,
}) => {
  const bytes = picture()
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await addFile(page, 'Letter', bytes, 'patient')
  await expectReceived(control, 'Letter', bytes)
  await fileRow(page, 'Letter', 'patient').getByRole('button', { name: 'Open' }).click()
  await expect(page.getByRole('img', { name: 'Letter' })).toHaveAttribute('src', /^blob:/)
  await page.keyboard.press('Escape')
  await fileRow(page, 'Letter', 'patient').getByRole('button', { name: 'Archive' }).click()
  await page.getByLabel('Reason').fill('Wrong patient')
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
  await expect(fileRow(page, 'Letter', 'patient').getByText('Archived')).toBeVisible()
  expect((await complete(control))[0]).toMatchObject({ is_archived: true, archive_reason: 'Wrong patient' })
})

test('[FI7] too large: said before it is saved', async ({ ward, page }, testInfo) => {
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await filesCard(page).getByRole('button', { name: 'Add a file' }).click()
  await expect(page.getByText('Up to 20.0 MB can be saved on this tablet')).toBeVisible()
  // On the disk of the browser: nothing of it goes through the test.
  const film = testInfo.outputPath('film.jpg')
  writeFileSync(film, '')
  truncateSync(film, 20_000_001)
  await page.getByLabel('Choose a file').setInputFiles(film)
  await expect(page.getByText('This file has 20.0 MB. At most 20.0 MB can be saved.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Save file' })).toBeDisabled()
})

test('[FI7] no room: told in words, and nothing is called saved', async ({ ward, page, control }) => {
  const disk = await openWithSmallDisk(page)
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await expect(filesCard(page).getByText('No files yet')).toBeVisible()
  await ward.goOffline()
  const bytes = picture(60_000)
  await filesCard(page).getByRole('button', { name: 'Add a file' }).click()
  await page
    .getByLabel('Choose a file')
    .setInputFiles({ name: 'X-ray.jpg', mimeType: 'image/jpeg', buffer: bytes })
  await disk.overfill()
  await page.getByRole('button', { name: 'Save file' }).click()
  await expect(page.getByText(/no room|This tablet is full|could not be saved/).first()).toBeVisible()
  await expect(fileRow(page, 'X-ray')).toHaveCount(0)
  await disk.enlarge()
  await page.getByRole('button', { name: 'Save file' }).click()
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(page.getByRole('region', { name: /Waiting/ }).getByText('X-ray')).toBeVisible()
  await ward.goOnline()
  await expectReceived(control, 'X-ray', bytes)
})

test('[FI6] another nurse sees nothing of it', async ({ ward, page }) => {
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await expect(filesCard(page).getByText('No files yet')).toBeVisible()
  await ward.goOffline()
  await submitFile(page, 'X-ray', picture())
  await expect(fileRow(page, 'X-ray')).toBeVisible()
  const address = await page.evaluate(async () => {
    const seen = await new Promise<string>((resolve, reject) => {
      const opening = indexedDB.open('care-offline-outbox')
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const read = opening.result.transaction('contents').objectStore('contents').getAll()
        read.onsuccess = () => {
          opening.result.close()
          resolve(String(read.result[0]?.recordId))
        }
      }
    })
    return `http://localhost:9000/api/v1/files/${seen}/content/`
  })
  const statusOf = () => page.evaluate(async (url) => (await fetch(url)).status, address)
  expect(await statusOf()).toBe(200)
  await ward.goOnline()
  await page.goto('/session-expired')
  await ward.signIn('doctor')
  expect(await statusOf()).toBe(406)
})
