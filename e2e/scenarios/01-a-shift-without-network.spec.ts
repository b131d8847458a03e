// The tour begins: a nurse registers a patient, admits her and records vitals with the network cut; reloads; closes the
// tab; the network returns; CARE holds each record once.

import { createWard, expect, made, test } from './support/ward.ts'

test('S7: [OB1][RP6] three records made offline reach CARE once, parents first, with the tab closed', async ({
  ward,
  page,
  context,
  control,
}) => {
  await ward.beginShift()
  await page.getByRole('listitem').getByRole('link').first().click()
  await expect(page.getByRole('region', { name: 'General info' })).toBeVisible()

  await ward.goOffline()
  await test.step('the cut reaches the worker too', async () => {
    const [worker] = context.serviceWorkers()
    const reached = await worker?.evaluate(() =>
      fetch('http://localhost:9000/ping/').then(
        () => true,
        () => false,
      ),
    )
    expect(reached).toBe(false)
  })
  await ward.register('Offline Asha')
  await ward.startEncounter()
  await ward.recordVitals('38.2')

  await page.reload()
  await expect(page.getByRole('heading', { name: 'Offline Asha', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Inpatient' })).toBeVisible()
  await expect(page.getByText('38.2 °C')).toBeVisible()
  await expect(page.getByText(/Saved on this tablet/)).toHaveCount(3)
  expect(await made(control, 'patients')).toBe(0)

  await page.close()
  await ward.goOnline()
  await expect.poll(() => made(control, 'responses'), { timeout: 30_000 }).toBe(1)
  expect([await made(control, 'patients'), await made(control, 'encounters')]).toEqual([1, 1])
  const posts = (await control.log()).filter(({ method, path, preflight }) => {
    return !preflight && method === 'POST' && /\/(patient|encounter|batch_requests)\/$/.test(path)
  })
  expect(posts.map(({ path }) => path)).toEqual([
    '/api/v1/patient/',
    '/api/v1/encounter/',
    '/api/v1/batch_requests/',
  ])
  expect(JSON.stringify(await control.log())).not.toMatch(/-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-0ff11e/)

  const reopened = await context.newPage()
  const [patient] = (await control.state('patients')).slice(-1)
  await createWard(reopened, context, control).openWard()
  await reopened.goto(
    `/facility/${(await control.state('encounters')).at(-1)?.facility}/patient/${patient?.id}`,
  )
  await expect(reopened.getByRole('heading', { name: 'Offline Asha', exact: true })).toBeVisible()
  await expect(reopened.getByText('38.2 °C')).toBeVisible()
  await expect(reopened.getByText(/Received by CARE/)).toHaveCount(3)
})
