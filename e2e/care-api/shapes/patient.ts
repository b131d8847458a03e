// How a patient looks: short in lists, whole when created, updated or retrieved.
import type { Store } from '../store.ts'
import type { IdentifierConfigRow, PatientRow } from '../tables.ts'
import { organizationOf } from './organization.ts'
import { tagsOf } from './tag.ts'
import { userOf } from './user.ts'

export function renderPatientItem(store: Store, patient: PatientRow) {
  return {
    id: patient.id,
    name: patient.name,
    gender: patient.gender,
    phone_number: patient.phone_number,
    emergency_phone_number: patient.emergency_phone_number,
    address: patient.address,
    permanent_address: patient.permanent_address,
    pincode: patient.pincode,
    deceased_datetime: patient.deceased_datetime,
    blood_group: patient.blood_group,
    date_of_birth: patient.date_of_birth,
    year_of_birth: patient.year_of_birth,
    created_date: patient.created_date,
    modified_date: patient.modified_date,
    instance_tags: tagsOf(store, patient.instance_tags),
    facility_tags: [],
  }
}

/** `permissions` is filled by retrieve only. */
export function renderPatient(store: Store, patient: PatientRow, permissions: string[] = []) {
  return {
    permissions,
    ...renderPatientItem(store, patient),
    geo_organization: organizationOf(store, patient.geo_organization),
    created_by: userOf(store, patient.created_by),
    updated_by: userOf(store, patient.updated_by),
    instance_identifiers: identifiersOf(store, patient),
    facility_identifiers: [],
  }
}

export const renderIdentifierConfig = ({ id, config, status }: IdentifierConfigRow) => ({
  id,
  config,
  status,
})

export const nameSystem = 'system.care.ohc.network/patient-name'
export const phoneSystem = 'system.care.ohc.network/patient-phone-number'

/** The value a patient has under a configured identifier; name and phone number the server maintains itself. */
export function identifierValue(patient: PatientRow, config: IdentifierConfigRow): string | undefined {
  if (config.config.system === nameSystem) return patient.name
  if (config.config.system === phoneSystem) return patient.phone_number
  return patient.identifiers.find((each) => each.config === config.id)?.value
}

function identifiersOf(store: Store, patient: PatientRow) {
  return store.all('identifierConfigs').flatMap((config) => {
    const value = identifierValue(patient, config)
    return value === undefined ? [] : [{ config: renderIdentifierConfig(config), value }]
  })
}
