// One form with a symptom, an allergy and a medicine, as CARE batches them: offline, with its answer lost, refused.

import type { Page } from '@playwright/test'
import { seeded } from '../care-api/seeded.ts'
import { countOf, expect, patientPath, test } from './support/ward.ts'

const pid = seeded.patientId(4)
const eid = seeded.encounterId(4)

interface Words {
  symptom?: [name: string, severity: string]
  allergy?: [name: string, criticality: string]
  medicine?: [name: string, when: string]
}

async function addFindings(page: Page, { symptom, allergy, medicine }: Words) {
  await page.getByRole('link', { name: 'Add findings' }).click()
  const chosen = { Symptom: symptom, Allergy: allergy, Medicine: medicine }
  for (const [label, words] of Object.entries(chosen)) {
    if (!words) continue
    await page.getByRole('combobox', { name: label }).click()
    await page.getByRole('option', { name: words[0], exact: true }).click()
    await page.getByRole('radio', { name: words[1], exact: true }).click()
  }
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('link', { name: 'Add findings' })).toBeVisible()
}

const rowOf = (page: Page, list: string, name: string) =>
  page.getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: name })

const all: Words = {
  symptom: ['Fever', 'Moderate'],
  allergy: ['Peanut', 'Low'],
  medicine: ['Paracetamol', 'As needed'],
}

test.beforeEach(async ({ ward, page }) => {
  await ward.beginShift()
  await page.goto(patientPath(pid))
  await expect(page.getByText('None recorded')).toHaveCount(3)
})

test('[CA40] [CA49] saved offline, said anew offline, there once after the sync', async ({
  ward,
  page,
  control,
}) => {
  await ward.goOffline()
  await addFindings(page, all)
  await expect(rowOf(page, 'Symptom', 'Fever')).toContainText('Moderate')
  await expect(rowOf(page, 'Medicine', 'Paracetamol')).toContainText('As needed')
  await expect(rowOf(page, 'Allergy', 'Peanut')).toContainText('Saved on this tablet')
  await addFindings(page, { symptom: ['Fever', 'Severe'], allergy: ['Peanut', 'High'] })
  await expect(rowOf(page, 'Symptom', 'Fever')).toContainText('Severe')
  await expect(rowOf(page, 'Symptom', 'Fever')).toHaveCount(1)
  await ward.goOnline()
  await expect(rowOf(page, 'Symptom', 'Fever')).toContainText('Received by CARE', { timeout: 20_000 })
  const fields = async (table: 'conditions' | 'allergies' | 'medicationRequests') =>
    (await control.state(table)).map((row) => row.fields)
  expect(await fields('conditions')).toMatchObject([{ severity: 'severe' }])
  expect(await fields('allergies')).toMatchObject([{ criticality: 'high' }])
  expect(await fields('medicationRequests')).toHaveLength(1)

  await page.reload()
  await addFindings(page, { symptom: ['Fever', 'Mild'] })
  await expect(rowOf(page, 'Symptom', 'Fever')).toContainText('Mild')
  expect(await fields('conditions')).toMatchObject([{ severity: 'mild' }])
})

test('[CA46] its answer is lost: looked for, never sent again', async ({ page, control }) => {
  await control.addFault({ kind: 'drop-answer', method: 'POST', path: '/api/v1/batch_requests/$', times: 1 })
  await addFindings(page, all)
  await expect(rowOf(page, 'Symptom', 'Fever')).toContainText('Received by CARE', { timeout: 30_000 })
  await expect(rowOf(page, 'Symptom', 'Fever')).toHaveCount(1)
  expect(await countOf(control, 'POST', /\/batch_requests\/$/)).toBe(1)
  expect(await control.state('medicationRequests')).toHaveLength(1)
})

test('[CA49] the encounter was closed meanwhile: nothing of it is in CARE, all of it is here', async ({
  ward,
  page,
  control,
}) => {
  await ward.goOffline()
  await addFindings(page, all)
  await control.edit('encounters', eid, { status: 'completed' })
  await ward.goOnline()
  await page.getByRole('link', { name: 'Sync' }).click()
  const attention = page.getByRole('region', { name: /Needs attention/ })
  await expect(attention.getByText('You do not have permission to update encounter')).toBeVisible({
    timeout: 20_000,
  })
  await expect(attention.getByText('Form with medical details')).toBeVisible()
  // CARE takes new allergies into a closed encounter; not so as part of this form.
  for (const table of ['conditions', 'allergies', 'medicationRequests'] as const)
    expect(await control.state(table)).toEqual([])
})
