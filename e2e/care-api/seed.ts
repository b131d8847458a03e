// The seeded ward: what the API knows when it starts without saved data. Dates count back from `nowMs`.
import { createClock, toHistoryTime } from './clock.ts'
import { idOf } from './ids.ts'
import { emptyClinical } from './seed-clinical.ts'
import { areasBelow, patientKeyConfig, seedHouse } from './seed-house.ts'
import { type SeedPerson, seedPeople, seedStreets } from './seed-people.ts'
import { seedForms } from './seed-questionnaires.ts'
import { seedScheduling } from './seed-schedules.ts'
import { seeded, seededBedCount } from './seeded.ts'
import type { Settings } from './settings.ts'
import type { Dump } from './store.ts'
import type { EncounterRow, PatientRow, QuestionnaireRow, Recorded } from './tables.ts'

const hourMs = 3_600_000
const bloodGroups = ['O_positive', 'B_positive', 'A_positive', 'AB_positive', 'O_negative', 'unknown']
const classes = ['imp', 'imp', 'obsenc', 'amb', 'imp', 'emer']
const priorities = ['routine', 'routine', 'urgent', 'elective', 'routine']

export function seedWard(nowMs: number, settings: Pick<Settings, 'patientKey' | 'areasBelow'>): Dump {
  // Patients came in one after the other, the last of them a few hours ago.
  const arrivedAt = (index: number) => nowMs - (seedPeople.length - index) * 4 * hourMs
  const patients = seedPeople.map((person, index) => patientOf(person, index, arrivedAt(index)))
  const encounters = patients.map((patient, index) => encounterOf(patient, index, arrivedAt(index)))
  const house = seedHouse()
  return {
    ...house,
    identifierConfigs: [...house.identifierConfigs, ...(settings.patientKey ? [patientKeyConfig()] : [])],
    organizations: [...house.organizations, ...(settings.areasBelow ? areasBelow() : [])],
    ...seedScheduling(nowMs),
    patients,
    encounters,
    ...emptyClinical(),
    locationAssociations: encounters.slice(0, seededBedCount).map((encounter, index) => ({
      ...recordedAt(idOf(`association ${index}`), seeded.users.staff, Date.parse(encounter.created_date)),
      location: seeded.bedId(index),
      encounter: encounter.id,
      start_datetime: encounter.created_date,
      end_datetime: null,
      status: 'active',
    })),
    questionnaires: seedForms.map((form): QuestionnaireRow => {
      const recorded = recordedAt(form.id, seeded.users.admin, nowMs - 365 * 24 * hourMs)
      return { ...recorded, ...form, version: '', description: '', status: 'active', styling_metadata: {} }
    }),
    responses: [],
    observations: [],
    resourceRequests: [],
    resourceComments: [],
    barredTokens: [],
  }
}

const at = <T>(values: readonly T[], index: number): T => values[index % values.length] as T

function recordedAt(id: string, user: string, atMs: number): Recorded {
  const date = createClock(() => atMs).stamp()
  return { id, created_by: user, updated_by: user, created_date: date, modified_date: date }
}

function patientOf(person: SeedPerson, index: number, arrivedMs: number): PatientRow {
  const month = String((index % 12) + 1).padStart(2, '0')
  const day = String(((index * 7) % 28) + 1).padStart(2, '0')
  const address = `${index + 3} ${at(seedStreets, index)}, Kochi`
  return {
    ...recordedAt(seeded.patientId(index), seeded.users.staff, arrivedMs),
    name: person.name,
    gender: person.gender,
    phone_number: `+9198470${String(11_000 + index * 37).padStart(5, '0')}`,
    emergency_phone_number: `+9194950${String(21_000 + index * 41).padStart(5, '0')}`,
    address,
    permanent_address: address,
    pincode: 682_001 + (index % 20),
    deceased_datetime: null,
    blood_group: at(bloodGroups, index),
    date_of_birth: `${person.birthYear}-${month}-${day}`,
    year_of_birth: person.birthYear,
    geo_organization: seeded.districtId,
    identifiers: [],
    instance_tags: [],
    users: [],
  }
}

function encounterOf(patient: PatientRow, index: number, arrivedMs: number): EncounterRow {
  const recorded = recordedAt(seeded.encounterId(index), seeded.users.staff, arrivedMs + hourMs / 4)
  const moved_at = toHistoryTime(recorded.created_date)
  const encounterClass = at(classes, index)
  const { medicine, surgery, paediatrics } = seeded.departments
  return {
    ...recorded,
    patient: patient.id,
    facility: seeded.facilityId,
    organizations: [patient.year_of_birth > 2007 ? paediatrics : at([medicine, surgery], index)],
    status: 'in_progress',
    encounter_class: encounterClass,
    priority: at(priorities, index),
    period: { start: `${recorded.created_date.slice(0, 16)}:00Z` },
    hospitalization: {},
    external_identifier: `IP-${1201 + index}`,
    discharge_summary_advice: null,
    status_history: [{ status: 'in_progress', moved_at }],
    encounter_class_history: [{ status: encounterClass, moved_at }],
    care_team: [],
    tags: [],
  }
}
