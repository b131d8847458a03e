// The TanStack query keys under which CARE's screens hold slots and appointments.

import type { ApiRequest } from '../../api-request.ts'
import { asked } from '../asked.ts'

type Key = readonly unknown[]
/** What is asked, or that it is asked by this read, where the key does not say all of it. */
type Behind = ApiRequest | 'untold' | undefined

const areTexts = (values: Key, count: number): values is string[] =>
  values.length === count && values.every((value) => typeof value === 'string')

/** `["practitioners", facility]` */
export const practitionersOfKey = ([name, ...more]: Key): Behind =>
  name === 'practitioners' && areTexts(more, 1) ? asked.practitioners(more[0] ?? '') : undefined

/** `["slots", facility, practitioner, "2026-11-26"]` */
export function slotsOfKey([name, ...more]: Key): Behind {
  if (name !== 'slots' || !areTexts(more, 3)) return undefined
  const [facility = '', practitioner = '', day = ''] = more
  return asked.slotsOfDay(facility, practitioner, day)
}

/** `["availabilityHeatmap", practitioner, from, to]`: of which facility is not in it. */
export const heatmapOfKey = ([name, ...more]: Key): Behind =>
  name === 'availabilityHeatmap' && more.length === 3 ? 'untold' : undefined

/** `["appointment", id]`: of which facility is not in it. */
export const appointmentOfKey = ([name, id, ...more]: Key): Behind =>
  name === 'appointment' && typeof id === 'string' && more.length === 0 ? 'untold' : undefined

/** `["patient-appointments", patient]`, with anything behind it that narrows it. */
export function patientAppointmentsOfKey([name, patient, ...more]: Key): Behind {
  if (name !== 'patient-appointments' || typeof patient !== 'string') return undefined
  return more.length > 0 ? 'untold' : asked.appointmentsOfPatient(patient, { offset: '0', limit: '14' })
}

/** `["appointments", facility, query]`, and `["infinite-appointments", …]` in whatever words. */
export function appointmentsOfKey([name, facility, query, ...more]: Key): Behind {
  if (name === 'infinite-appointments') return 'untold'
  if (name !== 'appointments') return undefined
  const isTold = typeof facility === 'string' && isPlain(query) && more.length === 0
  return isTold ? asked.appointments(facility, query) : 'untold'
}

const isPlain = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((one) => typeof one === 'string')
