// `/facility/{id}/slots/`: slots are made by asking for those of a day; the calendar; booking one.
import { json } from '../answer.ts'
import { newId } from '../ids.ts'
import { ruleBroken } from '../refusal.ts'
import { type Call, type Context, get, post, type Route } from '../route.ts'
import type { AvailabilityRow, OfResource, SlotRow } from '../scheduling-tables.ts'
import { seek } from '../seek.ts'
import { dayOf, daysBetween, toInstant, weekdayOf } from '../server-time.ts'
import { renderBooking, renderSlot } from '../shapes/scheduling.ts'
import { model, parse, required } from '../spec.ts'
import { day, uuid } from '../spec-types.ts'
import { createBooking } from './booking-create.ts'
import { isOf, requireList, resourceOf, resourceType } from './schedulable.ts'

const daySpec = model('SlotsForDayRequestSpec', {
  resource_type: required(resourceType),
  resource_id: required(uuid),
  day: required(day),
})

const statsSpec = model('AvailabilityStatsRequestSpec', {
  from_date: required(day),
  to_date: required(day),
  resource_type: required(resourceType),
  resource_id: required(uuid),
})

const longestPeriod = 32

export function slotRoutes(context: Context): Route[] {
  const { store, clock } = context
  const path = '/api/v1/facility/:facility/slots/'

  const resourceIn = ({ params }: Call, body: Record<string, unknown>): OfResource => {
    const facility = seek(store, 'facilities', params.facility)
    return resourceOf(store, facility.id, body.resource_type, body.resource_id)
  }

  const hoursOf = (wanted: OfResource, date: string): AvailabilityRow[] =>
    store
      .all('schedules')
      .filter(isOf(wanted))
      .filter((each) => each.valid_from.slice(0, 10) <= date && date <= each.valid_to.slice(0, 10))
      .flatMap(({ availabilities }) => availabilities)

  const slotsOn = (wanted: OfResource, date: string): SlotRow[] =>
    store.all('slots').filter((each) => isOf(wanted)(each) && dayOf(each.start_datetime) === date)

  /** Asks for no permission. What is over is not made, but what was made stays. */
  const slotsForDay = (call: Call) => {
    const body = parse(daySpec, call.body())
    const [wanted, date] = [resourceIn(call, body), String(body.day)]
    const made = slotsOn(wanted, date)
    for (const span of hoursOf(wanted, date).flatMap((each) => cut(each, date))) {
      const known = made.some(
        (slot) => slot.availability === span.availability && slot.start_datetime === span.start_datetime,
      )
      if (known || Date.parse(span.end_datetime) < clock.nowMs()) continue
      store.put('slots', { id: newId(), modified_date: clock.stamp(), ...wanted, ...span, allocated: 0 })
    }
    // As the database gives them when nobody orders them: what was changed last comes last.
    const slots = slotsOn(wanted, date).sort((a, b) => (a.modified_date < b.modified_date ? -1 : 1))
    return json({ results: slots.map((each) => renderSlot(store, each)) })
  }

  const stats = (call: Call) => {
    const body = parse(statsSpec, call.body())
    const [from, to] = [String(body.from_date), String(body.to_date)]
    if (from > to) throw ruleBroken('From Date cannot be after To Date')
    const days = daysBetween(from, to)
    if (days.length - 1 > longestPeriod) {
      throw ruleBroken(`Period cannot be be greater than ${longestPeriod} days`)
    }
    const wanted = resourceIn(call, body)
    requireList(store, call.user, wanted)
    const statsOf = (date: string) => ({
      total_slots: hoursOf(wanted, date)
        .flatMap((each) => cut(each, date).map(() => each.tokens_per_slot ?? 0))
        .reduce((sum, each) => sum + each, 0),
      // CARE leaves out the first day of the range.
      booked_slots: date === from ? 0 : slotsOn(wanted, date).reduce((sum, each) => sum + each.allocated, 0),
    })
    return json(Object.fromEntries(days.map((date) => [date, statsOf(date)])))
  }

  return [
    post(`${path}get_slots_for_day/`, slotsForDay),
    post(`${path}availability_stats/`, stats),

    /** The facility in the path is not compared with the slot's. */
    get(`${path}:slot/`, ({ params, user }) => {
      const slot = seek(store, 'slots', params.slot)
      requireList(store, user, slot)
      return json(renderSlot(store, slot))
    }),

    post(`${path}:slot/create_appointment/`, (call) =>
      json(renderBooking(store, createBooking(context, call, seek(store, 'slots', call.params.slot)))),
    ),
  ]
}

type Span = Pick<SlotRow, 'availability' | 'start_datetime' | 'end_datetime'>

/** The slots of one day; the last may reach past the end of the hours. */
function cut(hours: AvailabilityRow, date: string): Span[] {
  const minutes = hours.slot_size_in_minutes
  if (minutes === null) return []
  const sizeMs = minutes * 60_000
  return hours.availability
    .filter(({ day_of_week }) => day_of_week === weekdayOf(date))
    .flatMap(({ start_time, end_time }) => {
      const startMs = Date.parse(toInstant(date, start_time))
      const count = Math.ceil((Date.parse(toInstant(date, end_time)) - startMs) / sizeMs)
      return Array.from({ length: Math.max(count, 0) }, (_, index) => ({
        availability: hours.id,
        start_datetime: instantOf(startMs + index * sizeMs),
        end_datetime: instantOf(startMs + (index + 1) * sizeMs),
      }))
    })
}

const instantOf = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`
