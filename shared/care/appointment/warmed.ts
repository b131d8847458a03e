// What is kept of schedules. CARE makes the slots of a day when somebody asks for them, and makes them twice when two
// ask at once: two tablets that begin a shift together would double a doctor's morning, and no one would notice before
// it is booked twice. So the warm-up asks only for days whose slots are certainly there: somebody is booked on them, as
// the statistics tell, which make nothing; or they were answered on this tablet before. On any other day a person's own
// asking comes first; until then that day is a miss here.

import type { ApiRequest } from '../../api-request.ts'
import type { Json } from '../../json.ts'
import type { MatchedRead, WarmCourse } from '../../policy/read-policy.ts'
import { asked } from '../asked.ts'
import { asObject, objectsIn, textOf } from '../json-record.ts'
import { serverDay } from './server-day.ts'

const mostPractitioners = 20
/** CARE tells of 32 days at most; its calendar asks for the rest of a month. */
const statsDays = 30
const mostDays = 5
const renewedDays = 7

const dayMs = 24 * 3_600_000
const dayAt = (nowMs: number, days: number): string => serverDay(new Date(nowMs + days * dayMs).toISOString())

/** From yesterday on: CARE leaves the bookings of the first day out. */
export const statsOfPractitioners = (
  list: Json,
  { params }: MatchedRead,
  { nowMs }: WarmCourse,
): ApiRequest[] =>
  objectsIn(asObject(list).users)
    .slice(0, mostPractitioners)
    .map(({ id }) =>
      asked.slotStats(params.facilityId ?? '', textOf(id), dayAt(nowMs, -1), dayAt(nowMs, statsDays)),
    )

/** The next days on which somebody is booked. */
export function daysWithSlots(
  stats: Json,
  { params, request }: MatchedRead,
  { nowMs }: WarmCourse,
): ApiRequest[] {
  const { resource_type, resource_id } = asObject(request.body)
  if (resource_type !== 'practitioner') return []
  return Object.entries(asObject(stats))
    .filter(([day, counts]) => day >= dayAt(nowMs, 0) && Number(asObject(counts).booked_slots) > 0)
    .map(([day]) => day)
    .toSorted()
    .slice(0, mostDays)
    .map((day) => asked.slotsOfDay(params.facilityId ?? '', textOf(resource_id), day))
}

export function isAhead({ request }: MatchedRead, nowMs: number): boolean {
  const day = textOf(asObject(request.body).day)
  return dayAt(nowMs, 0) <= day && day <= dayAt(nowMs, renewedDays)
}
