// The locks that CARE takes while it makes a record: one for all patients, one per facility for encounters, one for each
// who is booked. Whoever finds one taken is refused, so creates that share a lock go one at a time.

import { route } from './asked.ts'
import { batchRoute, type SubRequest, subRequestsIn } from './batch.ts'
import { asObject, textOf } from './json-record.ts'

export const newPatientRoute = route('patient/')
export const newEncounterRoute = route('encounter/')
export const bookingRoute = route('facility/{facilityId}/slots/{slotId}/create_appointment/')
export const movingRoute = route('facility/{facilityId}/appointments/{id}/reschedule/')

/** Also of what a batch makes: the locks inside it are the same. */
export function createLocks({ method, path, body }: SubRequest): string[] {
  if (method !== 'POST') return []
  if (newPatientRoute.match(path)) return ['patient create']
  if (newEncounterRoute.match(path))
    return [`encounter create ${textOf(asObject(body).facility).toLowerCase()}`]
  // The lock is on who is booked, and a request does not tell whose slot it names: one lane for the whole facility.
  const facility = (bookingRoute.match(path) ?? movingRoute.match(path))?.facilityId
  if (facility) return [`booking ${facility.toLowerCase()}`]
  return batchRoute.match(path) ? [...new Set(subRequestsIn(body).flatMap(createLocks))] : []
}
