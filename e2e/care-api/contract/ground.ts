// What has to be there before an exchange, where the recordings left out the requests that prepared it.
import { newId } from '../ids.ts'
import { seeded } from '../seeded.ts'
import { clinicalGround } from './ground-clinical.ts'
import { resourceRequestGround } from './ground-resource-requests.ts'
import { bookedForEncounters, schedulingGround } from './ground-scheduling.ts'
import {
  doctor,
  encounter,
  logins,
  mainPatient,
  patient,
  putEncounter,
  type Step,
  steps,
  submit,
  vipEncounter,
} from './ground-steps.ts'
import type { RecordedFile } from './recording.ts'
import { appOrigin } from './stage.ts'

const bookedPatient = 'f2cd0504-1144-498a-9990-067ff1004b71'
const enc = '85f8510a-3ac6-45fc-8605-079b188cc9eb'
const clock = '5457b124-85de-487e-83e1-24d25aeabadb'
const formPatient = 'f65a4ea5-2644-4fa9-b6a1-f22f1765d6ad'
const formEncounter = '1b906c32-2b31-44b7-8f1d-36123f6627df'
const bedEncounter = '91ce0f0f-a723-411d-bfe2-a28a6f101e37'
const history = [{ question_id: '00000201-0000-4000-8000-000000000201', values: [{ value: 'true' }] }]
const onset = (day: string) => ({
  question_id: '00000001-0000-4000-8000-000000000001',
  values: [{ value: `2026-11-${day}` }],
})
const aboutEncounter = { patient: formPatient, encounter: formEncounter }
const valued = (question_id: string, value: Record<string, unknown>) => ({ question_id, values: [value] })
const kilogram = { system: 'http://unitsofmeasure.org', code: 'kg', display: 'kilogram' }

const doctorsNotes = {
  slug: 'doctors-notes',
  title: 'Doctors Notes',
  status: 'active',
  subject_type: 'encounter',
  questions: [
    {
      id: newId(),
      link_id: '1',
      text: 'Diagnosis',
      type: 'group',
      styling_metadata: { containerClasses: 'grid grid-cols-1' },
      questions: [
        {
          id: newId(),
          link_id: '1.1',
          text: 'Diagnosis',
          type: 'structured',
          repeats: false,
          structured_type: 'diagnosis',
        },
      ],
    },
  ],
}

