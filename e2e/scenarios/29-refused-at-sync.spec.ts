// What CARE may refuse at the sync because of what others did meanwhile, of bookings and encounters: told, and mended.

import { seeded } from '../care-api/seeded.ts'
import { colleague } from './support/elsewhere.ts'
import { atTheDesk, bookSlot, fillSlot } from './support/slots.ts'
import { syncPage } from './support/sync-page.ts'
import { countOf, expect, made, patientPath, test } from './support/ward.ts'

const patient = seeded.patientId(0)
const encounterForm = (of: string) => ({
  patient: of,
  facility: seeded.facilityId,
  organizations: [seeded.departments.medicine],
  status: 'in_progress',
  encounter_class: 'amb',
  priority: 'routine',
  period: { start: new Date().toISOString() },
  hospitalization: {},
})

test('[RF5] [RF6] [RF10] a slot that filled up or went by: another one is chosen on the sync page and on the record', async ({
  ward,
  page,
  control,
}) => {
  const sync = syncPage(page)
  await ward.beginShift()
  await atTheDesk(page, 0)
  await ward.goOffline()
  await bookSlot(page, 0)
  await bookSlot(page, 1)
  const doctor = await colleague('doctor')
  // On a Monday CARE has made the slots of today as well: the desk looks at the next one.
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
  const [first, second] = (await control.state('slots'))
    .filter(({ start_datetime }) => start_datetime > tomorrow)
    .toSorted((a, b) => (a.start_datetime < b.start_datetime ? -1 : 1))
  const others = await fillSlot(doctor, String(first?.id))
  const past = new Date(Date.now() - 3_600_000).toISOString()
  const kept = second && { start_datetime: second.start_datetime, end_datetime: second.end_datetime }
  await control.edit('slots', String(second?.id), { end_datetime: past })
  await ward.goOnline()
  await sync.open()

  const full = await sync.refused('New appointment', /is full by now\. Choose another slot/)
  await expect(full.getByText('Slot is already full')).toBeVisible()
  const over = await sync.refused('New appointment', /is over\. Choose another slot/)
  await expect(over.getByText('Slot is already past')).toBeVisible()

  await sync.mend(
    sync.attention.getByRole('listitem').filter({ hasText: 'is full by now' }),
    'Choose another slot: Aishwarya Menon',
  )
  await page.getByRole('radio').nth(2).click()
  await sync.save()
  await expect(sync.received.getByText('New appointment')).toBeVisible({ timeout: 20_000 })

  // The other one where the patient is: offline as online, and left alone when cancelled.
  await page.goto(patientPath(patient))
  const notice = page.getByRole('region', { name: 'Appointments' }).getByText(/is over\. Choose another slot/)
  await expect(notice).toBeVisible()
  await ward.goOffline()
  await page.getByRole('button', { name: 'Choose another slot: Aishwarya Menon' }).click()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(notice).toBeVisible()
  await page.getByRole('button', { name: 'Choose another slot: Aishwarya Menon' }).click()
  await page.getByRole('radio').nth(3).click()
  await sync.save()
  await ward.goOnline()
  await sync.open()
  await sync.isDone()
  await control.edit('slots', String(second?.id), kept ?? {})
  const mine = (await control.state('bookings')).filter((each) => each.patient === patient)
  expect(mine.map(({ status }) => status)).toEqual(['booked', 'booked'])
  expect(new Set(mine.map(({ slot }) => slot)).size).toBe(2)
  expect(mine.map(({ slot }) => slot)).not.toContain(first?.id)
  expect(await countOf(control, 'POST', /create_appointment\/$/)).toBe(4 + others + 1)
})

