// A page, or a form, that still holds the old id of a booking that was moved; and moves of what was booked or moved here.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { post } from '../../shared/api-request.ts'
import { asObject, objectsIn } from '../../shared/care/json-record.ts'
import { isTemporaryId } from '../../shared/ids/temporary-id.ts'
import { type JsonObject, valueAt } from '../../shared/json.ts'
import {
  appointmentOf,
  appointmentsOf,
  book,
  calendar,
  cancel,
  move,
  setStatus,
  slotsOn,
} from './appointment-forms.ts'
import { type BookingDesk, idIn, openBookingDesk, rowsIn } from './booking-desk.ts'
import { admission } from './forms.ts'
import { completion } from './structured-forms.ts'

let desk: BookingDesk
const cleared = { waiting: 0, needAttention: 0, paused: null }

beforeEach(async () => {
  desk = await openBookingDesk()
})
afterEach(() => desk.ward.tablet.close())

/** Booked on the server, and seen. */
async function booked(at = 0): Promise<string> {
  const id = idIn(await desk.ask(book(desk.patient, desk.slot(at))))
  await desk.ask(appointmentOf(id))
  await desk.ask(appointmentsOf(desk.patient))
  return id
}

describe('[CA34] [CA68] what is written on the old id of a booking that was moved', () => {
  it('I2: a status after a move, both without network, is the new booking’s', async () => {
    const old = await booked()
    desk.ward.network.online = false
    const moved = idIn(await desk.ask(move(old, desk.slot(3))))
    const answer = await desk.ward.ask(setStatus(old, 'checked_in'))
    expect(answer.answer.status).toBe(202)
    expect(answer.body).toMatchObject({ id: moved, status: 'checked_in', token_slot: { id: desk.slot(3) } })
    expect(await desk.ask(appointmentOf(old))).toMatchObject({ id: old, status: 'rescheduled' })
    expect(await desk.ask(appointmentOf(moved))).toMatchObject({ id: moved, status: 'checked_in' })
    await desk.ward.tablet.restart()
    expect(await desk.goOnline()).toMatchObject(cleared)
    expect(desk.standing()).toEqual([
      [0, 'rescheduled'],
      [3, 'checked_in'],
    ])
    expect(JSON.stringify(desk.ward.network.sent)).not.toContain(moved)
  })

  it('is the new booking’s also when the move was received long ago, and its page stands on the old one', async () => {
    const old = await booked()
    desk.ward.network.online = false
    const moved = idIn(await desk.ask(move(old, desk.slot(3))))
    await desk.goOnline()
    expect(await desk.answered(setStatus(old, 'checked_in'))).toBe(200)
    expect(desk.standing()[1]).toEqual([3, 'checked_in'])
    await desk.ward.tablet.clock.advance(2 * 86_400_000)
    await desk.ward.signIn('nurse')
    desk.ward.network.online = false
    expect(await desk.answered(setStatus(old, 'in_consultation'))).toBe(202)
    expect(await desk.ask(appointmentOf(moved))).toMatchObject({ status: 'in_consultation' })
    expect(await desk.goOnline()).toMatchObject(cleared)
    expect(desk.standing()).toEqual([
      [0, 'rescheduled'],
      [3, 'in_consultation'],
    ])
  })

  it('a move made with network is followed too', async () => {
    const old = await booked()
    await desk.ask(move(old, desk.slot(2)))
    expect(await desk.answered(setStatus(old, 'checked_in'))).toBe(200)
    expect(desk.standing()).toEqual([
      [0, 'rescheduled'],
      [2, 'checked_in'],
    ])
  })

  it('a cancellation cancels the booking as it stands, and its place is free', async () => {
    const old = await booked()
    desk.ward.network.online = false
    const moved = idIn(await desk.ask(move(old, desk.slot(1))))
    expect(await desk.ask(cancel(old))).toMatchObject({ id: moved, status: 'cancelled' })
    expect(await desk.taken()).toEqual([])
    expect(await desk.goOnline()).toMatchObject(cleared)
    expect(desk.standing()).toEqual([
      [0, 'rescheduled'],
      [1, 'cancelled'],
    ])
  })

  it('a second move moves the new booking on; the last slot holds', async () => {
    const old = await booked()
    desk.ward.network.online = false
    const first = idIn(await desk.ask(move(old, desk.slot(1))))
    const second = idIn(await desk.ask(move(old, desk.slot(2))))
    expect(second).not.toBe(first)
    expect(await desk.ask(appointmentOf(first))).toMatchObject({ status: 'rescheduled' })
    expect(await desk.taken()).toEqual([2])
    await desk.ask(setStatus(old, 'checked_in'))
    expect(await desk.goOnline()).toMatchObject(cleared)
    expect(desk.standing()).toEqual([
      [0, 'rescheduled'],
      [1, 'rescheduled'],
      [2, 'checked_in'],
    ])
  })

  it('the same move pressed twice is said on the form, and made once', async () => {
    const old = await booked()
    desk.ward.network.online = false
    await desk.ask(move(old, desk.slot(1)))
    const again = await desk.ward.ask(move(old, desk.slot(1)))
    expect(again.answer.status).toBe(400)
    expect(idIn(again.body, '/errors/0/msg')).toContain('in this slot already')
    expect(await desk.queued()).toEqual(['reschedule_appointment'])
  })

  it('[RP8] the same move, handed on by the browser to the next worker, is made once', async () => {
    const old = await booked()
    desk.ward.network.online = false
    const moved = idIn(await desk.ask(move(old, desk.slot(1))))
    await desk.ward.tablet.restart()
    expect(idIn(await desk.ask(move(old, desk.slot(1))))).toBe(moved)
    expect(await desk.queued()).toEqual(['reschedule_appointment'])
  })

  it('[OR4] an encounter begun from the old one is the new booking’s', async () => {
    const old = await booked()
    desk.ward.network.online = false
    const moved = idIn(await desk.ask(move(old, desk.slot(1))))
    const form = admission(desk.patient)
    const encounter = await desk.ask(post(form.path, { ...(form.body as JsonObject), appointment: old }))
    expect(encounter).toMatchObject({ appointment: { id: moved } })
    expect(await desk.goOnline()).toMatchObject(cleared)
    const [, onServer] = desk.ward.api.store.all('bookings')
    expect(onServer?.encounter).toBe(desk.ward.api.store.all('encounters').at(-1)?.id)
  })

  it('[CA45] in the batch that ends an encounter, the new booking is the one that is done', async () => {
    const old = await booked()
    const form = admission(desk.patient)
    const encounter = idIn(await desk.ask(post(form.path, form.body ?? null)))
    desk.ward.network.online = false
    await desk.ask(move(old, desk.slot(1)))
    const ending = completion({ patient: desk.patient, encounter })
    const done = {
      url: setStatus(old, '').path,
      method: 'PUT',
      reference_id: 'appointment-closed',
      body: { status: 'fulfilled', note: 'seen' },
    }
    const requests = [...objectsIn(asObject(ending.body).requests), done]
    expect(await desk.answered(post(ending.path, { requests }))).toBe(202)
    expect(await desk.goOnline()).toMatchObject(cleared)
    expect(desk.standing()).toEqual([
      [0, 'rescheduled'],
      [1, 'fulfilled'],
    ])
    expect(desk.ward.api.store.get('encounters', encounter)?.status).toBe('completed')
  })

  it('[CA32] a move to another day takes its place there, and gives the old one back, in the calendar too', async () => {
    const next = new Date(Date.parse(desk.day) + 86_400_000).toISOString().slice(0, 10)
    const today = new Date(desk.ward.tablet.clock.now()).toISOString().slice(0, 10)
    const old = await booked()
    const [other] = rowsIn(await desk.ask(slotsOn(next)))
    const taken = async () => {
      const days = await desk.ask(calendar(today, next))
      return [desk.day, next].map((day) => valueAt(days, `/${day}/booked_slots`))
    }
    expect(await taken()).toEqual([1, 0])
    desk.ward.network.online = false
    await desk.ask(move(old, String(other?.id)))
    expect(await taken()).toEqual([0, 1])
    expect(await desk.taken()).toEqual([])
    await desk.ask(cancel(old))
    expect(await taken()).toEqual([0, 0])
    expect(await desk.goOnline()).toMatchObject(cleared)
    expect(await taken()).toEqual([0, 0])
  })

  it('[RP9] waits where the move was refused, and goes when it is tried again', async () => {
    const old = await booked()
    desk.ward.network.online = false
    await desk.ask(move(old, desk.slot(1)))
    await desk.ask(setStatus(old, 'checked_in'))
    let refusing = true
    desk.ward.fault = ({ path }) => (refusing && path.endsWith('/reschedule/') ? 'refuse' : undefined)
    expect(await desk.goOnline()).toMatchObject({ waiting: 1, needAttention: 1 })
    expect(desk.standing()).toEqual([[0, 'booked']])
    refusing = false
    await desk.ward.tablet.engine.api.retry('all')
    expect(await desk.ward.drain()).toMatchObject(cleared)
    expect(desk.standing()).toEqual([
      [0, 'rescheduled'],
      [1, 'checked_in'],
    ])
  })
})

