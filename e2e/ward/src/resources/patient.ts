import { query } from '../request/query.ts'
import { type ApiRoute, Type } from '../request/route.ts'
import { searchQuery } from '../request/search-query.ts'
import type { Organization } from './facility.ts'

export const GENDERS = ['female', 'male', 'transgender', 'non_binary'] as const
type Gender = (typeof GENDERS)[number]

export const BLOOD_GROUPS = [
  'unknown',
  'A_positive',
  'A_negative',
  'B_positive',
  'B_negative',
  'AB_positive',
  'AB_negative',
  'O_positive',
  'O_negative',
] as const
type BloodGroup = (typeof BLOOD_GROUPS)[number]

/** The shape in lists; a single patient has more. */
export interface PatientListItem {
  id: string
  name: string
  gender: Gender
  phone_number: string
  emergency_phone_number: string | null
  address: string | null
  permanent_address: string | null
  pincode: number | null
  blood_group: BloodGroup | null
  date_of_birth: string | null
  year_of_birth: number | null
  deceased_datetime: string | null
}

export interface Patient extends PatientListItem {
  geo_organization: Organization | Record<string, never> | null
  instance_identifiers: { value: string; config: { id: string; config: { auto_maintained?: boolean } } }[]
  created_date: string
  modified_date: string
}

/** What the form sends; the server ignores what it does not know (`age_or_dob`). */
export interface PatientBody {
  name: string
  gender: Gender
  phone_number: string
  emergency_phone_number?: string
  age_or_dob: 'dob' | 'age'
  date_of_birth?: string
  age?: number
  blood_group: BloodGroup
  address: string
  permanent_address: string
  pincode?: number
  geo_organization: string
  deceased_datetime: string | null
  identifiers: { config: string; value: string }[]
  tags: string[]
  facility?: string
}

/** `id` is random here; only the first five characters of the true one are told. */
export interface PartialPatient {
  id: string
  name: string
  gender: Gender
  phone_number: string
  partial_id: string
}

export const patientApi = {
  get: { path: '/api/v1/patient/{id}/', method: 'GET', TRes: Type<Patient>() },
  create: { path: '/api/v1/patient/', method: 'POST', TBody: Type<PatientBody>(), TRes: Type<Patient>() },
  update: { path: '/api/v1/patient/{id}/', method: 'PUT', TBody: Type<PatientBody>(), TRes: Type<Patient>() },
  search: {
    path: '/api/v1/patient/search/',
    method: 'POST',
    TBody: Type<{ phone_number: string }>(),
    TRes: Type<{ partial: boolean; results: PartialPatient[] }>(),
  },
  searchRetrieve: {
    path: '/api/v1/patient/search_retrieve/',
    method: 'POST',
    TBody: Type<PatientProof>(),
    TRes: Type<Patient>(),
  },
} satisfies Record<string, ApiRoute>

/** What somebody must know to be shown a patient found by phone. */
export interface PatientProof {
  phone_number: string
  year_of_birth: string
  partial_id: string
}

export const patientQuery = (patientId: string) => ({
  queryKey: ['patient', patientId],
  queryFn: query(patientApi.get, { pathParams: { id: patientId } }),
  meta: { persist: true },
})

export const patientsByPhoneQuery = (phone: string) => ({
  queryKey: ['patients', 'phone-number', phone],
  queryFn: searchQuery(patientApi.search, { body: { phone_number: phone }, silent: true }),
  enabled: phone !== '',
})

export const patientByProofQuery = (proof: PatientProof | null) => ({
  queryKey: ['patients', 'verify', proof],
  queryFn: query(patientApi.searchRetrieve, { ...(proof ? { body: proof } : {}), silent: true }),
  enabled: proof !== null,
  gcTime: 0,
})
