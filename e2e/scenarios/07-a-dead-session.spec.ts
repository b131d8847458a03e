// The tokens die while the tablet is away: the replay waits for the same person, nothing is lost, nobody else sends it.

import { expect, made, test } from './support/ward.ts'

test('[SE4] the replay pauses, and goes on after signing in', async ({ ward, page, control }) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Patient Patience')
  await control.expireTokens()
  await ward.goOnline()
  await expect(page).toHaveURL(/session-expired/, { timeout: 30_000 })
  expect(await made(control, 'patients')).toBe(0)

  await ward.signInAgain('nurse')
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(page.getByRole('region', { name: /Received/ }).getByText('Patient Patience')).toBeVisible({
    timeout: 20_000,
  })
  expect(await made(control, 'patients')).toBe(1)
})

test('[SE5] another person on this tablet neither sees nor sends it', async ({ ward, page, control }) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Only The Nurse')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to CARE' })).toBeVisible()
  await ward.goOnline()
  await ward.signIn('doctor')
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText('Only The Nurse')).toHaveCount(0)
  expect(await made(control, 'patients')).toBe(0)

  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to CARE' })).toBeVisible()
  await ward.signIn('nurse')
  await expect.poll(() => made(control, 'patients'), { timeout: 20_000 }).toBe(1)
  const [post] = await control.requests('POST', /\/api\/v1\/patient\/$/)
  expect((await control.state('patients')).at(-1)?.created_by).toBe(post?.userId)
})

test('[SE2] sign-out wipes what was read', async ({ ward, page }) => {
  await ward.beginShift()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to CARE' })).toBeVisible()
  const left = await page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('care-offline-responses')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const counting = opening.result.transaction('responses').objectStore('responses').count()
          counting.onsuccess = () => resolve(counting.result)
        }
      }),
  )
  expect(left).toBe(0)
})

test('[SE3] nobody is signed out because CARE cannot be reached', async ({ ward, page, control }) => {
  await ward.beginShift()
  await control.addFault({ kind: 'refuse', path: '.*' })
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Ward', exact: true })).toBeVisible()
  await expect(page.getByText(/cannot be reached/i).first()).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('listitem').getByRole('link').first()).toBeVisible()
  expect(await page.evaluate(() => localStorage.getItem('care_access_token'))).not.toBeNull()
})
