// The API in process on a fixed Thursday, and what tests of scheduling ask of it.
import { start } from './in-process.ts'
import { seeded } from './seeded.ts'

/** A Thursday, 14:30 in the server's zone. */
export const nowMs = Date.parse('2026-11-26T09:00:00Z')
export const tomorrow = '2026-11-27'
export const facility = `/facility/${seeded.facilityId}`
const { doctor } = seeded.users
export const of = (id: string) => ({ resource_type: 'practitioner', resource_id: id })
export const ruled = (msg: string) => ({ errors: [{ type: 'validation_error', msg }] })

interface Slot {
  id: string
  start_datetime: string
  allocated: number
}

export function ward(settings = {}) {
  const { api, as, ask } = start({ nowMs: () => nowMs, ...settings })
  const slotsOf = async (id: string, day = tomorrow): Promise<Slot[]> => {
    const { body } = await ask('POST', `${facility}/slots/get_slots_for_day/`, { ...of(id), day })
    return (body.results as unknown as Slot[]).sort((a, b) => (a.start_datetime < b.start_datetime ? -1 : 1))
  }
  /** The slots of the doctor's morning, of which each takes two. */
  const morning = async () => {
    const [first, second, third] = await slotsOf(doctor)
    if (!first || !second || !third) throw new Error('no slots')
    return { first: first.id, second: second.id, third: third.id }
  }
  const book = (slot: string, patient = 0) =>
    ask('POST', `${facility}/slots/${slot}/create_appointment/`, {
      patient: seeded.patientId(patient),
      note: 'first visit',
      tags: [],
    })
  const appointment = (method: string, id: string, action = '', body?: unknown) =>
    ask(method, `${facility}/appointments/${id}/${action}`, body)
  const allocated = (slot: string) => api.store.get('slots', slot)?.allocated
  return { api, as, ask, slotsOf, morning, book, appointment, allocated }
}
