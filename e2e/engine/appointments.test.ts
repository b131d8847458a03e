// Appointments on the real engine, against the embedded API: booked, moved, changed and cancelled without network.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApiRequest, post } from '../../shared/api-request.ts'
import { isTemporaryId } from '../../shared/ids/temporary-id.ts'
import { type Json, valueAt } from '../../shared/json.ts'
import { settle } from '../../shared/testing/virtual-clock.ts'
import { seeded } from '../care-api/seeded.ts'
import {
  appointmentOf,
  appointmentsOf,
  board,
  book,
  calendar,
  cancel,
  move,
  practitioners,
  setStatus,
  slotsOn,
} from './appointment-forms.ts'
import { admission, patientOf, registration } from './forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
let day: string
let slots: string[]
const patient = seeded.patientId(0)

const idIn = (body: Json, pointer = '/id'): string => String(valueAt(body, pointer))
const rowsIn = (body: Json): Record<string, Json>[] =>
  (valueAt(body, '/results') ?? []) as Record<string, Json>[]
const ask = async (request: ApiRequest) => (await ward.ask(request)).body
const allocated = async (at: number) =>
  rowsIn(await ask(slotsOn(day))).find(({ id }) => id === slots[at])?.allocated
const slot = (at: number) => slots[at] ?? ''
const bookings = () => ward.api.store.all('bookings')
const standing = () => bookings().map(({ slot: of, status }) => [slots.indexOf(of), status])
const writes = async () => {
  const listed = await ward.tablet.engine.api.writes()
  if (!listed.ok) throw new Error(listed.failure.code)
  return listed.value.writes
}
const failures = async () =>
  (await writes()).filter(({ syncStatus }) => syncStatus === 'failed').map(({ failure }) => failure)
const cleared = { waiting: 0, needAttention: 0, paused: null }

/** Everything that a nurse at the desk has looked at, and then the network goes. */
beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('nurse')
  day = nextMonday(ward.tablet.clock.now())
  await ask(patientOf(patient))
  await ask(practitioners())
  slots = rowsIn(await ask(slotsOn(day)))
    .sort((a, b) => (String(a.start_datetime) < String(b.start_datetime) ? -1 : 1))
    .map(({ id }) => String(id))
  await ask(appointmentsOf(patient))
})
afterEach(() => ward.tablet.close())

function nextMonday(nowMs: number): string {
  const days = (8 - new Date(nowMs).getUTCDay()) % 7 || 7
  return new Date(nowMs + days * 86_400_000).toISOString().slice(0, 10)
}

const online = async () => {
  ward.network.online = true
  return ward.drain()
}

