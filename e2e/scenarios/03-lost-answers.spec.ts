// CARE has done it, and the answer is lost on the way: looked for, never sent again.

import type { Page } from '@playwright/test'
import { seeded } from '../care-api/seeded.ts'
import { countOf, expect, made, patientPath, test } from './support/ward.ts'

const creates = [
  { what: 'the patient', path: '/api/v1/patient/$' },
  { what: 'the encounter', path: '/api/v1/encounter/$' },
  { what: 'the vitals', path: '/api/v1/batch_requests/$' },
]

for (const { what, path } of creates) {
  test(`[RP7] the answer to ${what} is lost: exactly one record in CARE`, async ({ ward, page, control }) => {
    await ward.beginShift()
    await control.addFault({ kind: 'drop-answer', method: 'POST', path, times: 1 })
    await ward.register('Lie Fi')
    await ward.startEncounter()
    await ward.recordVitals('37.4')
    await page.getByRole('link', { name: 'Sync' }).click()
    await expect(page.getByRole('region', { name: /Received/ }).getByRole('listitem')).toHaveCount(3, {
      timeout: 30_000,
    })
    expect([
      await made(control, 'patients'),
      await made(control, 'encounters'),
      await made(control, 'responses'),
    ]).toEqual([1, 1, 1])
    expect(await countOf(control, 'POST', new RegExp(path))).toBe(1)
  })
}

test('[RP7] the answers to changes are lost: each is found, and none is sent again', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await control.addFault({ kind: 'drop-answer', method: 'PUT', path: '/patient/', times: 1 })
  await page.goto(patientPath(seeded.patientId(3)))
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Renamed In The Dark')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: 'Renamed In The Dark', exact: true })).toBeVisible()

  await control.addFault({ kind: 'drop-answer', method: 'PUT', path: '/encounter/', times: 1 })
  await page.goto(patientPath(seeded.patientId(4)))
  await page.getByRole('button', { name: 'Complete encounter' }).click()
  await page.getByRole('button', { name: 'Complete', exact: true }).click()
  await expect(page.getByText('Completed').first()).toBeVisible()

  // The ward app has no form for these two.
  await control.addFault({ kind: 'drop-answer', method: 'PUT', path: '/encounter/', times: 1 })
  await control.addFault({ kind: 'drop-answer', method: 'POST', path: '/vitals/submit/', times: 1 })
  const encounterId = seeded.encounterId(5)
  const encounter = await callApi(page, 'GET', `/encounter/${encounterId}/`)
  await callApi(page, 'PUT', `/encounter/${encounterId}/`, {
    ...encounter,
    hospitalization: {},
    priority: 'urgent',
    patient: seeded.patientId(5),
    facility: seeded.facilityId,
  })
  await callApi(page, 'POST', '/questionnaire/vitals/submit/', {
    resource_id: encounterId,
    encounter: encounterId,
    patient: seeded.patientId(5),
    results: [{ question_id: seeded.vitals.temperature, values: [{ value: '37.9' }] }],
  })

  await page.getByRole('link', { name: 'Sync' }).click()
  const received = page.getByRole('region', { name: /Received/ }).getByRole('listitem')
  await expect(received).toHaveCount(4, { timeout: 30_000 })
  expect(await control.faults()).toEqual([])
  const [patient] = (await control.state('patients')).filter(({ id }) => id === seeded.patientId(3))
  expect(patient?.name).toBe('Renamed In The Dark')
  const encounters = new Map((await control.state('encounters')).map((each) => [each.id, each]))
  expect(encounters.get(seeded.encounterId(4))?.status).toBe('completed')
  expect(encounters.get(encounterId)?.priority).toBe('urgent')
  expect(await made(control, 'responses')).toBe(1)
  expect([await countOf(control, 'PUT', /./), await countOf(control, 'POST', /submit/)]).toEqual([3, 1])
})

/** As the app's own forms do, through the worker. */
const callApi = (page: Page, method: string, path: string, body?: object): Promise<Record<string, unknown>> =>
  page.evaluate(
    async ([url, init]) => {
      const authorization = `Bearer ${localStorage.getItem('care_access_token')}`
      const headers = { 'content-type': 'application/json', authorization }
      return (await fetch(url, { ...init, headers })).json()
    },
    [
      `http://localhost:9000/api/v1${path}`,
      { method, ...(body ? { body: JSON.stringify(body) } : {}) },
    ] as const,
  )
