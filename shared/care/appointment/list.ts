// Lists of appointments: which of them an appointment is in, where it stands there, and how a list answers for a
// narrower one.

import { type ApiRequest, queryValue } from '../../api-request.ts'
import type { Json, JsonObject } from '../../json.ts'
import type { MatchedRead } from '../../policy/read-policy.ts'
import { asObject, objectsIn, sameId, textOf } from '../json-record.ts'
import { addBefore, belongs, type Filters } from '../page.ts'
import { hasAllWords, type Narrowing, words } from '../whole-list.ts'
import { slotOf } from './record.ts'
import { serverDay } from './server-day.ts'

const dayOf = (appointment: JsonObject) => serverDay(textOf(slotOf(appointment).start_datetime))

export const appointmentFilters: Filters = {
  resource_type: (appointment, value) => appointment.resource_type === value,
  resource_ids: (appointment, value) =>
    words(value).some((id) => sameId(asObject(appointment.resource).id, id)),
  status: (appointment, value) => words(value).includes(textOf(appointment.status)),
  slot: (appointment, value) => sameId(slotOf(appointment).id, value),
  patient: (appointment, value) => sameId(asObject(appointment.patient).id, value),
  date_after: (appointment, value) => isDay(appointment, value, (day) => day >= value),
  date_before: (appointment, value) => isDay(appointment, value, (day) => day <= value),
  // Tags that were given here are not known by name until the server has them.
  tags: (appointment, value) =>
    words(value).some((id) => objectsIn(appointment.tags).some((tag) => sameId(tag.id, id))) || undefined,
}

/** Undefined where the day of either is not known. */
function isDay(appointment: JsonObject, value: string, holds: (day: string) => boolean): boolean | undefined {
  const day = dayOf(appointment)
  return day === '' || !/^\d{4}-\d\d-\d\d$/.test(value) ? undefined : holds(day)
}

/** Whether the appointment is in the list that was asked for; undefined where that cannot be told. */
export function isInList(appointment: JsonObject, { params, request }: MatchedRead): boolean | undefined {
  const { patientId, facilityId } = params
  if (patientId !== undefined && !sameId(asObject(appointment.patient).id, patientId)) return false
  if (facilityId !== undefined && !sameId(asObject(appointment.facility).id, facilityId)) return false
  return belongs(appointment, request, appointmentFilters)
}

const orders: Record<string, (row: JsonObject) => string> = {
  token_slot__start_datetime: (row) => textOf(slotOf(row).start_datetime),
  created_date: (row) => textOf(row.created_date),
}

/** In its place by what the list is ordered by: by the last change, newest first, unless something else was asked. */
export function addInOrder(body: Json | undefined, request: ApiRequest, row: JsonObject): Json | undefined {
  const ordering = queryValue(request, 'ordering') ?? ''
  const asked = orders[ordering.replace(/^-/, '')]
  const keyOf = asked ?? ((other: JsonObject) => textOf(other.modified_date))
  const isRising = asked !== undefined && !ordering.startsWith('-')
  return addBefore(body, request, row, (other) =>
    isRising ? keyOf(row) < keyOf(other) : keyOf(row) >= keyOf(other),
  )
}

/** Yesterday's answer to "from yesterday on" holds "from today on". */
export const narrowing: Narrowing = {
  filters: appointmentFilters,
  wider: {
    date_after: (held, asked) => held <= asked,
    date_before: (held, asked) => held >= asked,
    status: hasAllWords,
  },
}
