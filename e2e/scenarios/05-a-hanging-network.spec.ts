// Lie-fi: connected, and nothing comes back. What is on the tablet is shown within three seconds.

import { seeded } from '../care-api/seeded.ts'
import { expect, made, patientPath, test } from './support/ward.ts'

test('[RD4] reads come from the store within three seconds, and writes are kept', async ({
  ward,
  page,
  control,
}) => {
  test.setTimeout(150_000)
  await ward.beginShift()
  await page.goto(patientPath(seeded.patientId(0)))
  const name = (await page.getByRole('heading', { level: 1 }).textContent()) ?? ''
  await control.addFault({ kind: 'hang', path: '.*' })

  await page.goto('about:blank')
  await page.goto(patientPath(seeded.patientId(0)))
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
  const slowest = await page.evaluate(() =>
    Math.max(
      ...performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\/api\/v1\/(patient|encounter)\//.test(name))
        .map(({ duration }) => duration),
    ),
  )
  expect(slowest).toBeGreaterThan(0)
  expect(slowest).toBeLessThan(3_000)

  await ward.register('Hanging On')
  await expect(page.getByText(/Saved on this tablet/)).toBeVisible()
  await control.clearFaults()
  // The attempt is given up after 30 s, and a slow server is given 15 more before anybody looks.
  await expect(page.getByText(/Received by CARE/)).toBeVisible({ timeout: 75_000 })
  expect(await made(control, 'patients')).toBe(1)
})