describe('an appointment made without network', () => {
  beforeEach(() => {
    ward.network.online = false
  })

  it('[CA31] [OB1] is in its detail, in the lists of patient and desk, and takes its place', async () => {
    await online()
    await ask(board('booked', day))
    await ask(board('checked_in', day))
    await ask(calendar(new Date(ward.tablet.clock.now()).toISOString().slice(0, 10), day))
    ward.network.online = false
    const made = await ward.ask(book(patient, slot(0)))
    expect(made.answer.status).toBe(202)
    const id = idIn(made.body)
    expect(isTemporaryId(id)).toBe(true)
    expect(await ask(appointmentOf(id))).toMatchObject({
      id,
      status: 'booked',
      token_slot: { id: slot(0), allocated: 1 },
      resource: { id: seeded.users.doctor },
      patient: { id: patient },
    })
    expect(rowsIn(await ask(appointmentsOf(patient))).map((row) => row.id)).toEqual([id])
    expect(rowsIn(await ask(board('booked', day))).map((row) => row.id)).toEqual([id])
    expect(rowsIn(await ask(board('checked_in', day)))).toEqual([])
    expect(await allocated(0)).toBe(1)
    const days = await ask(calendar(new Date(ward.tablet.clock.now()).toISOString().slice(0, 10), day))
    expect(valueAt(days, `/${day}/booked_slots`)).toBe(1)

    await ask(setStatus(id, 'checked_in'))
    expect(rowsIn(await ask(board('booked', day)))).toEqual([])
    expect(rowsIn(await ask(board('checked_in', day))).map((row) => row.id)).toEqual([id])
  })

  it('[RP6] is booked and checked in once, under its own id', async () => {
    const id = idIn(await ask(book(patient, slot(0))))
    await ask(setStatus(id, 'checked_in'))
    await ask(setStatus(id, 'in_consultation'))
    expect(await online()).toMatchObject(cleared)
    expect(standing()).toEqual([[0, 'in_consultation']])
    expect(ward.sent('POST', '/create_appointment/')).toBe(1)
    // The page still stands on the temporary address.
    expect(await ask(appointmentOf(id))).toMatchObject({ id, status: 'in_consultation' })
    expect(await allocated(0)).toBe(1)
  })

  it('B9: [CA39] [ED5] booked, checked in and cancelled: nothing is left to send', async () => {
    const id = idIn(await ask(book(patient, slot(0))))
    await ask(setStatus(id, 'checked_in'))
    const { answer } = await ward.ask(cancel(id))
    expect(answer.headers['x-care-offline']).toBe('taken-back')
    expect(rowsIn(await ask(appointmentsOf(patient)))).toEqual([])
    expect(await allocated(0)).toBe(0)
    expect(await online()).toMatchObject(cleared)
    expect(bookings()).toEqual([])
  })

  it('[OR4] of a patient registered without network, with an encounter begun from it', async () => {
    const newPatient = idIn(await ask(registration('Offline Asha')))
    const id = idIn(await ask(book(newPatient, slot(0))))
    expect(rowsIn(await ask(appointmentsOf(newPatient)))).toHaveLength(1)
    const form = admission(newPatient)
    const encounter = await ask(post(form.path, { ...(form.body as Record<string, Json>), appointment: id }))
    expect(encounter).toMatchObject({ appointment: { id } })
    expect(await ask(appointmentOf(id))).toMatchObject({ associated_encounter: { id: idIn(encounter) } })
    expect(await online()).toMatchObject(cleared)
    expect(bookings()).toHaveLength(1)
    expect(bookings()[0]?.encounter).toBe(ward.api.store.all('encounters').at(-1)?.id)
  })

  it('[CA36] what is over, full or booked already is said on the form, and no row stays', async () => {
    await ask(book(patient, slot(0)))
    const again = await ward.ask(book(patient, slot(0)))
    expect(again.answer.status).toBe(400)
    expect(idIn(again.body, '/errors/0/msg')).toBe('The patient has a booking in this slot already.')
    await ask(book(seeded.patientId(1), slot(0)))
    const third = await ward.ask(book(seeded.patientId(2), slot(0)))
    expect(idIn(third.body, '/errors/0/msg')).toContain('full')
    await ward.tablet.clock.advance(8 * 86_400_000 - 1)
    // Stored slots are shown for a week.
    expect(idIn((await ward.ask(book(patient, slot(1)))).body, '/errors/0/msg')).toContain(
      'not on this tablet',
    )
    expect(await writes()).toHaveLength(2)
  })
})

describe('[CA34] a move without network', () => {
  it('makes a new booking: what follows goes to that one, and the old one stays as it was moved', async () => {
    const id = idIn(await ask(book(patient, slot(0))))
    await ask(appointmentOf(id))
    await ask(appointmentsOf(patient))
    ward.network.online = false
    const moved = idIn(await ask(move(id, slot(3))))
    expect(isTemporaryId(moved)).toBe(true)
    expect(await ask(appointmentOf(id))).toMatchObject({ status: 'rescheduled' })
    expect(await ask(appointmentOf(moved))).toMatchObject({ status: 'booked', token_slot: { id: slot(3) } })
    expect([await allocated(0), await allocated(3)]).toEqual([0, 1])
    expect((await ward.ask(setStatus(moved, 'checked_in'))).answer.status).toBe(202)
    expect(await ask(appointmentOf(id))).toMatchObject({ status: 'rescheduled' })
    expect(await online()).toMatchObject(cleared)
    expect(standing()).toEqual([
      [0, 'rescheduled'],
      [3, 'checked_in'],
    ])
  })

  it('of a booking that waits too: both go, in order', async () => {
    ward.network.online = false
    const id = idIn(await ask(book(patient, slot(0))))
    const moved = idIn(await ask(move(id, slot(1))))
    await ask(setStatus(moved, 'noshow'))
    expect(await online()).toMatchObject(cleared)
    expect(standing()).toEqual([
      [0, 'rescheduled'],
      [1, 'noshow'],
    ])
    expect(await ask(appointmentOf(moved))).toMatchObject({ id: moved, status: 'noshow' })
  })

  it('[CA39] and then cancelled: the old place is not kept', async () => {
    const id = idIn(await ask(book(patient, slot(0))))
    await ask(appointmentOf(id))
    ward.network.online = false
    const moved = idIn(await ask(move(id, slot(1))))
    expect((await ward.ask(cancel(moved))).answer.status).toBe(202)
    expect(await online()).toMatchObject(cleared)
    expect(standing()).toEqual([
      [0, 'rescheduled'],
      [1, 'cancelled'],
    ])
    expect([await allocated(0), await allocated(1)]).toEqual([0, 0])
  })
})

