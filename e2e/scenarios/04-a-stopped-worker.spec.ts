// The worker is stopped with a write stored and its request in the air: whatever became of the request, one record.

import { stopWorkers } from './support/stop-workers.ts'
import { countOf, expect, made, test } from './support/ward.ts'

for (const { name, fault, requests } of [
  { name: 'never arrived', fault: { kind: 'hang' as const }, requests: 2 },
  { name: 'was carried out', fault: { kind: 'hold-answer' as const }, requests: 1 },
]) {
  test(`[RP8] the request ${name}`, async ({ ward, page, control }) => {
    test.setTimeout(90_000)
    await ward.beginShift()
    await control.addFault({ ...fault, method: 'POST', path: '/api/v1/patient/$', times: 1 })
    await ward.submitRegistration('Cut Short')
    await expect.poll(() => countOf(control, 'POST', /\/api\/v1\/patient\/$/)).toBe(1)
    await stopWorkers(page)

    await page.goto('/sync')
    // "Not there" is believed 35 s after the request left.
    await expect(page.getByRole('region', { name: /Received/ }).getByText('Cut Short')).toBeVisible({
      timeout: 50_000,
    })
    // Chromium hands the request of a worker that died to the next one: that must not make a second write.
    await expect(page.getByText('Cut Short')).toHaveCount(1)
    expect(await made(control, 'patients')).toBe(1)
    expect(await countOf(control, 'POST', /\/api\/v1\/patient\/$/)).toBe(requests)
  })
}

test('[BR2] the bridge wakes a worker that was stopped', async ({ ward, page }) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Still Here')
  await stopWorkers(page)
  await page.getByRole('link', { name: 'Sync' }).click()
  await expect(page.getByRole('region', { name: /Waiting/ }).getByText('Still Here')).toBeVisible()
  await page.getByRole('link', { name: 'Ward', exact: true }).click()
  await expect(page.getByText('Still Here')).toHaveCount(0)
})