test('[RF2] [RF10] a sixth active encounter: one is completed where the five are shown, then it goes', async ({
  ward,
  page,
  control,
}) => {
  const sync = syncPage(page)
  await ward.beginShift()
  await page.goto(patientPath(patient))
  await expect(page.getByRole('link', { name: 'Record vitals' })).toBeVisible()
  await ward.goOffline()
  await ward.startEncounter()
  await ward.recordVitals('38.4')
  const doctor = await colleague('doctor')
  for (let n = 0; n < 4; n++) await doctor.post('/encounter/', encounterForm(patient))
  await ward.goOnline()
  await sync.open()
  const row = await sync.refused('New encounter', /has 5 open encounters in this facility/)
  await expect(sync.waiting.getByText('Form', { exact: true })).toBeVisible()
  await sync.mend(row, 'Show the open encounters: Aishwarya Menon')
  const open = page.getByRole('region', { name: 'Open encounters' })
  await expect(open.getByRole('listitem')).toHaveCount(5)
  await open.getByRole('button', { name: 'Complete' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).click()
  await expect(open.getByRole('listitem')).toHaveCount(4)
  await open.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Sync status' })).toBeVisible()
  await sync.isDone()
  expect([await made(control, 'encounters'), await made(control, 'responses')]).toEqual([5, 1])
  const all = await control.state('encounters')
  expect(all.filter((each) => each.patient === patient && each.status === 'completed')).toHaveLength(1)
  const [response] = await control.state('responses')
  expect(all.at(-1)?.id).toBe(response?.encounter)
})

test('[RF3] [RF8] [RF11] an encounter that was closed meanwhile: nothing is lost, and the form goes to another one', async ({
  ward,
  page,
  control,
}) => {
  const sync = syncPage(page)
  await ward.beginShift()
  await page.goto(patientPath(patient))
  await expect(page.getByRole('link', { name: 'Record vitals' })).toBeVisible()
  await expect(page.getByText('No forms have been filled in yet')).toBeVisible()
  await ward.goOffline()
  await ward.recordVitals('39.1')
  const closed = seeded.encounterId(0)
  await control.edit('encounters', closed, { status: 'completed' })
  await ward.goOnline()
  await sync.open()
  const row = await sync.refused('Form', /The encounter was closed in CARE meanwhile/)
  await row.getByRole('button', { name: 'What was entered' }).click()
  await expect(row.getByText(/39\.1/)).toBeVisible()

  // A new encounter, begun without network: the form goes after it, though it was saved before.
  await page.goto(patientPath(patient))
  await expect(page.getByText(/The encounter was closed in CARE meanwhile/)).toBeVisible()
  await ward.goOffline()
  await ward.startEncounter()
  await sync.open()
  await sync.mend(row, 'Choose another encounter')
  await page.getByRole('combobox', { name: 'Encounter it belongs to' }).click()
  await page.getByRole('option').first().click()
  await expect(page.getByLabel('Temperature')).toHaveValue('39.1')
  await sync.save()
  await ward.goOnline()
  await sync.isDone()
  const responses = await control.state('responses')
  expect(responses).toHaveLength(1)
  expect(responses[0]?.encounter).toBe((await control.state('encounters')).at(-1)?.id)
  expect(responses[0]?.encounter).not.toBe(closed)
})

test('[RF10] an appointment that belongs to another encounter by now: the encounter goes without it', async ({
  ward,
  page,
  control,
}) => {
  const sync = syncPage(page)
  await ward.beginShift()
  await atTheDesk(page, 0)
  await bookSlot(page, 0)
  await expect(page.getByText(/Received by CARE/)).toBeVisible()
  await ward.goOffline()
  await page.getByRole('link', { name: 'Begin visit' }).click()
  await page.getByRole('radio', { name: 'Ambulatory' }).click()
  const department = page.getByRole('checkbox').first()
  if (!(await department.isChecked())) await department.click()
  await page.getByRole('button', { name: 'Start encounter' }).click()
  await expect(page.getByRole('link', { name: 'Record vitals' })).toBeVisible()
  const [booking] = await control.state('bookings')
  const doctor = await colleague('doctor')
  await doctor.post('/encounter/', { ...encounterForm(patient), appointment: booking?.id })
  await ward.goOnline()
  await sync.open()
  const row = await sync.refused('New encounter', /belongs to another encounter by now/)
  await sync.mend(row, 'Send without the appointment: Aishwarya Menon')
  await expect(page.getByRole('radio', { name: 'Without the appointment' })).toBeChecked()
  await sync.save()
  await sync.isDone()
  expect(await made(control, 'encounters')).toBe(2)
})