export const ground: Partial<Record<RecordedFile, Record<number, Step>>> = {
  ...clinicalGround,
  patient: {
    // Everybody has logged in before.
    0: steps(logins('admin', 'admin', 1), logins(doctor, 'Ohcn@123', 1), logins('care-nurse', 'Ohcn@123', 1)),
    // Five creates at once with one unique identifier: CARE's check does not see the others.
    33: ({ api, own }) => {
      const [patient] = api.store.all('patients').slice(-1)
      if (patient === undefined) throw new Error('no patient to copy')
      const config = own('60a259ce-4585-4f9e-ba78-3831fd7aa30c')
      const identifiers = [{ config, value: '980aef99-5a9c-4282-9730-ee4ab2df8d02' }]
      for (let copy = 0; copy < 5; copy += 1)
        api.store.put('patients', { ...patient, id: newId(), identifiers })
    },
    39: steps(
      patient('8ae6012f-7d55-4cd4-bb8c-d7ee55d33fe3', 'Contract Asha', '+919876542001'),
      patient('6ac10c58-69d6-48df-92db-0f32c3ae08fe', 'Contract Asha Twin', '+919876542001'),
    ),
    58: async ({ ask, own }) => {
      const path = `/api/v1/patient/${own('8ae6012f-7d55-4cd4-bb8c-d7ee55d33fe3')}/`
      await ask(doctor, 'PUT', path, { deceased_datetime: '2026-11-21T10:00:00+05:30' })
    },
    61: patient('418412e0-d033-4791-bd98-1c6f2d99f67b', 'Contract Stamp', '+919876542002'),
    71: patient(clock, 'Contract Clock', '+919876542101'),
    72: async ({ ask, own }) => {
      const body = { user: seeded.users.nurse, role: seeded.roles.nurse }
      await ask(doctor, 'POST', `/api/v1/patient/${own(clock)}/add_user/`, body)
    },
    73: async ({ ask, own }) => {
      const body = { tags: [seeded.tags.patientVip] }
      await ask(doctor, 'POST', `/api/v1/patient/${own(clock)}/set_instance_tags/`, body)
    },
    74: async ({ ask, own }) => {
      await ask(doctor, 'POST', `/api/v1/patient/${own(clock)}/delete_user/`, { user: seeded.users.nurse })
    },
  },
  'patient-users': {
    14: patient('f2974c80-7f6c-4a19-a614-3165f6c520a2', 'Contract Team', '+919876542201'),
  },
  scheduling: schedulingGround,
  'resource-request': resourceRequestGround,
  encounter: {
    ...bookedForEncounters,
    2: steps(...[1, 2, 3].map(() => encounter(mainPatient, 'OP-1'))),
    32: async ({ ask, api, own }) => {
      const id = own(bedEncounter)
      const vip = { tags: [seeded.tags.patientVip] }
      await ask(doctor, 'POST', `/api/v1/patient/${own(mainPatient)}/set_instance_tags/`, vip)
      await ask(doctor, 'POST', `/api/v1/encounter/${id}/set_tags/`, { tags: [seeded.tags.encounterVip] })
      const [held] = api.store.all('locationAssociations')
      if (held === undefined) throw new Error('no bed is taken')
      api.store.put('locationAssociations', { ...held, encounter: id })
    },
    35: encounter(bookedPatient, 'OP-1'),
    38: steps(
      patient(enc, 'Contract Enc', '+919876543001'),
      encounter(enc, 'CE-0', '6c548409-a423-4cdf-8a84-e288c2fd6505'),
      encounter(enc, 'CE-1', 'f39a516c-6d09-4bb6-96df-486c74a4bb9d'),
      encounter(enc, 'CE-2', 'f32fa46f-d90f-48ef-b3cf-5c579e88998d'),
      encounter(enc, 'CE-3', 'the open one'),
      encounter(enc, 'CE-4', '73774b8c-622c-4af9-a42e-8574113c422d'),
    ),
    42: putEncounter('f39a516c-6d09-4bb6-96df-486c74a4bb9d', { status: 'discontinued' }),
    43: putEncounter('f32fa46f-d90f-48ef-b3cf-5c579e88998d', { status: 'entered_in_error' }),
    44: steps(
      putEncounter('73774b8c-622c-4af9-a42e-8574113c422d', { status: 'completed' }),
      putEncounter('the open one', { encounter_class: 'imp' }),
      encounter(enc, 'CE-7', undefined, { status: 'completed' }),
    ),
    54: patient('95501c22-1fb8-4afd-9bf5-d137ebfc5d28', 'Contract Nothing', '+919876543002'),
    // The seeded encounters are older than the recording's.
    58: ({ api }) => {
      for (const each of api.store.all('encounters')) {
        if (each.created_date > '2026-11-21') continue
        api.store.put('encounters', { ...each, created_date: `2026-10${each.created_date.slice(7)}` })
      }
    },
    63: encounter('58a5c9e2-252f-4444-8616-da5f458ca88d', 'CE-S', '7a7f70df-1ef6-43e2-baf4-a2a82cee6635'),
    69: vipEncounter('7a7f70df-1ef6-43e2-baf4-a2a82cee6635'),
    70: encounter(clock, 'CE-T', '171d6f7e-05a5-4484-abb8-264fcd00fce3'),
    71: vipEncounter('171d6f7e-05a5-4484-abb8-264fcd00fce3'),
  },
  questionnaire: {
    0: ({ api }) => {
      api.settings.terminology = 'unusable'
    },
    1: async ({ api, ask }) => {
      api.settings.terminology = 'usable'
      await ask('admin', 'POST', '/api/v1/questionnaire/', doctorsNotes)
    },
    29: steps(
      patient(formPatient, 'Contract Form', '+919876544001'),
      encounter(formPatient, 'CF-1', formEncounter),
    ),
    40: steps(
      ...[1, 2].map(() => submit('patient-history', { patient: formPatient }, history)),
      ...[1, 2].map(() => submit('all-types', aboutEncounter, [onset('20')])),
      submit('all-types', aboutEncounter, [onset('20'), onset('19')]),
    ),
    44: patient('269fa136-baf4-4167-8de5-b80fc16b31ac', 'Contract Silent', '+919876544002'),
    50: encounter('c45ec282-5dab-498d-854a-02bd591d4aa3', 'CF-2', '3fda0d09-b7f3-4d8f-85da-4510c3fdacac'),
    51: submit('all-types', aboutEncounter, [
      onset('20'),
      valued('00000006-0000-4000-8000-000000000006', { value: '61.5', unit: kilogram, coding: kilogram }),
      valued('00000010-0000-4000-8000-000000000010', { value: '88' }),
      valued('00000011-0000-4000-8000-000000000011', { value: '38.2' }),
      valued('00000141-0000-4000-8000-000000000141', { value: '120' }),
      valued('00000142-0000-4000-8000-000000000142', { value: '80' }),
    ]),
  },
  batch: {
    29: patient('fcc86cc9-fa56-4eaf-9241-7304444535b7', 'Contract Gone', '+919876547002'),
  },
  auth: {
    4: logins('ratelimited', 'wrong', 4),
    18: logins('admin', 'wrong', 5),
    // From here on the pairs are the nurse's, and the doctor's are those of another user.
    20: ({ api, bind }) => {
      const { nurse, doctor: other } = seeded.users
      bind('<access-jwt>', api.tokens.issue(nurse, 'access'))
      bind('<refresh-jwt>', api.tokens.issue(nurse, 'refresh'))
      bind('<access-jwt-of-another-user>', api.tokens.issue(other, 'access'))
      bind('<refresh-jwt-of-another-user>', api.tokens.issue(other, 'refresh'))
      bind('<expired-access-jwt>', api.tokens.issue(nurse, 'access', { minutes: -1 }))
      bind('<expired-refresh-jwt>', api.tokens.issue(nurse, 'refresh', { minutes: -1 }))
    },
  },
  'errors-and-cors': {
    // From here on the recording's server was production-like.
    7: ({ api }) => {
      api.settings.allowedOrigins = [appOrigin]
      api.settings.debug = false
    },
  },
}

/** Batches and upserts of which one entry is shown, and how many there were. */
export const subRequests: Partial<Record<RecordedFile, Record<number, number>>> = {
  batch: { 6: 21, 19: 20, 20: 21, 39: 21 },
  upsert: { 20: 101 },
}

/** Shown is the answer after the redirect. */
export const followed: Partial<Record<RecordedFile, number[]>> = { 'errors-and-cors': [2] }

/** Every request came from another origin, but for those whose case says so. */
export const fromAnotherOrigin = (file: RecordedFile, index: number) =>
  file === 'errors-and-cors' && index < 7
