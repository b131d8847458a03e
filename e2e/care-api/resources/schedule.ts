// `/facility/{id}/schedule/` and its hours: when practitioners can be booked.
import { empty, json } from '../answer.ts'
import { newId } from '../ids.ts'
import { ordered, page } from '../paging.ts'
import { requireWrite } from '../permissions.ts'
import { modifiedNow, recordedNow } from '../recorded.ts'
import { crash, notFound, ruleBroken } from '../refusal.ts'
import { type Call, type Context, del, get, post, putOrPatch, type Route } from '../route.ts'
import type { ScheduleRow, SlotRow } from '../scheduling-tables.ts'
import { seek } from '../seek.ts'
import { renderAvailability, renderSchedule } from '../shapes/scheduling.ts'
import { parse } from '../spec.ts'
import { isOf, requireList, resourceInQuery, resourceOf } from './schedulable.ts'
import { availabilitySpec, parseSchedule, toAvailability, updateSpec } from './schedule-spec.ts'

export function scheduleRoutes(context: Context): Route[] {
  const { store, clock } = context
  const path = '/api/v1/facility/:facility/schedule/'

  const facilityOf = ({ params }: Call) => seek(store, 'facilities', params.facility).id

  const scheduleOf = (call: Call): ScheduleRow => {
    const facility = facilityOf(call)
    const schedule = seek(store, 'schedules', call.params.schedule)
    if (schedule.facility !== facility) throw notFound('Schedule')
    return schedule
  }

  const slotsOf = (availabilities: { id: string }[]): SlotRow[] =>
    store.all('slots').filter((slot) => availabilities.some(({ id }) => id === slot.availability))

  const requireNoBookings = (availabilities: { id: string }[], what: string) => {
    const now = clock.nowMs()
    const booked = slotsOf(availabilities).some(
      (slot) => Date.parse(slot.start_datetime) > now && slot.allocated > 0,
    )
    if (booked) throw ruleBroken(`Cannot delete ${what} as there are future bookings associated with it`)
  }

  const create = (call: Call) => {
    const facility = facilityOf(call)
    const body = parseSchedule(call.body())
    requireWrite(call.user, 'You do not have permission to create schedule')
    const [valid_from, valid_to] = [String(body.valid_from), String(body.valid_to)]
    if ([valid_from, valid_to].some(hasZone)) throw crash()
    const schedule: ScheduleRow = {
      ...recordedNow(context, call),
      ...resourceOf(store, facility, body.resource_type, body.resource_id),
      name: String(body.name),
      valid_from,
      valid_to,
      is_public: body.is_public === true,
      availabilities: (body.availabilities as Record<string, unknown>[]).map((each) =>
        toAvailability(newId(), each),
      ),
    }
    return json(renderSchedule(store, store.put('schedules', schedule)))
  }

  /** The hours stay; they are added and deleted one by one. */
  const update = (call: Call) => {
    const schedule = scheduleOf(call)
    const body = parse(updateSpec, call.body())
    requireWrite(call.user, 'You do not have permission to view user schedule')
    const [valid_from, valid_to] = [String(body.valid_from), String(body.valid_to)]
    if ([valid_from, valid_to].some(hasZone)) throw crash()
    const allocatedIn = (from: string, to: string) =>
      slotsOf(schedule.availabilities)
        .filter(({ start_datetime: start }) => start >= from && start <= to)
        .reduce((sum, { allocated }) => sum + allocated, 0)
    const [before, after] = [
      allocatedIn(schedule.valid_from, schedule.valid_to),
      allocatedIn(valid_from, valid_to),
    ]
    if (before !== after) {
      throw ruleBroken(
        `Cannot modify schedule validity as it would exclude some allocated slots. Old range has ${before} allocated slots while new range has ${after} allocated slots.`,
      )
    }
    const changed = {
      ...schedule,
      ...modifiedNow(context, call),
      name: String(body.name),
      valid_from,
      valid_to,
    }
    return json(renderSchedule(store, store.put('schedules', changed)))
  }

  const deleteSlots = (availabilities: { id: string }[]) => {
    for (const slot of slotsOf(availabilities)) store.put('slots', { ...slot, deleted: true })
  }

  return [
    get(path, (call) => {
      const wanted = resourceInQuery(store, facilityOf(call), call.query)
      requireList(store, call.user, wanted, 'list schedule')
      const found = ordered(store.all('schedules').filter(isOf(wanted)), '-modified_date')
      return json(page(call.query, found, (each) => renderSchedule(store, each)))
    }),
    post(path, create),
    get(`${path}:schedule/`, (call) => json(renderSchedule(store, scheduleOf(call)))),
    putOrPatch(`${path}:schedule/`, update),
    del(`${path}:schedule/`, (call) => {
      const schedule = scheduleOf(call)
      requireWrite(call.user, 'You do not have permission to view user schedule')
      requireNoBookings(schedule.availabilities, 'schedule')
      deleteSlots(schedule.availabilities)
      store.put('schedules', { ...schedule, deleted: true })
      return empty(204)
    }),

    post(`${path}:schedule/availability/`, (call) => {
      const schedule = scheduleOf(call)
      const added = toAvailability(newId(), parse(availabilitySpec, call.body()))
      requireWrite(call.user, 'You do not have permission to create schedule')
      store.put('schedules', { ...schedule, availabilities: [...schedule.availabilities, added] })
      return json(renderAvailability(added))
    }),
    del(`${path}:schedule/availability/:availability/`, (call) => {
      const schedule = scheduleOf(call)
      const [deleted] = schedule.availabilities.filter(({ id }) => id === call.params.availability)
      if (deleted === undefined) throw notFound('Availability')
      requireWrite(call.user, 'You do not have permission to create schedule')
      requireNoBookings([deleted], 'availability')
      deleteSlots([deleted])
      const availabilities = schedule.availabilities.filter((each) => each !== deleted)
      store.put('schedules', { ...schedule, availabilities })
      return empty(204)
    }),
  ]
}

/** With one, CARE compares dates of two kinds and crashes. */
const hasZone = (text: string) => /(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10))
