// A page that stands on a temporary address while the sync goes through: it goes on working, in its own words.

import { expect, made, test } from './support/ward.ts'

test('[ID5] a page on a temporary address reads and writes on after the sync', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Old Address')
  await ward.startEncounter()
  const address = page.url()
  expect(address).toMatch(/0ff11e[0-9a-f]{6}/)
  await ward.goOnline()
  await expect(page.getByText(/Received by CARE/).first()).toBeVisible({ timeout: 20_000 })
  expect(page.url()).toBe(address)

  await page.reload()
  await expect(page.getByRole('heading', { name: 'Old Address', exact: true })).toBeVisible()
  await ward.recordVitals('36.9')
  await expect.poll(() => made(control, 'responses')).toBe(1)
  const [encounter] = (await control.state('encounters')).slice(-1)
  expect((await control.state('responses')).at(-1)?.encounter).toBe(encounter?.id)
  expect(JSON.stringify(await control.log())).not.toMatch(/0ff11e[0-9a-f]{6}/)
})

test('[ID6] a route without a policy never carries a temporary id to CARE', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await ward.goOffline()
  await ward.register('Not Yet There')
  const id = /patient\/([^/]+)/.exec(page.url())?.[1] ?? ''
  await control.addFault({ kind: 'hang', method: 'POST', path: '/api/v1/patient/$' })
  await ward.goOnline()
  const status = await page.evaluate(async (patient) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${localStorage.getItem('care_access_token')}`,
    }
    const read = await fetch(`http://localhost:9000/api/v1/patient/${patient}/unknown/`, { headers })
    const write = await fetch('http://localhost:9000/api/v1/unknown/', {
      method: 'POST',
      headers,
      body: JSON.stringify({ deep: [{ patient }] }),
    })
    return [read.status, write.status]
  }, id)
  expect(status).toEqual([406, 406])
  expect(JSON.stringify(await control.log())).not.toContain(id)
})
