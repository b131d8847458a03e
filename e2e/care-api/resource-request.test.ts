// @vitest-environment node
// Rules of resource requests, and of who is assigned to a patient, that no recorded exchange shows by its shape.
import { expect, it } from 'vitest'
import { start } from './in-process.ts'
import { seeded } from './seeded.ts'

const request = {
  title: 'Need bed',
  reason: 'ICU',
  emergency: true,
  referring_facility_contact_name: 'Ward A',
  referring_facility_contact_number: 'no number',
  status: 'pending',
  category: 'patient_care',
  priority: 1,
  origin_facility: seeded.facilityId,
  related_patient: seeded.patientId(0),
}

it('keeps facility and patient of a resource request, whatever is sent later', async () => {
  const { api, ask } = start()
  const { body } = await ask('POST', '/resource/', request)
  const other = {
    ...request,
    origin_facility: seeded.otherFacilityId,
    related_patient: seeded.patientId(1),
    status: 'completed',
  }
  expect((await ask('PATCH', `/resource/${body.id}/`, other)).status).toBe(200)
  expect(api.store.get('resourceRequests', body.id)).toMatchObject({ ...request, status: 'completed' })
})

it('takes a resource request from a volunteer, and any status after any other', async () => {
  const { as } = start()
  const ask = as('volunteer')
  const { status, body } = await ask('POST', '/resource/', request)
  expect(status).toBe(200)
  for (const next of ['rejected', 'pending', 'completed', 'approved']) {
    expect((await ask('PUT', `/resource/${body.id}/`, { ...request, status: next })).status).toBe(200)
  }
})

it('lists resource requests newest first, by the other facilities and by status in any case', async () => {
  const { ask } = start()
  const ids: string[] = []
  for (const more of [{}, { assigned_facility: seeded.otherFacilityId, status: 'approved' }]) {
    ids.push((await ask('POST', '/resource/', { ...request, ...more })).body.id)
  }
  const list = async (query: string) =>
    (await ask('GET', `/resource/?${query}`)).body.results.map(({ id }) => id)
  expect(await list('')).toEqual([...ids].reverse())
  expect(await list('ordering=created_date')).toEqual(ids)
  expect(await list(`assigned_facility=${seeded.otherFacilityId}`)).toEqual(ids.slice(1))
  expect(await list('status=PENDING&title=BED')).toEqual(ids.slice(0, 1))
  expect(await list(`related_patient=${seeded.patientId(1)}`)).toEqual([])
})

it('does not know a user who is taken off a patient and never was', async () => {
  const { ask } = start()
  const path = `/patient/${seeded.patientId(0)}/delete_user/`
  expect((await ask('POST', path, { user: seeded.users.doctor })).body).toEqual({
    errors: [{ type: 'validation_error', msg: 'User does not exist' }],
  })
  expect((await ask('POST', path, { user: seeded.wardId })).status).toBe(404)
})
