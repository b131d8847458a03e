// Two tabs of one tablet: both see what one has saved, and both driving the replay sends it once.

import { countOf, expect, made, test } from './support/ward.ts'

test('[RP6][PG2] what one tab saves offline the other shows, and CARE gets it once', async ({
  ward,
  page,
  context,
  control,
}) => {
  await ward.beginShift()
  const other = await context.newPage()
  await other.goto('/sync')
  await expect(other.getByRole('heading', { name: 'Sync status' })).toBeVisible()
  await ward.goOffline()
  await ward.register('Seen By Both')
  await ward.startEncounter()
  const waiting = other.getByRole('region', { name: /Waiting/ })
  await expect(waiting.getByRole('listitem')).toHaveCount(2)

  await ward.goOnline()
  await Promise.all([
    page.evaluate(() => window.dispatchEvent(new Event('online'))),
    other.getByRole('button', { name: 'Sync now' }).click(),
  ])
  await expect(other.getByRole('region', { name: /Received/ }).getByRole('listitem')).toHaveCount(2, {
    timeout: 20_000,
  })
  await expect(page.getByText(/Received by CARE/).first()).toBeVisible()
  expect(await countOf(control, 'POST', /\/api\/v1\/(patient|encounter)\/$/)).toBe(2)
  expect([await made(control, 'patients'), await made(control, 'encounters')]).toEqual([1, 1])
})
