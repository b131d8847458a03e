// @vitest-environment node
// Rules of bookings that no recorded exchange shows by its shape: the lock, lists, what moves a date; schedules.
import { describe, expect, it } from 'vitest'
import { facility, nowMs, of, ruled, tomorrow, ward } from './scheduling-ward.ts'
import { seeded } from './seeded.ts'

const { doctor, nurse } = seeded.users

describe('the lock on who is booked', () => {
  it('lets one of eight bookings through that are sent at the same time', async () => {
    const { api, slotsOf, book } = ward({ bookingLockMs: 500 })
    const slots = await slotsOf(doctor)
    const sent = await Promise.all(slots.slice(0, 8).map(({ id }, index) => book(id, index)))
    expect(sent.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 423)])
    expect(sent.at(-1)?.body).toEqual({ detail: 'The resource you are trying to access is locked' })
    expect(api.store.all('bookings')).toHaveLength(1)
  })

  it('is free after its time, for others, and at once after a refusal', async () => {
    let now = nowMs
    const { morning, slotsOf, book } = ward({ bookingLockMs: 500, nowMs: () => now })
    const { first, second } = await morning()
    const [nurses] = await slotsOf(nurse)
    await book(first)
    expect([(await book(second)).status, (await book(nurses?.id ?? '', 1)).status]).toEqual([423, 200])
    now += 500
    expect((await book(first)).body).toEqual(ruled('Patient already has a booking for this slot'))
    expect((await book(second)).status).toBe(200)
  })
})

describe('lists of bookings', () => {
  it('take several statuses and days of the server, the last changed first or by the time of the slot', async () => {
    const { ask, morning, book, appointment } = ward()
    const { first, second, third } = await morning()
    const ids: string[] = []
    for (const slot of [third, first, second]) ids.push((await book(slot)).body.id)
    const [a = '', b = '', c = ''] = ids
    await appointment('PUT', a, '', { status: 'arrived', note: '' })
    await appointment('POST', b, 'cancel/', { reason: 'cancelled' })
    const list = async (query: string) => {
      const mine = `resource_type=practitioner&resource_ids=${doctor}`
      const { body } = await ask('GET', `${facility}/appointments/?${mine}&${query}`)
      return body.results.map(({ id }) => id)
    }
    expect(await list('')).toEqual([b, a, c])
    expect(await list('ordering=token_slot__start_datetime')).toEqual([b, c, a])
    expect(await list('status=booked,arrived&ordering=-created_date')).toEqual([c, a])
    expect(await list(`date_after=${tomorrow}&date_before=${tomorrow}&tags=`)).toHaveLength(3)
    expect(await list('date_before=2026-11-26')).toEqual([])
    const { body } = await ask('GET', `/patient/${seeded.patientId(0)}/get_appointments/?status=cancelled`)
    expect(body.results.map(({ id }) => id)).toEqual([b])
  })

  it('are of practitioners or departments; a superuser alone may ask for all', async () => {
    const { as, ask, morning, book } = ward()
    await book((await morning()).first)
    const path = `${facility}/appointments/?resource_type=practitioner`
    const refused = { detail: 'You do not have permission to list bookings' }
    expect((await as('admin')('GET', path)).body.count).toBe(1)
    expect((await ask('GET', path)).body).toEqual(refused)
    expect((await ask('GET', `${path}&resource_ids=${seeded.users.volunteer}`)).body).toEqual(refused)
    const department = seeded.departments.medicine
    expect((await ask('GET', `${path}&organization_ids=${department}`)).body.count).toBe(1)
    expect((await ask('GET', `${path}&organization_ids=${seeded.wardId}`)).body).toEqual({
      detail: 'Invalid organization ids',
    })
  })
})

describe('a booking', () => {
  it('does not move its modified date with a token or an encounter', async () => {
    const { api, as, ask, morning, book, appointment } = ward()
    const { body } = await book((await morning()).first)
    const category = { name: 'Consultation', resource_type: 'practitioner', shorthand: 'C' }
    const made = await as('admin')('POST', `${facility}/token/category/`, category)
    const token = await appointment('POST', body.id, 'generate_token/', { category: made.body.id })
    expect(token.body).toMatchObject({ number: 1, queue: { date: tomorrow, is_primary: true } })
    const encounter = await ask('POST', '/encounter/', {
      patient: seeded.patientId(0),
      facility: seeded.facilityId,
      status: 'planned',
      encounter_class: 'amb',
      priority: 'routine',
      appointment: body.id,
    })
    expect(encounter.body).toMatchObject({ appointment: { id: body.id, token: { id: token.body.id } } })
    const { body: whole } = await appointment('GET', body.id)
    expect(whole).toMatchObject({ associated_encounter: { id: encounter.body.id } })
    expect(api.store.get('bookings', body.id)?.modified_date).toBe(body.modified_date)
  })

  it('of another patient makes no encounter', async () => {
    const { api, ask, morning, book } = ward()
    const { body } = await book((await morning()).first)
    const encounters = api.store.all('encounters').length
    const { status } = await ask('POST', '/encounter/', {
      patient: seeded.patientId(1),
      facility: seeded.facilityId,
      status: 'planned',
      encounter_class: 'amb',
      priority: 'routine',
      appointment: body.id,
    })
    expect([status, api.store.all('encounters').length]).toEqual([404, encounters])
  })
})

