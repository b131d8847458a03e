// CARE says no at the replay: told in its own words, its children wait, others go; and it can be tried again.

import { expect, made, test } from './support/ward.ts'

test('[RP9] a 400 at the replay holds back its children and nobody else', async ({ ward, page, control }) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Refused Parent')
  await ward.startEncounter()
  await ward.register('Free Other', '+919812345679')
  const body = { errors: [{ type: 'validation_error', msg: 'Geo organization is closed' }] }
  await control.addFault({
    kind: 'status',
    status: 400,
    body,
    method: 'POST',
    path: '/api/v1/patient/$',
    times: 1,
  })
  await ward.goOnline()
  await page.getByRole('link', { name: 'Sync' }).click()

  const attention = page.getByRole('region', { name: /Needs attention/ })
  await expect(attention.getByText('Refused Parent')).toBeVisible({ timeout: 20_000 })
  await expect(attention.getByText('Geo organization is closed')).toBeVisible()
  await expect(
    page
      .getByRole('region', { name: /Waiting/ })
      .getByText(/Refused Parent/)
      .first(),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: /Received/ }).getByText('Free Other')).toBeVisible()
  expect([await made(control, 'patients'), await made(control, 'encounters')]).toEqual([1, 0])

  await attention
    .getByRole('button', { name: /Try again/ })
    .first()
    .click()
  await expect(page.getByRole('region', { name: /Received/ }).getByRole('listitem')).toHaveCount(3, {
    timeout: 20_000,
  })
  expect([await made(control, 'patients'), await made(control, 'encounters')]).toEqual([2, 1])
})
