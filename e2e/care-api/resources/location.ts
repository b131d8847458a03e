// Wards and beds of a facility, and which encounter lies where. A bed is never given twice at a time.
import { json } from '../answer.ts'
import { toUtcTime } from '../clock.ts'
import { contains, page } from '../paging.ts'
import { modifiedNow, recordedNow } from '../recorded.ts'
import { forbidden, notFound, ruleBroken } from '../refusal.ts'
import { type Call, type Context, get, post, putOrPatch, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { renderLocation, renderOwnAssociation } from '../shapes/location.ts'
import { model, optional, parse, required } from '../spec.ts'
import { oneOf, uuid, zonedDateTime } from '../spec-types.ts'
import type { LocationAssociationRow } from '../tables.ts'
import { requireOpen } from './encounter-spec.ts'

const always = {
  status: required(oneOf('planned', 'active', 'reserved', 'completed')),
  start_datetime: required(zonedDateTime),
  end_datetime: optional(zonedDateTime),
}
const createSpec = model('FacilityLocationEncounterCreateSpec', { encounter: required(uuid), ...always })
const updateSpec = model('FacilityLocationEncounterUpdateSpec', always)

export function locationRoutes(context: Context): Route[] {
  const { store } = context

  const locationIn = ({ params }: Call, id: string | undefined) => {
    const facility = seek(store, 'facilities', params.facility)
    const location = seek(store, 'locations', id)
    if (location.facility !== facility.id) throw notFound('FacilityLocation')
    return location
  }

  const list = ({ params, query, user }: Call) => {
    const facility = seek(store, 'facilities', params.facility)
    const parent = query.get('parent')
    const is = (name: string, value: string) => (query.get(name) || value) === value
    const held = (id: string) => associationsOf(id).some(({ status }) => status === 'active')
    const available = query.get('available') || undefined
    const found = store
      .all('locations')
      .filter((each) => each.facility === facility.id && contains(each.name, query.get('name') ?? ''))
      .filter((each) => parent === null || each.parent === (parent === '' ? null : parent))
      .filter((each) => is('mode', each.mode) && is('form', each.form) && is('status', 'active'))
      .filter((each) => available === undefined || held(each.id) === (available !== 'true'))
      // The ward belongs to all departments.
      .filter(() => query.get('mine') === null || user.departments.length > 0)
      .reverse()
    if (query.get('ordering') === 'sort_index') found.sort((a, b) => a.sort_index - b.sort_index)
    return json(page(query, found, (each) => renderLocation(store, each)))
  }

  const associationsOf = (location: string) =>
    store.all('locationAssociations').filter((each) => each.location === location)

  type Wanted = Pick<LocationAssociationRow, 'start_datetime' | 'end_datetime' | 'status'>

  const wantedIn = (body: Record<string, unknown>): Wanted => {
    const time = (value: unknown) => (typeof value === 'string' ? toUtcTime(value) : null)
    const status = String(body.status)
    const end_datetime = status === 'active' ? null : time(body.end_datetime)
    return { start_datetime: time(body.start_datetime) ?? '', end_datetime, status }
  }

  const checkTimes = ({ start_datetime, end_datetime, status }: Wanted, others: LocationAssociationRow[]) => {
    const [start, end] = [Date.parse(start_datetime), Date.parse(end_datetime ?? '')]
    if (end < start) throw ruleBroken('End Datetime should be greater than Start Datetime')
    if (status !== 'active' && end_datetime === null) {
      throw ruleBroken('End Datetime is required for completed status')
    }
    const overlaps = (each: LocationAssociationRow) =>
      end_datetime === null
        ? Date.parse(each.start_datetime) >= start
        : Date.parse(each.start_datetime) <= end && Date.parse(each.end_datetime ?? '') >= start
    if (others.some(overlaps)) throw ruleBroken('Conflict in schedule')
    if (status === 'active' && others.some((each) => each.status === 'active')) {
      throw ruleBroken('Another active encounter already exists for this location')
    }
  }

  const associate = (call: Call) => {
    const location = locationIn(call, call.params.location)
    const body = parse(createSpec, call.body())
    const encounter = seek(store, 'encounters', body.encounter)
    if (encounter.facility !== location.facility) throw forbidden('Encounter Incompatible with Location')
    requireOpen(encounter, call.user)
    const wanted = wantedIn(body)
    checkTimes(wanted, associationsOf(location.id))
    const association = store.put('locationAssociations', {
      ...recordedNow(context, call),
      location: location.id,
      encounter: encounter.id,
      ...wanted,
    })
    return json(renderOwnAssociation(store, association))
  }

  const changeAssociation = (call: Call) => {
    const location = locationIn(call, call.params.location)
    const association = associationsOf(location.id).find((each) => each.id === call.params.id)
    if (association === undefined) throw notFound('FacilityLocationEncounter')
    const wanted = wantedIn(parse(updateSpec, call.body()))
    requireOpen(seek(store, 'encounters', association.encounter), call.user)
    checkTimes(
      wanted,
      associationsOf(location.id).filter((each) => each !== association),
    )
    if (association.status === 'completed' && wanted.status !== 'completed') {
      throw ruleBroken('Cannot change status after marking completed')
    }
    const changed = { ...association, ...modifiedNow(context, call), ...wanted }
    return json(renderOwnAssociation(store, store.put('locationAssociations', changed)))
  }

  const at = '/api/v1/facility/:facility/location/'
  return [
    get(at, list),
    get(`${at}:location/`, (call) => json(renderLocation(store, locationIn(call, call.params.location)))),
    get(`${at}:location/association/`, (call) => {
      const encounter = call.query.get('encounter') || undefined
      const found = associationsOf(locationIn(call, call.params.location).id)
        .filter((each) => (encounter ?? each.encounter) === each.encounter)
        .reverse()
      return json(page(call.query, found, (each) => renderOwnAssociation(store, each)))
    }),
    post(`${at}:location/association/`, associate),
    putOrPatch(`${at}:location/association/:id/`, changeAssociation),
  ]
}