describe('[CA69] what was booked here and moved here', () => {
  beforeEach(() => {
    desk.ward.network.online = false
  })

  it('booked and moved: CARE is told of both, and only the last place is taken', async () => {
    const id = idIn(await desk.ask(book(desk.patient, desk.slot(0))))
    const moved = idIn(await desk.ask(move(id, desk.slot(1))))
    expect([isTemporaryId(moved), moved === id]).toEqual([true, false])
    expect(await desk.taken()).toEqual([1])
    expect(await desk.goOnline()).toMatchObject(cleared)
    expect(desk.standing()).toEqual([
      [0, 'rescheduled'],
      [1, 'booked'],
    ])
    expect(await desk.ask(appointmentOf(id))).toMatchObject({ id, status: 'rescheduled' })
  })

  for (const named of ['old', 'new'] as const) {
    it(`[ED5] booked, moved and cancelled by its ${named} id: nothing is left to send`, async () => {
      const id = idIn(await desk.ask(book(desk.patient, desk.slot(0))))
      await desk.ask(setStatus(id, 'checked_in'))
      const moved = idIn(await desk.ask(move(id, desk.slot(1))))
      const { answer } = await desk.ward.ask(cancel(named === 'old' ? id : moved))
      expect(answer.headers['x-care-offline']).toBe('taken-back')
      expect(await desk.queued()).toEqual([])
      expect(await desk.taken()).toEqual([])
      expect(rowsIn(await desk.ask(appointmentsOf(desk.patient)))).toEqual([])
      expect(await desk.goOnline()).toMatchObject(cleared)
      expect(desk.standing()).toEqual([])
    })
  }

  it('B9: [ED5] with an encounter begun from it, it is cancelled on the server instead', async () => {
    const id = idIn(await desk.ask(book(desk.patient, desk.slot(0))))
    await desk.ask(move(id, desk.slot(1)))
    const form = admission(desk.patient)
    await desk.ask(post(form.path, { ...(form.body as JsonObject), appointment: id }))
    expect(await desk.answered(cancel(id))).toBe(202)
    expect(await desk.goOnline()).toMatchObject(cleared)
    expect(desk.standing()).toEqual([
      [0, 'rescheduled'],
      [1, 'cancelled'],
    ])
  })
})

it('[CA69] checked in and then cancelled, of a booking of the server: both go, in order', async () => {
  const id = await booked()
  desk.ward.network.online = false
  await desk.ask(setStatus(id, 'checked_in'))
  await desk.ask(cancel(id))
  expect(await desk.queued()).toEqual(['update_appointment_status', 'cancel_appointment'])
  expect(await desk.goOnline()).toMatchObject(cleared)
  expect(desk.standing()).toEqual([[0, 'cancelled']])
})
