// Reads of schedules, slots and appointments. The slots of a day are made by asking for them: never twice at a time.

import { queryValue } from '../../api-request.ts'
import { isObject, type Json } from '../../json.ts'
import { isTheRecord, type MatchedRead, type ReadPolicy } from '../../policy/read-policy.ts'
import { record, reference, ward } from '../ages.ts'
import { asked, route } from '../asked.ts'
import { asObject, findRecord, objectsIn, textOf } from '../json-record.ts'
import { emptyPage, knowsAll } from '../page.ts'
import { tokenFilters } from '../token/record.ts'
import { wholeListAs } from '../whole-list.ts'
import { appointmentFilters, narrowing } from './list.ts'
import {
  appointmentOfKey,
  appointmentsOfKey,
  heatmapOfKey,
  patientAppointmentsOfKey,
  practitionersOfKey,
  slotsOfKey,
} from './query-keys.ts'
import { daysWithSlots, isAhead, statsOfPractitioners } from './warmed.ts'

const mostWarmed = 20

/** A row does not tell of an encounter, and an update wants a version to compare with. */
const warmRows = (answer: Json) =>
  objectsIn(asObject(answer).results)
    .slice(0, mostWarmed)
    .map((row) => asked.appointment(textOf(asObject(row.facility).id), textOf(row.id)))

export const appointmentReads: ReadPolicy[] = [
  {
    key: 'practitioner.list',
    method: 'GET',
    path: route('facility/{facilityId}/appointments/available_users/'),
    resource: 'practitioner',
    ...reference,
    // The same, however many are asked for: it comes in no pages.
    warms: statsOfPractitioners,
    fromStored: { read: 'practitioner.list', answer: samePractitioners, isWhole: isTheRecord },
    fromQueryKey: practitionersOfKey,
  },
  {
    key: 'schedule.list',
    method: 'GET',
    path: route('facility/{facilityId}/schedule/'),
    resource: 'schedule',
    ...reference,
  },
  {
    key: 'slot.day',
    method: 'POST',
    path: route('facility/{facilityId}/slots/get_slots_for_day/'),
    resource: 'slot',
    ...ward,
    singleFlight: true,
    // What was answered here once is there: asking again makes nothing.
    isRenewed: isAhead,
    fromQueryKey: slotsOfKey,
  },
  {
    key: 'slot.stats',
    method: 'POST',
    path: route('facility/{facilityId}/slots/availability_stats/'),
    resource: 'slot',
    ...ward,
    warms: daysWithSlots,
    fromStored: { read: 'slot.stats', answer: daysWithin, isWhole: isTheRecord },
    fromQueryKey: heatmapOfKey,
  },
  {
    key: 'slot.detail',
    method: 'GET',
    path: route('facility/{facilityId}/slots/{id}/'),
    resource: 'slot',
    ...ward,
    fromStored: {
      read: 'slot.day',
      answer: ({ params }, stored) => findRecord(stored, params.id),
      isWhole: isTheRecord,
    },
  },
  {
    key: 'appointment.list',
    method: 'GET',
    path: route('facility/{facilityId}/appointments/'),
    resource: 'appointment',
    ...ward,
    fromStored: wholeListAs('appointment.list', narrowing),
    completeUnder({ request }) {
      const owner = queryValue(request, 'patient')
      return owner && knowsAll(request, appointmentFilters) ? { owner, empty: emptyPage() } : undefined
    },
    warms: warmRows,
    fromQueryKey: appointmentsOfKey,
  },
  {
    key: 'appointment.ofPatient',
    method: 'GET',
    path: route('patient/{patientId}/get_appointments/'),
    resource: 'appointment',
    ...ward,
    fromStored: wholeListAs('appointment.ofPatient', narrowing),
    completeUnder: ({ request, params }) =>
      params.patientId && knowsAll(request, appointmentFilters)
        ? { owner: params.patientId, empty: emptyPage() }
        : undefined,
    warms: warmRows,
    fromQueryKey: patientAppointmentsOfKey,
  },
  {
    key: 'appointment.detail',
    method: 'GET',
    path: route('facility/{facilityId}/appointments/{id}/'),
    resource: 'appointment',
    ...record,
    fromQueryKey: appointmentOfKey,
  },
  {
    key: 'token.ofPatient',
    method: 'GET',
    path: route('patient/{patientId}/get_tokens/'),
    resource: 'token',
    ...ward,
    completeUnder: ({ request, params }) =>
      params.patientId && knowsAll(request, tokenFilters(undefined))
        ? { owner: params.patientId, empty: emptyPage() }
        : undefined,
  },
  {
    // Who is called in next, and where: told by CARE alone, and by the minute.
    key: 'token.queues',
    method: 'GET',
    path: route('facility/{facilityId}/token/queue/'),
    resource: 'token',
    ...ward,
  },
  {
    key: 'token.subQueues',
    method: 'GET',
    path: route('facility/{facilityId}/token/sub_queue/'),
    resource: 'token',
    ...ward,
  },
  {
    key: 'token.categories',
    method: 'GET',
    path: route('facility/{facilityId}/token/category/'),
    resource: 'tokenCategory',
    ...reference,
  },
]

function samePractitioners(
  read: MatchedRead,
  stored: Json[],
  questions: MatchedRead[] = [],
): Json | undefined {
  const narrowing = ({ request }: MatchedRead) => queryValue(request, 'organization_ids') ?? ''
  const same = questions.findIndex(
    (held) => held.request.path === read.request.path && narrowing(held) === narrowing(read),
  )
  return stored[same]
}

/** The days that were asked for, out of a longer span: it begins with another day each morning. */
function daysWithin(read: MatchedRead, stored: Json[], questions: MatchedRead[] = []): Json | undefined {
  const { from_date, to_date, ...whose } = asObject(read.request.body)
  const [from, to] = [textOf(from_date), textOf(to_date)]
  const at = questions.findIndex(({ request }) => {
    const held = asObject(request.body)
    const isSame = Object.entries(whose).every(([name, value]) => held[name] === value)
    const isLonger = textOf(held.from_date) <= from && to <= textOf(held.to_date)
    return request.path === read.request.path && isSame && isLonger && from !== ''
  })
  const stats = stored[at]
  if (!isObject(stats)) return undefined
  return Object.fromEntries(Object.entries(stats).filter(([day]) => from <= day && day <= to))
}
