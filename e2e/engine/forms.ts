// The forms of the tour, as the ward app sends them.

import { type ApiRequest, get, post } from '../../shared/api-request.ts'
import { seeded } from '../care-api/seeded.ts'

export const registration = (name: string, phone = '+919812345678') =>
  post('/api/v1/patient/', {
    name,
    gender: 'female',
    phone_number: phone,
    date_of_birth: '1990-04-05',
    geo_organization: seeded.districtId,
    address: '12 Hill Road',
    age_or_dob: 'dob',
  })

export const admission = (patient: string) =>
  post('/api/v1/encounter/', {
    patient,
    facility: seeded.facilityId,
    organizations: [seeded.departments.medicine],
    status: 'in_progress',
    encounter_class: 'imp',
    priority: 'routine',
    period: { start: '2026-11-22T08:30:00.000Z' },
    hospitalization: {},
  })

export const vitals = (patient: string, encounter: string, temperature = '38.2') =>
  post('/api/v1/batch_requests/', {
    requests: [
      {
        url: '/api/v1/questionnaire/vitals/submit/',
        method: 'POST',
        reference_id: seeded.questionnaires.vitals.id,
        body: {
          resource_id: encounter,
          encounter,
          patient,
          results: [{ question_id: seeded.vitals.temperature, values: [{ value: temperature }] }],
        },
      },
    ],
  })

export const patientOf = (id: string) => get(`/api/v1/patient/${id}/`)
export const encountersOf = (patient: string) =>
  get('/api/v1/encounter/', { patient, limit: '14', offset: '0' })
export const responsesOf = (patient: string, encounter: string) =>
  get(`/api/v1/patient/${patient}/questionnaire_response/`, {
    limit: '10',
    offset: '0',
    encounter,
    subject_type: 'encounter',
  })

export const put = (path: string, body: ApiRequest['body']): ApiRequest => ({
  method: 'PUT',
  path,
  query: [],
  ...(body === undefined ? {} : { body }),
})
