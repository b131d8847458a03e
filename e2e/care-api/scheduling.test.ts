// @vitest-environment node
// Rules of slots that no recorded exchange shows by its shape: days, zones, places taken and given back.
import { describe, expect, it } from 'vitest'
import { facility, of, ruled, tomorrow, ward } from './scheduling-ward.ts'
import { seeded } from './seeded.ts'

const { doctor, nurse } = seeded.users

describe('slots', () => {
  it('of a day are made once, however often they are asked for', async () => {
    const { api, slotsOf } = ward()
    const once = await slotsOf(doctor)
    expect(once).toHaveLength(4 * 4 + 3 * 4)
    expect((await slotsOf(doctor)).map(({ id }) => id)).toEqual(once.map(({ id }) => id))
    expect(api.store.all('slots')).toHaveLength(once.length)
  })

  it('begin at nine in the zone of the server, and there are none on a day off', async () => {
    const { slotsOf } = ward()
    expect((await slotsOf(doctor))[0]?.start_datetime).toBe('2026-11-27T03:30:00Z')
    expect(await slotsOf(doctor, '2026-11-29')).toEqual([])
  })

  it('of today are made as long as they have not ended, and of a past day never', async () => {
    const { slotsOf } = ward()
    const [first] = await slotsOf(doctor, '2026-11-26')
    expect(first?.start_datetime).toBe('2026-11-26T08:45:00Z')
    expect(await slotsOf(doctor, '2026-11-25')).toEqual([])
  })

  it('come in another order after one was booked', async () => {
    const { ask, morning, book } = ward()
    const { first } = await morning()
    await book(first)
    const body = { ...of(doctor), day: tomorrow }
    const { results } = (await ask('POST', `${facility}/slots/get_slots_for_day/`, body)).body
    expect(results.at(-1)?.id).toBe(first)
  })

  it('are given to everybody, but only staff may see or book one', async () => {
    const { as, morning } = ward()
    const { first } = await morning()
    const ask = as('volunteer')
    const body = { ...of(doctor), day: tomorrow }
    expect((await ask('POST', `${facility}/slots/get_slots_for_day/`, body)).status).toBe(200)
    expect(await ask('GET', `${facility}/slots/${first}/`)).toEqual({
      status: 403,
      body: { detail: 'You do not have permission to list bookings' },
    })
  })

  it('are counted for the calendar, but for what is booked on its first day', async () => {
    const { ask, morning, book } = ward()
    const { first, second } = await morning()
    for (const [slot, patient] of [
      [first, 0],
      [first, 1],
      [second, 2],
    ] as const)
      await book(slot, patient)
    const stats = async (from_date: string, to_date: string) =>
      (await ask('POST', `${facility}/slots/availability_stats/`, { ...of(doctor), from_date, to_date })).body
    expect(await stats('2026-11-26', '2026-11-29')).toEqual({
      '2026-11-26': { total_slots: 56, booked_slots: 0 },
      '2026-11-27': { total_slots: 56, booked_slots: 3 },
      '2026-11-28': { total_slots: 56, booked_slots: 0 },
      '2026-11-29': { total_slots: 0, booked_slots: 0 },
    })
    expect(await stats(tomorrow, tomorrow)).toMatchObject({ [tomorrow]: { booked_slots: 0 } })
    expect(await stats('2026-11-28', tomorrow)).toEqual(ruled('From Date cannot be after To Date'))
  })
})

