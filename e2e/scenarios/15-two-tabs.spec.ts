// Two tabs of one tablet: both see what one has saved, and both driving the replay sends it once.

import { stopWorkers } from './support/stop-workers.ts'
import { countOf, createWard, expect, made, test } from './support/ward.ts'

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

test('[RP6][RP7][RP8] both save and both sync, answers are lost and the worker is stopped: each record once', async ({
  ward,
  page,
  context,
  control,
}) => {
  await ward.beginShift()
  const other = createWard(await context.newPage(), context, control)
  await other.openWard()
  await ward.goOffline()
  const save = async (tab: typeof ward, name: string, phone: string) => {
    await tab.register(name, phone)
    await tab.startEncounter()
    await tab.page.getByRole('link', { name: 'Sync' }).click()
  }
  await Promise.all([save(ward, 'First Tab', '+919812345678'), save(other, 'Second Tab', '+919812345679')])

  await control.addFault({ kind: 'drop-answer', method: 'POST', path: '/patient/$', times: 2 })
  await control.addFault({ kind: 'hold-answer', method: 'POST', path: '/encounter/$', times: 1 })
  await ward.goOnline()
  const tabs = [page, other.page]
  await Promise.all(tabs.map((tab) => tab.getByRole('button', { name: 'Sync now' }).click()))
  await expect.poll(() => made(control, 'encounters'), { timeout: 30_000 }).toBeGreaterThan(0)
  await stopWorkers(page)
  // A tab waits for the answer of a dead worker as long as a step may take; loaded again it asks at once.
  await page.reload()

  for (const tab of tabs) {
    const received = tab.getByRole('region', { name: /Received/ }).getByRole('listitem')
    await expect(received).toHaveCount(4, { timeout: 30_000 })
  }
  expect(await control.faults()).toEqual([])
  expect([await made(control, 'patients'), await made(control, 'encounters')]).toEqual([2, 2])
  expect(await countOf(control, 'POST', /\/api\/v1\/(patient|encounter)\/$/)).toBe(4)
})
