// Reads of patients. Two of them are POSTs: the search at the door, and the look-up by proof after it.

import { post } from '../../api-request.ts'
import type { Json } from '../../json.ts'
import { isTheRecord, type ReadPolicy } from '../../policy/read-policy.ts'
import { record, ward } from '../ages.ts'
import { apiPrefix, asked, route } from '../asked.ts'
import { asObject } from '../json-record.ts'
import { answersProof, searchAmong } from './project.ts'

export const patientReads: ReadPolicy[] = [
  {
    key: 'patient.detail',
    method: 'GET',
    path: route('patient/{id}/'),
    resource: 'patient',
    ...record,
    fromQueryKey: ([name, id, ...more]) =>
      name === 'patient' && typeof id === 'string' && more.length === 0 ? asked.patient(id) : undefined,
  },
  { key: 'patient.list', method: 'GET', path: route('patient/'), resource: 'patient', ...ward },
  {
    key: 'patient.search',
    method: 'POST',
    path: route('patient/search/'),
    resource: 'patient',
    ...ward,
    fromStored: { read: 'patient.detail', answer: ({ request }, stored) => searchAmong(stored, request) },
    fromQueryKey: ([name, by, phone]) =>
      name === 'patients' && by === 'phone-number' && typeof phone === 'string' && phone !== ''
        ? post(`${apiPrefix}patient/search/`, { phone_number: phone })
        : undefined,
  },
  {
    key: 'patient.searchRetrieve',
    method: 'POST',
    path: route('patient/search_retrieve/'),
    resource: 'patient',
    ...record,
    partialIdAt: '/partial_id',
    fromStored: {
      read: 'patient.detail',
      answer: ({ request }, stored) => stored.find((patient) => answersProof(asObject(patient), request)),
      isWhole: isTheRecord,
    },
    fromQueryKey: (key) => {
      const proof = proofIn(key)
      return proof ? post(`${apiPrefix}patient/search_retrieve/`, proof) : undefined
    },
  },
]

/** care_fe: `["patient-verify", phone, year, partial id]`; the ward app: `["patients", "verify", {…}]`. */
function proofIn(key: readonly unknown[]): Json | undefined {
  const [name, first, second, third] = key
  if (
    name === 'patient-verify' &&
    typeof first === 'string' &&
    typeof second === 'string' &&
    typeof third === 'string'
  ) {
    return { phone_number: first, year_of_birth: second, partial_id: third }
  }
  if (name !== 'patients' || first !== 'verify' || typeof second !== 'object' || second === null)
    return undefined
  const { phone_number, year_of_birth, partial_id } = second as Record<string, Json>
  if (phone_number === undefined || year_of_birth === undefined || partial_id === undefined) return undefined
  return { phone_number, year_of_birth, partial_id }
}
