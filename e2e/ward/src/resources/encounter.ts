import { query } from '../request/query.ts'
import { type ApiRoute, type Page, Type } from '../request/route.ts'
import type { Facility, Organization } from './facility.ts'
import type { PatientListItem } from './patient.ts'

export const ENCOUNTER_CLASSES = ['imp', 'amb', 'obsenc', 'emer', 'vr', 'hh'] as const
type EncounterClass = (typeof ENCOUNTER_CLASSES)[number]

export const ENCOUNTER_PRIORITIES = ['routine', 'urgent', 'emergency', 'elective', 'ASAP', 'stat'] as const
type EncounterPriority = (typeof ENCOUNTER_PRIORITIES)[number]

/** Those a new encounter may begin with. */
export const OPENING_STATUSES = ['in_progress', 'planned', 'on_hold'] as const
export type EncounterStatus =
  | (typeof OPENING_STATUSES)[number]
  | 'discharged'
  | 'completed'
  | 'cancelled'
  | 'discontinued'
  | 'entered_in_error'
  | 'unknown'

interface Period {
  start?: string
  end?: string
}

export interface EncounterListItem {
  id: string
  status: EncounterStatus
  encounter_class: EncounterClass
  priority: string
  period: Period
  patient: PatientListItem
  facility: Facility
  created_date: string
}

export interface Encounter extends EncounterListItem {
  hospitalization: Record<string, unknown> | null
  organizations: Organization[]
  /** That it was begun from; empty where there is none. */
  appointment?: { id?: string }
}

export interface EncounterCreate {
  patient: string
  facility: string
  organizations: string[]
  status: (typeof OPENING_STATUSES)[number]
  encounter_class: EncounterClass
  priority: EncounterPriority
  period: Period
  hospitalization: Record<string, never>
  tags: string[]
  /** The one that the patient has come for. */
  appointment?: string | null
}

/** The whole encounter as it was read, with the ids of patient and facility in place of the records. */
export type EncounterUpdate = Omit<Encounter, 'patient' | 'facility' | 'hospitalization'> & {
  patient: string
  facility: string
  hospitalization?: Record<string, unknown>
}

export const encounterApi = {
  list: { path: '/api/v1/encounter/', method: 'GET', TRes: Type<Page<EncounterListItem>>() },
  get: { path: '/api/v1/encounter/{id}/', method: 'GET', TRes: Type<Encounter>() },
  create: {
    path: '/api/v1/encounter/',
    method: 'POST',
    TBody: Type<EncounterCreate>(),
    TRes: Type<Encounter>(),
  },
  update: {
    path: '/api/v1/encounter/{id}/',
    method: 'PUT',
    TBody: Type<EncounterUpdate>(),
    TRes: Type<Encounter>(),
  },
} satisfies Record<string, ApiRoute>

export const WARD_PAGE_SIZE = 15

/** `page` counts from 1. */
export const wardListQuery = (facilityId: string, page: number) => {
  const params = { status: 'in_progress', limit: WARD_PAGE_SIZE, offset: (page - 1) * WARD_PAGE_SIZE }
  return {
    queryKey: ['encounterList', facilityId, params],
    queryFn: query(encounterApi.list, { queryParams: { facility: facilityId, ...params } }),
    meta: { persist: true },
  }
}

export const patientEncountersQuery = (patientId: string) => ({
  queryKey: ['encounters', patientId],
  queryFn: query(encounterApi.list, { queryParams: { patient: patientId, limit: 14, offset: 0 } }),
  meta: { persist: true },
})

export const encounterQuery = (facilityId: string, encounterId: string) => ({
  queryKey: ['encounter', encounterId],
  queryFn: query(encounterApi.get, {
    pathParams: { id: encounterId },
    queryParams: { facility: facilityId },
  }),
  meta: { persist: true },
})

const CLOSED: ReadonlySet<EncounterStatus> = new Set([
  'completed',
  'cancelled',
  'discontinued',
  'entered_in_error',
])

/** CARE refuses every write to a closed encounter. */
export function isOpen(encounter: Pick<EncounterListItem, 'status'>): boolean {
  return !CLOSED.has(encounter.status)
}
