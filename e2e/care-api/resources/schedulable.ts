// Who can be booked, and who may see or change that.
import { canWrite } from '../permissions.ts'
import { forbidden, ruleBroken } from '../refusal.ts'
import type { OfResource, ResourceType } from '../scheduling-tables.ts'
import { seek } from '../seek.ts'
import { oneOf } from '../spec-types.ts'
import type { Store } from '../store.ts'
import type { UserRow } from '../tables.ts'

const resourceTypes = ['practitioner', 'location', 'healthcare_service'] as const

export const resourceType = oneOf(...resourceTypes)

const isResourceType = (text: string): text is ResourceType => resourceTypes.some((each) => each === text)

/** What a body or a query names. Whoever is not yet scheduled counts as somebody without any hours. */
export function resourceOf(store: Store, facility: string, type: unknown, id: unknown): OfResource {
  const resource_type = String(type)
  if (!isResourceType(resource_type)) throw ruleBroken('Invalid resource type')
  return { facility, resource_type, resource: seek(store, 'users', id).id }
}

/** Bookings of a practitioner are seen by the staff; those of a superuser, who belongs to no department, by nobody. */
export function mayList(store: Store, user: UserRow, { facility, resource }: OfResource): boolean {
  const booked = store.get('users', resource)
  const practises = booked?.is_superuser === false && booked.facilities.includes(facility)
  return user.is_superuser || (canWrite(user) && practises)
}

export function requireList(store: Store, user: UserRow, of: OfResource, what = 'list bookings'): void {
  if (!mayList(store, user, of)) throw forbidden(`You do not have permission to ${what}`)
}

/** The resource that a list is asked for; it has to be named. */
export function resourceInQuery(store: Store, facility: string, query: URLSearchParams): OfResource {
  const [type, id] = [query.get('resource_type'), query.get('resource_id')]
  if (type === null || id === null) throw ruleBroken('resource_type and resource_id is required')
  return resourceOf(store, facility, type, id)
}

export const isOf =
  (wanted: OfResource) =>
  (row: OfResource): boolean =>
    row.facility === wanted.facility &&
    row.resource_type === wanted.resource_type &&
    row.resource === wanted.resource
