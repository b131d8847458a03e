// `/encounter/`: create, read, update. What lies under one encounter is in `encounter-actions.ts`.
import { json } from '../answer.ts'
import { toEchoedTime, toHistoryTime } from '../clock.ts'
import { page } from '../paging.ts'
import { encounterPermissionsOf, requireWrite } from '../permissions.ts'
import { modifiedNow, recordedNow } from '../recorded.ts'
import { crash, notFound, ruleBroken } from '../refusal.ts'
import { type Call, type Context, get, post, putOrPatch, type Route } from '../route.ts'
import type { BookingRow } from '../scheduling-tables.ts'
import { seek } from '../seek.ts'
import { renderEncounter } from '../shapes/encounter.ts'
import { renderEncounterItem } from '../shapes/encounter-item.ts'
import { isObject, parse } from '../spec.ts'
import type { EncounterRow } from '../tables.ts'
import { findEncounters } from './encounter-filter.ts'
import { createSpec, isClosed, requireOpen, updateSpec } from './encounter-spec.ts'

const mostActive = 5

export function encounterRoutes(context: Context): Route[] {
  const { store, clock } = context

  const requirePlace = (patient: string, facility: string) => {
    const active = store
      .all('encounters')
      .filter((each) => each.patient === patient && each.facility === facility && !isClosed(each))
    if (active.length < mostActive) return
    throw ruleBroken(
      `Patient already has maximum number of active encounters (${mostActive}) in the facility`,
    )
  }

  const departmentsIn = (facility: string, sent: unknown): string[] =>
    (Array.isArray(sent) ? sent : []).map((id) => {
      const department = seek(store, 'facilityOrganizations', id)
      if (department.facility !== facility) throw notFound('FacilityOrganization')
      return department.id
    })

  const create = (call: Call) => {
    const body = parse(createSpec, call.body())
    const patient = store.get('patients', String(body.patient))
    if (patient === undefined) throw ruleBroken('Patient does not exist')
    const facility = store.get('facilities', String(body.facility))
    if (facility === undefined) throw ruleBroken('Facility does not exist')
    requireWrite(call.user, 'You do not have permission to create encounter')
    requirePlace(patient.id, facility.id)
    const appointment =
      typeof body.appointment === 'string' ? bookingOf(patient.id, body.appointment) : undefined
    const organizations = departmentsIn(facility.id, body.organizations)
    const moved_at = toHistoryTime(clock.stamp())
    const encounter: EncounterRow = {
      ...recordedNow(context, call),
      patient: patient.id,
      facility: facility.id,
      organizations,
      status: String(body.status),
      encounter_class: String(body.encounter_class),
      priority: String(body.priority),
      period: echoed(body.period),
      hospitalization: echoed(body.hospitalization),
      external_identifier: textOr(body.external_identifier, null),
      discharge_summary_advice: textOr(body.discharge_summary_advice, null),
      status_history: [{ status: String(body.status), moved_at }],
      encounter_class_history: [{ status: String(body.encounter_class), moved_at }],
      care_team: [],
      tags: Array.isArray(body.tags) ? body.tags.map(String) : [],
    }
    store.put('encounters', encounter)
    if (appointment !== undefined) link(appointment, encounter)
    return json(renderEncounter(store, encounter))
  }

  const bookingOf = (patient: string, id: string): BookingRow => {
    const booking = seek(store, 'bookings', id)
    if (booking.patient !== patient) throw notFound('TokenBooking')
    return booking
  }

  /** Its status does not matter, and its modified date stays. */
  const link = (booking: BookingRow, encounter: EncounterRow) => {
    if (booking.encounter !== null) throw ruleBroken('Encounter already has an associated booking')
    store.put('bookings', { ...booking, encounter: encounter.id })
  }

  const update = (call: Call) => {
    const encounter = seek(store, 'encounters', call.params.id)
    const body = parse(updateSpec, call.body())
    requireOpen(encounter, call.user)
    if (body.hospitalization === null) throw crash()
    const status = String(body.status)
    const encounterClass = String(body.encounter_class)
    const moved = { status, moved_at: toHistoryTime(clock.stamp()) }
    const changed: EncounterRow = {
      ...encounter,
      ...modifiedNow(context, call),
      status,
      encounter_class: encounterClass,
      priority: String(body.priority),
      period: body.period === undefined ? encounter.period : echoed(body.period),
      hospitalization:
        body.hospitalization === undefined ? encounter.hospitalization : echoed(body.hospitalization),
      external_identifier: textOr(body.external_identifier, encounter.external_identifier),
      // Left out, it is cleared; the other optional fields are kept.
      discharge_summary_advice: textOr(body.discharge_summary_advice, null),
      status_history:
        status === encounter.status ? encounter.status_history : [...encounter.status_history, moved],
      // CARE notes the status here, not the class.
      encounter_class_history:
        encounterClass === encounter.encounter_class
          ? encounter.encounter_class_history
          : [...encounter.encounter_class_history, moved],
    }
    store.put('encounters', changed)
    if (isClosed(changed)) leaveBed(changed)
    return json(renderEncounter(store, changed))
  }

  const leaveBed = (encounter: EncounterRow) => {
    for (const association of store.all('locationAssociations')) {
      if (association.encounter !== encounter.id || association.status !== 'active') continue
      const end_datetime = clock.stamp()
      store.put('locationAssociations', { ...association, status: 'completed', end_datetime })
    }
  }

  return [
    get('/api/v1/encounter/', ({ query, user }) =>
      json(page(query, findEncounters(store, query, user), (each) => renderEncounterItem(store, each))),
    ),
    post('/api/v1/encounter/', create),
    get('/api/v1/encounter/:id/', ({ params, user }) =>
      json(renderEncounter(store, seek(store, 'encounters', params.id), encounterPermissionsOf(user))),
    ),
    putOrPatch('/api/v1/encounter/:id/', update),
  ]
}

function textOr(value: unknown, otherwise: string | null): string | null {
  return typeof value === 'string' ? value : otherwise
}

/** A JSON field as it comes back: without nulls, its times normalised. */
function echoed(value: unknown): Record<string, unknown> {
  const entries = Object.entries(isObject(value) ? value : {}).filter(([, each]) => each !== null)
  return Object.fromEntries(
    entries.map(([key, each]) => [key, typeof each === 'string' ? toEchoedTime(each) : each]),
  )
}
