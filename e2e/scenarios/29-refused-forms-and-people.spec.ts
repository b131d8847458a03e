// What CARE may refuse at the sync, of people and forms: permissions, identifiers, forms that changed, locks.

import { seeded } from '../care-api/seeded.ts'
import { colleague } from './support/elsewhere.ts'
import { atTheDesk, bookSlot } from './support/slots.ts'
import { syncPage } from './support/sync-page.ts'
import { countOf, expect, made, patientPath, test } from './support/ward.ts'

const patient = seeded.patientId(0)
const vitals = seeded.questionnaires.vitals.id

test('[RF3] [RF5] a permission that is gone: asked for, tried again; what needs none goes on', async ({
  ward,
  page,
  control,
}) => {
  const sync = syncPage(page)
  await ward.beginShift()
  await page.goto(patientPath(patient))
  await page.getByRole('button', { name: 'New request' }).click()
  await expect(page.getByRole('combobox', { name: 'Asked of' })).toBeVisible()
  await ward.goOffline()
  await page.getByLabel('What is needed').fill('Oxygen')
  await page.getByLabel('Reason').fill('Stock is low')
  await page.getByRole('combobox', { name: 'Asked of' }).click()
  await page.getByRole('option').last().click()
  await page.getByRole('button', { name: 'Send request' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  await ward.recordVitals('37.7')
  await control.edit('users', seeded.users.nurse, { user_type: 'volunteer' })
  await ward.goOnline()
  await sync.open()
  const row = await sync.refused('Form', /You do not have the permission for this in CARE.*then try again/)
  await expect(sync.received.getByText('New resource request')).toBeVisible()
  await control.edit('users', seeded.users.nurse, { user_type: 'nurse' })
  await row.getByRole('button', { name: /^Try again/ }).click()
  await sync.isDone()
  expect(await made(control, 'responses')).toBe(1)
  expect(await control.state('resourceRequests')).toHaveLength(1)
})

test('[RF3] [RF10] a number that another patient has: it is the same person, or it was wrong', async ({
  ward,
  page,
  control,
}) => {
  const sync = syncPage(page)
  const admin = await colleague('admin')
  const { id: config } = await admin.post('/patient_identifier_config/', {
    status: 'active',
    config: {
      ...{ use: 'official', system: 'urn:hospital', unique: true, regex: '', display: 'Hospital number' },
      ...{ required: false, retrieve_config: {} },
    },
  })
  await ward.beginShift()
  const submit = async (name: string, phone: string, number: string) => {
    await page.getByRole('link', { name: 'Register', exact: true }).click()
    await page.getByLabel('Hospital number').fill(number)
    await ward.submitRegistration(name, phone)
    await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
  }
  await ward.goOffline()
  await submit('Wrong Number', '+919812340002', 'H-7')
  await submit('Asha Devi', '+919812340001', 'H-7')
  await ward.startEncounter()
  const doctor = await colleague('doctor')
  await doctor.post('/patient/', {
    ...{ name: 'Asha D.', gender: 'female', phone_number: '+919812349999', date_of_birth: '1990-04-05' },
    ...{ geo_organization: seeded.districtId, identifiers: [{ config, value: 'H-7' }] },
  })
  await ward.goOnline()
  await sync.open()
  const same = await sync.refused('Asha Devi', /Hospital number H-7 belongs to a patient in CARE already/)
  const wrong = await sync.refused('Wrong Number', /Otherwise correct the number, or discard this/)
  await expect(sync.waiting.getByText('New encounter')).toBeVisible()

  await same.getByRole('button', { name: /^It is the same person: Asha D\./ }).click()
  await page.getByRole('button', { name: 'Yes, it is the same' }).click()
  await expect(sync.received.getByText('New encounter')).toBeVisible({ timeout: 20_000 })
  await sync.mend(wrong, 'Edit: Wrong Number')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Wrong Number')
  await page.getByLabel('Hospital number').fill('H-8')
  await sync.save()
  await sync.isDone()
  const patients = (await control.state('patients')).slice(40)
  expect(patients.map(({ name }) => name)).toEqual(['Asha D.', 'Wrong Number'])
  expect(patients[1]?.identifiers).toEqual([{ config, value: 'H-8' }])
  expect((await control.state('encounters')).at(-1)?.patient).toBe(patients[0]?.id)
})

test('[RF3] [RF10] a form that was changed, then retired: answers are carried over, or stand beside another form', async ({
  ward,
  page,
  control,
}) => {
  const sync = syncPage(page)
  await ward.beginShift()
  await page.goto(patientPath(patient))
  await expect(page.getByRole('link', { name: 'Record vitals' })).toBeVisible()
  await ward.goOffline()
  await page.getByRole('link', { name: 'Record vitals' }).click()
  await page.getByLabel('Note').fill('Sleeps well')
  await page.getByLabel('Temperature').fill('38.6')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('38.6 °C')).toBeVisible()
  const form = (await control.state('questionnaires')).find(({ id }) => id === vitals)
  const pain = {
    ...{ id: crypto.randomUUID(), link_id: '8', text: 'Pain score', type: 'integer', required: true },
  }
  const revised = [...(form?.questions ?? []).filter(({ text }) => text !== 'Note'), pain]
  await control.edit('questionnaires', vitals, { questions: revised })
  await ward.goOnline()
  await sync.open()
  const changed = await sync.refused('Form', /The form “Vitals” was changed in CARE/)
  await expect(changed.getByText('Pain score: Question not answered')).toBeVisible()
  await sync.mend(changed, 'Fill in again')
  await expect(page.getByLabel('Temperature')).toHaveValue('38.6')
  await expect(
    page.getByRole('region', { name: 'Answers that this form does not ask for' }).getByText('Sleeps well'),
  ).toBeVisible()
  await page.getByLabel('Pain score').fill('3')
  await sync.save()
  await sync.isDone()

  await page.goto(patientPath(patient))
  await expect(page.getByText('38.6 °C')).toBeVisible()
  await page.getByRole('link', { name: 'Record vitals' }).click()
  await expect(page.getByLabel('Pain score')).toBeVisible()
  await ward.goOffline()
  await page.getByLabel('Temperature').fill('37.1')
  await page.getByLabel('Pain score').fill('1')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('37.1 °C')).toBeVisible()
  await control.edit('questionnaires', vitals, { status: 'retired' })
  await ward.goOnline()
  await sync.open()
  const retired = await sync.refused('Form', /The form “Vitals” is no longer used in CARE/)
  await sync.mend(retired, 'Fill in again')
  await expect(page.getByRole('region', { name: 'Answers that were given' }).getByText('37.1')).toBeVisible()
  await page.getByRole('combobox', { name: 'Form to fill in instead' }).click()
  await page.getByRole('option', { name: 'Nursing note' }).click()
  await page.getByLabel('Observations').fill('Temperature 37.1, pain 1')
  await sync.save()
  await sync.isDone()
  expect((await control.state('responses')).map(({ questionnaire }) => questionnaire)).toEqual([
    vitals,
    seeded.questionnaires.nursingNote.id,
  ])
})

test('[RF9] a lock needs nobody: the sentence says so, and the booking goes by itself, once', async ({
  ward,
  page,
  control,
}) => {
  const sync = syncPage(page)
  await ward.beginShift()
  await atTheDesk(page, 0)
  await ward.goOffline()
  await bookSlot(page, 0)
  await control.addFault({ kind: 'locked', method: 'POST', path: '/create_appointment/$', times: 3 })
  await ward.goOnline()
  await sync.open()
  await expect(sync.waiting.getByText(/You need do nothing: it is sent by itself/)).toBeVisible({
    timeout: 20_000,
  })
  await sync.isDone()
  expect(await control.state('bookings')).toHaveLength(1)
  expect(await countOf(control, 'POST', /create_appointment\/$/)).toBe(4)
})
