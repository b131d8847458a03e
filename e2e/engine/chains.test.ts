// Random chains made with the network cut: each record names others that were made before it, at any depth. Whatever
// the tablet took arrives once, parents first, and the server ends up as the screens said.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ApiRequest, post } from '../../shared/api-request.ts'
import { asObject } from '../../shared/care/json-record.ts'
import { temporaryIdsIn } from '../../shared/ids/temporary-id.ts'
import { seeded } from '../care-api/seeded.ts'
import { book, move, setStatus } from './appointment-forms.ts'
import { type BookingDesk, idIn, openBookingDesk } from './booking-desk.ts'
import { admission, put, registration, vitals } from './forms.ts'
import { answer, batch, completion } from './structured-forms.ts'

/** Every number chooses among what is there: records made before, or of the server. */
const step = fc.record({
  kind: fc.constantFrom(
    ...(['patient', 'booking', 'move', 'status', 'encounter', 'encounter', 'vitals', 'symptom'] as const),
    ...(['rename', 'assign', 'complete'] as const),
  ),
  who: fc.nat({ max: 30 }),
  what: fc.nat({ max: 30 }),
})
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

interface Visit {
  patient: string
  id: string
}

interface Made {
  patients: string[]
  bookings: Visit[]
  /** A booking has one encounter. */
  begun: Set<string>
  encounters: Visit[]
  /** Those that still take forms. */
  open: Visit[]
  slots: number
  /** Steps so far: no two say the same, for what CARE holds already need not be sent. */
  said: number
}

const pick = <One>(from: readonly One[], at: number): One | undefined => from[at % Math.max(1, from.length)]

/** Undefined: there is nothing yet to do it to. */
function formOf({ kind, who, what }: Step, made: Made, { slot }: BookingDesk): ApiRequest | undefined {
  const patient = pick(made.patients, who) ?? ''
  const booking = pick(made.bookings, what)
  const encounter = pick(made.open, what)
  const about = encounter && { patient: encounter.patient, encounter: encounter.id }
  switch (kind) {
    case 'patient':
      return registration(
        `Chain ${made.patients.length}`,
        `+9198${String(10_000_000 + made.patients.length)}`,
      )
    case 'booking':
      return book(patient, slot(made.slots))
    case 'move':
      return booking && move(booking.id, slot(made.slots))
    case 'status':
      return booking && setStatus(booking.id, 'checked_in', `note ${made.said}`)
    case 'encounter': {
      const from = booking && !made.begun.has(booking.id) ? booking : undefined
      const { path, body } = admission(from?.patient ?? patient)
      const isFull = made.open.filter((visit) => visit.patient === (from?.patient ?? patient)).length > 4
      return isFull ? undefined : post(path, { ...asObject(body), ...(from ? { appointment: from.id } : {}) })
    }
    case 'vitals':
      return about && vitals(about.patient, about.encounter)
    case 'symptom':
      return about && batch(answer('symptom', about, {}))
    case 'rename': {
      const { body } = registration(`Renamed ${made.said}`, '+919812300000')
      return put(`/api/v1/patient/${patient}/`, body)
    }
    case 'assign':
      return post(`/api/v1/patient/${patient}/add_user/`, {
        user: seeded.users.doctor,
        role: seeded.roles.doctor,
      })
    case 'complete':
      return about && completion(about)
  }
}

/** Does it, as far as the tablet takes it, and remembers what was made. */
async function play(desk: BookingDesk, one: Step, made: Made): Promise<boolean> {
  made.said += 1
  const request = formOf(one, made, desk)
  if (!request) return false
  const { answer: said, body } = await desk.ward.ask(request)
  if (said.status !== 202) return false
  const id = idIn(body)
  const { patient, appointment } = asObject(request.body)
  const visit = { patient: String(patient), id }
  if (one.kind === 'patient') made.patients.push(id)
  if (one.kind === 'booking') made.bookings.push(visit)
  if (one.kind === 'encounter') {
    made.encounters.push(visit)
    made.open.push(visit)
    made.begun.add(String(appointment))
  }
  if (one.kind === 'complete') made.open = made.open.filter((each) => each !== pick(made.open, one.what))
  if (one.kind === 'booking' || one.kind === 'move') made.slots += 1
  return true
}

describe('a chain made with the network cut', () => {
  it(
    'I1: [CA72] [OR4] arrives once and in order, whatever its depth and its parents',
    { timeout: 120_000 },
    () =>
      fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), fc.nat({ max: 13 }), arrivesOnce),
        { numRuns: 30, seed: 27 },
      ),
  )
})

async function arrivesOnce(steps: Step[], reloadAt: number): Promise<void> {
  const desk = await openBookingDesk()
  const { ward } = desk
  const before = { patients: ward.count('patients'), encounters: ward.count('encounters') }
  ward.network.online = false
  const made: Made = {
    ...{ patients: [], bookings: [], begun: new Set<string>(), encounters: [], open: [], slots: 0, said: 0 },
  }
  await play(desk, { kind: 'patient', who: 0, what: 0 }, made)
  let taken = 1
  for (const [at, one] of steps.entries()) {
    if (at === reloadAt) {
      // Past the time in which the browser may hand a request on: the same form again is another one.
      await ward.tablet.clock.advance(61_000)
      await ward.tablet.restart()
    }
    if (await play(desk, one, made)) taken += 1
  }
  expect(await desk.queued()).toHaveLength(taken)
  ward.network.sent.length = 0
  expect(await desk.goOnline()).toMatchObject({ waiting: 0, needAttention: 0, paused: null })

  const sent = ward.network.sent.map(({ request }) => request)
  expect(temporaryIdsIn(JSON.stringify(sent))).toEqual([])
  const isWrite = ({ method, path }: ApiRequest) =>
    method === 'PUT' || (method === 'POST' && !isRead.test(path))
  expect(sent.filter(isWrite)).toHaveLength(taken)
  expect(ward.count('patients') - before.patients).toBe(made.patients.length)
  expect(ward.count('encounters') - before.encounters).toBe(made.encounters.length)
  expect(ward.count('bookings')).toBe(made.slots)
  await ward.tablet.close()
}

/** CARE's reads by POST. */
const isRead = /(search|search_retrieve|get_slots_for_day|availability_stats|refresh)\/$/