describe('[CA30] [RP7] a lost answer', () => {
  const kinds: Record<string, { path: string; write: (id: string) => ApiRequest; result: Json[] }> = {
    booking: {
      path: '/create_appointment/',
      write: () => book(patient, slot(2)),
      result: [
        [0, 'booked'],
        [2, 'booked'],
      ],
    },
    status: { path: '/', write: (id) => setStatus(id, 'checked_in'), result: [[0, 'checked_in']] },
    move: {
      path: '/reschedule/',
      write: (id) => move(id, slot(3)),
      result: [
        [0, 'rescheduled'],
        [3, 'booked'],
      ],
    },
    cancellation: { path: '/cancel/', write: (id) => cancel(id), result: [[0, 'cancelled']] },
  }

  for (const [name, { path, write, result }] of Object.entries(kinds)) {
    for (const fault of ['lose-answer', 'lose-request'] as const) {
      it(`${fault}: ${name}`, async () => {
        const id = idIn(await ask(book(patient, slot(0))))
        await ask(appointmentOf(id))
        ward.network.online = false
        const made = await ward.ask(write(id))
        expect(made.answer.status).toBe(202)
        let losing = 1
        ward.fault = ({ method, path: asked }) =>
          method !== 'GET' && asked.endsWith(path) && asked.includes('ppointment') && losing-- > 0
            ? fault
            : undefined
        await online()
        await ward.tablet.clock.advance(20_000)
        expect(await ward.drain()).toMatchObject(cleared)
        expect(standing()).toEqual(result)
        expect(rowsIn(await ask(appointmentsOf(patient)))).toHaveLength(result.length)
      })
    }
  }

  it('[RP22] "slot is already full" by one’s own first copy is no refusal', async () => {
    const theirs = idIn(await ask(book(seeded.patientId(1), slot(0))))
    ward.network.online = false
    await ask(book(patient, slot(0)))
    const { store, clock } = { store: ward.api.store, clock: ward.tablet.clock }
    let tries = 0
    ward.fault = ({ path }) => {
      if (!path.endsWith('/create_appointment/')) return undefined
      tries += 1
      if (tries === 1) return 'lose-request'
      // It was only slow: it arrives after all, just before its second copy.
      const [like, place] = [store.get('bookings', theirs), store.get('slots', slot(0))]
      if (tries > 2 || !like || !place) return undefined
      const created_date = new Date(clock.now()).toISOString()
      store.put('bookings', { ...like, id: '11111111-2222-4333-8444-555555555555', patient, created_date })
      store.put('slots', { ...place, allocated: 2 })
      return undefined
    }
    await online()
    await clock.advance(20_000)
    expect(await ward.drain()).toMatchObject(cleared)
    expect(tries).toBe(2)
    expect(standing()).toEqual([
      [0, 'booked'],
      [0, 'booked'],
    ])
  })
})

