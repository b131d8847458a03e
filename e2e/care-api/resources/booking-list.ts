// Which bookings a list shows: of practitioners that the user may see, or of one patient.
import { forbidden, ruleBroken } from '../refusal.ts'
import type { BookingRow } from '../scheduling-tables.ts'
import { dayOf } from '../server-time.ts'
import type { Store } from '../store.ts'
import type { UserRow } from '../tables.ts'
import { isOf, requireList, resourceOf } from './schedulable.ts'

const refused = () => forbidden('You do not have permission to list bookings')

/** The list has to say whose bookings are meant; a superuser alone may leave that open. */
export function findBookings(
  store: Store,
  facility: string,
  query: URLSearchParams,
  user: UserRow,
): BookingRow[] {
  const type = query.get('resource_type')
  if (type === null) throw ruleBroken('Resource Type is required')
  const named = (name: string) => (query.get(name) ?? '').split(',').filter((each) => each !== '')
  const [ids, departments] = [named('resource_ids'), named('organization_ids')]
  const nobody = ids.length === 0 && (type === 'practitioner' ? departments.length === 0 : true)
  const everybody = user.is_superuser && type === 'practitioner'
  if (!['practitioner', 'location', 'healthcare_service'].includes(type)) {
    throw ruleBroken('Invalid resource type')
  }
  if (nobody && !everybody) throw refused()

  const known = departments.filter((id) => store.get('facilityOrganizations', id)?.facility === facility)
  if (known.length !== departments.length) throw forbidden('Invalid organization ids')
  const wanted = ids.map((id) => resourceOf(store, facility, type, id))
  for (const each of wanted) requireList(store, user, each)
  return store.all('bookings').filter((booking) => {
    const slot = store.get('slots', booking.slot)
    if (slot === undefined || slot.facility !== facility) return false
    const practitioner = store.get('users', slot.resource)
    return (
      (wanted.length === 0 || wanted.some((each) => isOf(each)(slot))) &&
      departments.every((id) => practitioner?.departments.includes(id))
    )
  })
}

/** The filters that both lists have. Days are those of the server's zone. */
export function filterBookings(store: Store, bookings: BookingRow[], query: URLSearchParams): BookingRow[] {
  const startOf = (booking: BookingRow) => store.get('slots', booking.slot)?.start_datetime ?? ''
  const filters: Record<string, (booking: BookingRow, value: string) => boolean> = {
    status: (each, value) => value.split(',').includes(each.status),
    slot: (each, value) => each.slot === value,
    patient: (each, value) => each.patient === value,
    tags: (each, value) => value.split(',').some((tag) => each.tags.includes(tag)),
    date_after: (each, value) => dayOf(startOf(each)) >= value,
    date_before: (each, value) => dayOf(startOf(each)) <= value,
  }
  const found = Object.entries(filters).reduce((left, [name, matches]) => {
    const value = query.get(name)
    return value === null || value === '' ? left : left.filter((each) => matches(each, value))
  }, bookings)
  return inOrder(found, query.get('ordering') ?? '', startOf)
}

/** The last changed first, unless asked by creation or by the time of the slot. */
function inOrder(bookings: BookingRow[], ordering: string, startOf: (booking: BookingRow) => string) {
  const keys: Record<string, (booking: BookingRow) => string> = {
    created_date: (each) => each.created_date,
    token_slot__start_datetime: startOf,
  }
  const asked = keys[ordering.replace(/^-/, '')]
  const keyOf = asked ?? ((each: BookingRow) => each.modified_date)
  const sign = asked !== undefined && !ordering.startsWith('-') ? 1 : -1
  return [...bookings].sort((a, b) => sign * (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))
}