describe('places', () => {
  it('are taken by a booking and given back by a cancel, once', async () => {
    const { morning, book, appointment, allocated } = ward()
    const { first } = await morning()
    const { body } = await book(first)
    await book(first, 1)
    expect(allocated(first)).toBe(2)
    await appointment('POST', body.id, 'cancel/', { reason: 'cancelled' })
    await appointment('POST', body.id, 'cancel/', { reason: 'entered_in_error' })
    expect(allocated(first)).toBe(1)
    expect((await book(first)).status).toBe(200)
  })

  it('are kept by noshow and fulfilled, after which the patient may book the slot again', async () => {
    const { morning, book, appointment, allocated } = ward()
    const { first } = await morning()
    const { body } = await book(first)
    expect((await book(first)).body).toEqual(ruled('Patient already has a booking for this slot'))
    await appointment('PUT', body.id, '', { status: 'noshow', note: '' })
    expect((await book(first)).status).toBe(200)
    expect(allocated(first)).toBe(2)
    expect((await book(first)).body).toEqual(ruled('Slot is already full'))
  })

  it('are not taken by a cancelled booking that is set to booked again, so that the slot is overbooked', async () => {
    const { morning, book, appointment, allocated } = ward()
    const { first } = await morning()
    const { body } = await book(first)
    await appointment('POST', body.id, 'cancel/', { reason: 'cancelled' })
    const { status } = await appointment('PATCH', body.id, '', { status: 'booked', note: '' })
    expect([status, allocated(first)]).toEqual([200, 0])
    await appointment('POST', body.id, 'cancel/', { reason: 'cancelled' })
    expect(allocated(first)).toBe(-1)
  })

  it('of a batch that failed are free again', async () => {
    const { ask, api, morning, allocated } = ward()
    const { first } = await morning()
    const url = `/api/v1${facility}/slots/${first}/create_appointment/`
    const requests = [seeded.patientId(0), seeded.patientId(0)].map((patient, index) => ({
      url,
      method: 'POST',
      reference_id: `${index}`,
      body: { patient, note: '', tags: [] },
    }))
    expect((await ask('POST', '/batch_requests/', { requests })).status).toBe(400)
    expect([allocated(first), api.store.all('bookings')]).toEqual([0, []])
  })
})

describe('rescheduling', () => {
  it('moves the place, and leaves the old booking under its id with its own note', async () => {
    const { api, morning, book, appointment, allocated } = ward()
    const { first, second } = await morning()
    const { body: old } = await book(first)
    const moved = { new_slot: second, new_booking_note: 'later', previous_booking_note: 'ill' }
    const { body } = await appointment('POST', old.id, 'reschedule/', moved)
    expect(body.id).not.toBe(old.id)
    expect(body).toMatchObject({ status: 'booked', note: 'later', token_slot: { id: second } })
    expect(api.store.get('bookings', old.id)).toMatchObject({ status: 'rescheduled', note: 'ill' })
    expect([allocated(first), allocated(second)]).toEqual([0, 1])
  })

  it('leaves everything as it was when the new slot is full', async () => {
    const { api, morning, book, appointment, allocated } = ward()
    const { first, second } = await morning()
    await book(second, 1)
    await book(second, 2)
    const { body: old } = await book(first)
    const before = api.store.get('bookings', old.id)
    const moved = { new_slot: second, new_booking_note: 'later' }
    const { body } = await appointment('POST', old.id, 'reschedule/', moved)
    expect(body).toEqual(ruled('Slot is already full'))
    expect(api.store.get('bookings', old.id)).toEqual(before)
    expect(allocated(first)).toBe(1)
  })

  it('may go to another practitioner, and does not ask how many bookings a patient has', async () => {
    const { book, appointment, slotsOf } = ward()
    const slots = await slotsOf(doctor)
    const ids: string[] = []
    for (const { id } of slots.slice(0, 10)) ids.push((await book(id)).body.id)
    const most = ruled('Patient already has maximum number of appointments (10)')
    expect((await book(slots[10]?.id ?? '')).body).toEqual(most)
    await appointment('PUT', ids[0] ?? '', '', { status: 'fulfilled', note: '' })
    expect((await book(slots[10]?.id ?? '')).status).toBe(200)
    const [other] = await slotsOf(nurse)
    const moved = { new_slot: other?.id, new_booking_note: 'dressing' }
    const { status, body } = await appointment('POST', ids[0] ?? '', 'reschedule/', moved)
    expect([status, (body.resource as { id: string }).id]).toEqual([200, nurse])
  })
})