describe('schedules', () => {
  const hours = { day_of_week: 0, start_time: '09:00', end_time: '09:45' }
  const day = {
    name: 'am',
    slot_type: 'appointment',
    slot_size_in_minutes: 30,
    tokens_per_slot: 1,
    availability: [hours],
  }
  const schedule = {
    ...of(seeded.users.staff),
    name: 'Clinic',
    valid_from: '2026-11-23T00:00:00',
    valid_to: '2026-12-31T00:00:00',
    availabilities: [day],
  }

  it('cut a last slot that reaches past the end of the hours', async () => {
    const { ask, slotsOf } = ward()
    expect((await ask('POST', `${facility}/schedule/`, schedule)).status).toBe(200)
    const slots = await slotsOf(seeded.users.staff, '2026-11-30')
    expect(slots.map(({ start_datetime }) => start_datetime.slice(11, 16))).toEqual(['03:30', '04:00'])
    const { body } = await ask('GET', `${facility}/appointments/available_users/`)
    expect(body.users).toHaveLength(3)
  })

  it('refuse hours that overlap or touch, and the reverse of a period', async () => {
    const { ask, as } = ward()
    const twice = { ...day, availability: [hours, { ...hours, start_time: '09:45', end_time: '10:00' }] }
    const { body } = await ask('POST', `${facility}/schedule/`, { ...schedule, availabilities: [twice] })
    expect(body.errors).toMatchObject([
      {
        loc: ['availabilities', 0, 'availability'],
        ctx: { error: 'Availability time ranges are overlapping' },
      },
    ])
    const reversed = { ...schedule, valid_to: '2026-11-01T00:00:00' }
    expect((await ask('POST', `${facility}/schedule/`, reversed)).body).toEqual(
      ruled('Valid from cannot be greater than valid to'),
    )
    expect((await as('volunteer')('POST', `${facility}/schedule/`, schedule)).status).toBe(403)
  })

  it('are not deleted while somebody is booked, and take their slots with them', async () => {
    const { api, ask, morning, book, appointment, slotsOf } = ward()
    const list = `${facility}/schedule/?resource_type=practitioner&resource_id=${doctor}`
    const id = String((await ask('GET', list)).body.results[0]?.id)
    const { body } = await book((await morning()).first)
    expect((await ask('DELETE', `${facility}/schedule/${id}/`)).body).toEqual(
      ruled('Cannot delete schedule as there are future bookings associated with it'),
    )
    await appointment('POST', body.id, 'cancel/', { reason: 'cancelled' })
    expect((await ask('DELETE', `${facility}/schedule/${id}/`)).status).toBe(204)
    expect([api.store.all('slots'), await slotsOf(doctor)]).toEqual([[], []])
  })

  it('keep their validity where that would lose bookings, and gain and lose hours one by one', async () => {
    const { ask, slotsOf, book } = ward()
    const { body: made } = await ask('POST', `${facility}/schedule/`, schedule)
    const [slot] = await slotsOf(seeded.users.staff, '2026-11-30')
    await book(slot?.id ?? '')
    const path = `${facility}/schedule/${made.id}/`
    const shorter = { name: 'Clinic', valid_from: schedule.valid_from, valid_to: '2026-11-29T00:00:00' }
    expect((await ask('PUT', path, shorter)).status).toBe(400)
    expect((await ask('PUT', path, { ...shorter, valid_to: '2026-12-01T00:00:00' })).status).toBe(200)
    const noon = { ...day, name: 'noon', availability: [{ ...hours, day_of_week: 1 }] }
    const { body: added } = await ask('POST', `${path}availability/`, noon)
    expect(await slotsOf(seeded.users.staff, '2026-12-01')).toHaveLength(2)
    expect((await ask('DELETE', `${path}availability/${added.id}/`)).status).toBe(204)
    expect(await slotsOf(seeded.users.staff, '2026-12-01')).toEqual([])
  })
})
