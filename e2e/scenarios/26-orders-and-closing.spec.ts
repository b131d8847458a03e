// Orders, charges and comments without network, with the times that CARE will show; and the end of an encounter together
// with its appointment and its token.

import type { Page } from '@playwright/test'
import { seeded, seededUsers } from '../care-api/seeded.ts'
import { atHouse } from './support/house.ts'
import { countOf, expect, patientPath, test } from './support/ward.ts'

const api = 'http://localhost:9000/api/v1/'
const pid = seeded.patientId(9)

async function add(page: Page, button: string, field: string, choice: string) {
  await page.getByRole('button', { name: button }).click()
  const form = page.getByRole('form', { name: button })
  await form.getByRole('combobox', { name: field }).click()
  await page.getByRole('option', { name: choice }).click()
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toBeHidden()
}

const rowOf = (page: Page, list: string, name: string) =>
  page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: name })

test('[CA61] [TM2] ordered and charged offline: shown with the time it was entered, there once', async ({
  ward,
  page,
  control,
}) => {
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await expect(page.getByText('Nothing charged')).toBeVisible()
  await ward.goOffline()
  await add(page, 'Order a service', 'Service', 'Random blood sugar')
  await add(page, 'Add a charge', 'Charge', 'Dressing')
  await expect(rowOf(page, 'Service requests', 'Random blood sugar')).toContainText('Saved on this tablet')
  await expect(rowOf(page, 'Charges', 'Dressing')).toContainText('Saved on this tablet')
  await expect(rowOf(page, 'Charges', 'Dressing')).toContainText(
    /Filled in at .* CARE will show the time when it is received\./,
  )
  await ward.submitVitals('38.4')
  await expect(page.getByRole('region', { name: 'Vital signs' }).or(page.getByText('38.4 °C'))).toBeVisible()
  await ward.goOnline()
  await expect(rowOf(page, 'Service requests', 'Random blood sugar')).toContainText('Received by CARE', {
    timeout: 20_000,
  })
  expect(await control.state('chargeItems')).toHaveLength(1)
  expect(await control.state('serviceRequests')).toHaveLength(1)
})

test('[CA64] an encounter ends with its appointment and its token; the answer is lost', async ({
  ward,
  page,
  control,
}) => {
  const { appointment, encounter } = await bookedVisit()
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await page
    .getByRole('button', { name: /Outpatient|Ambulatory/ })
    .first()
    .click()
  await ward.goOffline()
  await page.getByRole('button', { name: 'Give token' }).click()
  await expect(page.getByText('Token (number follows)')).toBeVisible()
  await ward.goOnline()
  await expect(page.getByText('Token 1')).toBeVisible({ timeout: 20_000 })

  await control.addFault({ kind: 'drop-answer', method: 'POST', path: '/api/v1/batch_requests/$', times: 1 })
  await page.getByRole('button', { name: 'Complete encounter' }).click()
  await page.getByRole('button', { name: 'Complete', exact: true }).click()
  await expect
    .poll(async () => [
      (await control.state('encounters')).find(({ id }) => id === encounter)?.status,
      (await control.state('bookings')).find(({ id }) => id === appointment)?.status,
      (await control.state('queueTokens'))[0]?.status,
    ])
    .toEqual(['completed', 'fulfilled', 'FULFILLED'])
  await page.getByRole('link', { name: 'Sync' }).click()
  const received = page.getByRole('region', { name: /Received by CARE/ })
  await expect(received.getByText('Encounter completed')).toBeVisible({ timeout: 30_000 })
  expect(await countOf(control, 'POST', /\/batch_requests\/$/)).toBe(1)
})

test('[CA65] [CA66] a comment on a resource request, said offline', async ({ ward, page, control }) => {
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await page.getByRole('button', { name: 'New request' }).waitFor()
  const token = await signIn('nurse')
  await ask(token, 'resource/', {
    ...{ title: 'Oxygen', reason: 'Low', emergency: false, status: 'pending', category: 'medicines' },
    ...{ referring_facility_contact_name: 'A', referring_facility_contact_number: '+919812345678' },
    ...{ priority: 1, origin_facility: seeded.facilityId, related_patient: pid },
  })
  await page.reload()
  const request = page.getByRole('listitem', { name: 'Oxygen' })
  await request.getByRole('button', { name: 'Comments' }).click()
  await expect(page.getByText('Nothing was said yet')).toBeVisible()
  await ward.goOffline()
  await page.getByLabel('Comment', { exact: true }).fill('Two cylinders would do')
  await page.getByRole('button', { name: 'Add comment' }).click()
  const comment = page.getByRole('list', { name: 'Comments' }).getByRole('listitem')
  await expect(comment).toContainText('Two cylinders would do')
  await expect(comment).toContainText('Saved on this tablet')
  await ward.goOnline()
  await expect.poll(async () => (await control.state('resourceComments')).length).toBe(1)
  await page.keyboard.press('Escape')
  await expect(request).toContainText('Received by CARE', { timeout: 20_000 })
})

/** As the desk does it, before this tablet comes to it. */
async function bookedVisit(): Promise<{ appointment: string; encounter: string }> {
  const admin = await signIn('admin')
  const facility = `facility/${seeded.facilityId}/`
  await ask(admin, `${facility}token/category/`, {
    ...{ name: 'General', resource_type: 'practitioner', shorthand: 'G', default: true },
  })
  const day = new Date(Date.now() + nextMondayMs(Date.now())).toISOString().slice(0, 10)
  const { results } = await ask(admin, `${facility}slots/get_slots_for_day/`, {
    ...{ resource_type: 'practitioner', resource_id: seeded.users.doctor, day },
  })
  const slot = (results as { id: string }[])[0]?.id
  const { id: appointment } = await ask(admin, `${facility}slots/${slot}/create_appointment/`, {
    ...{ patient: pid, note: 'review', tags: [] },
  })
  const { id: encounter } = await ask(admin, 'encounter/', {
    ...{ patient: pid, facility: seeded.facilityId, organizations: [seeded.departments.medicine] },
    ...{ status: 'in_progress', encounter_class: 'amb', priority: 'routine', appointment },
    ...{ period: { start: new Date().toISOString() }, hospitalization: {} },
  })
  return { appointment: String(appointment), encounter: String(encounter) }
}

const nextMondayMs = (nowMs: number) => ((8 - new Date(nowMs).getUTCDay()) % 7 || 7) * 86_400_000

async function signIn(who: keyof typeof seededUsers): Promise<string> {
  const { access } = await ask('', 'auth/login/', seededUsers[who])
  return String(access)
}

async function ask(token: string, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(atHouse(`${api}${path}`), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Record<string, unknown>
}