describe('what CARE refuses at sync', () => {
  it('[RP9] a slot that others have filled: its words, and the rest goes on', async () => {
    ward.network.online = false
    const id = idIn(await ask(book(patient, slot(0))))
    await ask(setStatus(id, 'checked_in'))
    await ask(book(patient, slot(1)))
    for (const other of [1, 2]) await elsewhere(book(seeded.patientId(other), slot(0)))
    expect(await online()).toMatchObject({ waiting: 1, needAttention: 1 })
    expect(await failures()).toMatchObject([{ code: 'refused', words: 'Slot is already full' }])
    expect(standing().filter(([at]) => at === 1)).toEqual([[1, 'booked']])
    // Somebody gives a place back, and a person tries again.
    const [first] = bookings()
    await elsewhere(cancel(first?.id ?? ''))
    await ward.tablet.engine.api.retry('all')
    expect(await ward.drain()).toMatchObject(cleared)
    expect(bookings().find((each) => each.patient === patient && each.slot === slot(0))?.status).toBe(
      'checked_in',
    )
  })

  it('[CA34] a booking that somebody else has moved is not followed: the form says so', async () => {
    const id = idIn(await ask(book(patient, slot(0))))
    await elsewhere(move(id, slot(5)))
    await ask(appointmentOf(id))
    ward.network.online = false
    const refused = await ward.ask(setStatus(id, 'checked_in'))
    expect(refused.answer.status).toBe(400)
    expect(idIn(refused.body, '/errors/0/msg')).toContain('was moved')
    expect(await writes()).toHaveLength(1)
  })

  it('[CA37] [CF7] a booking that somebody else has moved takes no check-in', async () => {
    const id = idIn(await ask(book(patient, slot(0))))
    await ask(appointmentOf(id))
    ward.network.online = false
    await ask(setStatus(id, 'checked_in'))
    await elsewhere(move(id, slot(5)))
    expect(await online()).toMatchObject({ needAttention: 1 })
    expect(await failures()).toMatchObject([{ code: 'record-closed', status: 'rescheduled' }])
    expect(standing()).toEqual([
      [0, 'rescheduled'],
      [5, 'booked'],
    ])
  })

  it('B4: [CA37] [CF2] a patient whom somebody else has called in is not sent away by a machine', async () => {
    const id = idIn(await ask(book(patient, slot(0))))
    await ask(appointmentOf(id))
    ward.network.online = false
    await ask(cancel(id))
    await elsewhere(setStatus(id, 'in_consultation'))
    expect(await online()).toMatchObject({ needAttention: 1 })
    expect((await writes())[0]?.syncStatus).toBe('conflict')
    expect(standing()).toEqual([[0, 'in_consultation']])
  })

  it('[CA38] [RP3] a lock on who is booked is waited for', async () => {
    ward.network.online = false
    for (const [at, who] of [0, 1, 2].entries()) await ask(book(seeded.patientId(who), slot(at)))
    ward.api.settings.bookingLockMs = 400
    expect(await online()).toMatchObject(cleared)
    expect(standing()).toHaveLength(3)
  })
})

describe('[CA35] asking for the slots of a day', () => {
  it('is done once at a time, whoever asks, and answered from the tablet without network', async () => {
    const other = nextMonday(ward.tablet.clock.now() + 7 * 86_400_000)
    // No answer comes before all have asked.
    const honest = ward.network.respond
    ward.network.respond = async (sent) => {
      await settle()
      return honest(sent)
    }
    const answers = await Promise.all([1, 2, 3].map(() => ask(slotsOn(other))))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(ward.network.sent.filter(({ request }) => valueAt(request.body, '/day') === other)).toHaveLength(1)
    ward.network.online = false
    expect(await ask(slotsOn(other))).toEqual(answers[0])
    expect((await ward.ask(slotsOn('2027-03-01'))).answer.status).toBe(406)
  })
})

/** Another tablet does it, and its answer is none of ours. */
async function elsewhere({ method, path, body }: ApiRequest): Promise<void> {
  const login = await call('POST', '/api/v1/auth/login/', { username: 'care-doctor', password: 'Ohcn@123' })
  const { access } = (await login.json()) as { access: string }
  const response = await call(method, path, body ?? null, access)
  expect(response.status).toBe(200)
}

const call = async (method: string, path: string, body: Json, access?: string) =>
  ward.api.app.request(`http://localhost:9000${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(access === undefined ? {} : { authorization: `Bearer ${access}` }),
    },
    body: JSON.stringify(body),
  })
