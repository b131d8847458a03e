// What the screen says of itself: what is not on this tablet, of when the rest is, and where a record is.

import { seeded } from '../care-api/seeded.ts'
import { expect, patientPath, test } from './support/ward.ts'

const notice = /Not on this tablet: .+ Do not read that as "none": CARE may have some\./
const none = /^(None recorded|No forms have|This patient has no|Nothing has been asked|Nobody is assigned)/

test('[PG21] what of a patient is not on this tablet is named, and "none" is said of nothing', async ({
  ward,
  page,
}) => {
  await ward.beginShift()
  await page.goto(patientPath(seeded.patientId(3)))
  await expect(page.getByText(none).first()).toBeVisible()
  await ward.goOffline()
  await page.goto(patientPath(seeded.patientId(31)))
  const missing = page.getByRole('status').filter({ hasText: notice })
  await expect(missing).toContainText('encounters')
  await expect(missing).toContainText('appointments')
  // Nothing that could not be answered says that there is none.
  await expect(page.getByText(none)).toHaveCount(0)
  await ward.goOnline()
  await expect(missing).toHaveCount(0, { timeout: 30_000 })
})

test('[PG21] another screen begins anew', async ({ ward, page }) => {
  await ward.beginShift()
  await ward.goOffline()
  await page.goto(patientPath(seeded.patientId(31)))
  await expect(page.getByText(notice)).toBeVisible()
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(page.getByRole('heading', { name: 'Sync status' })).toBeVisible()
  await expect(page.getByText(notice)).toHaveCount(0)
})

test('[PG22] what comes from this tablet says of when it is', async ({ ward, page }) => {
  await ward.beginShift()
  await page.goto(patientPath(seeded.patientId(3)))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText(/^As of/)).toHaveCount(0)
  await ward.goOffline()
  await page.reload()
  await expect(page.getByText(/^As of \d+:\d\d [ap]m, /i).first()).toBeVisible()
  await ward.goOnline()
  await expect(page.getByText(/^As of/)).toHaveCount(0, { timeout: 30_000 })
})

test('[PG23] [PG24] a receipt follows a record to CARE while somebody looks at it', async ({
  ward,
  page,
}) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Followed To Care')
  const receipt = page.getByRole('status', { name: 'Where this record is' })
  await expect(receipt).toHaveText(/^Saved on this tablet \d+:\d\d [ap]mWaiting to be sent$/i)
  await expect(page.getByText(/^Kept on this tablet\./)).toBeVisible()
  await ward.goOnline()
  await expect(receipt).toHaveText(/^Saved on this tablet .+Received by CARE \d+:\d\d [ap]m$/i, {
    timeout: 20_000,
  })
  await expect(page.getByText('CARE has received 1 item.')).toBeVisible()
})

test('[PG24] a refusal is told where somebody is, and leads to what waits for a decision', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Not Taken')
  await control.addFault({
    kind: 'status',
    status: 400,
    body: { errors: [] },
    method: 'POST',
    path: '/api/v1/patient/$',
  })
  await ward.goOnline()
  await expect(page.getByText('1 item could not be sent. It is kept until you decide.')).toBeVisible({
    timeout: 20_000,
  })
  await page.getByRole('button', { name: 'Look at it' }).click()
  await expect(page.getByRole('region', { name: /Needs attention/ }).getByText('Not Taken')).toBeVisible()
})
