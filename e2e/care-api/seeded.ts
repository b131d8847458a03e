// The well-known ids of the seeded ward. They are the same at every start.
import { idOf } from './ids.ts'

const seededPassword = 'Ohcn@123'

/** User name and password of everybody. */
export const seededUsers = {
  admin: { username: 'admin', password: 'admin' },
  doctor: { username: 'care-doctor', password: seededPassword },
  nurse: { username: 'care-nurse', password: seededPassword },
  staff: { username: 'care-staff', password: seededPassword },
  facilityAdmin: { username: 'care-admin', password: seededPassword },
  volunteer: { username: 'care-volunteer', password: seededPassword },
} as const

export const seededPatientCount = 40
export const seededBedCount = 20

export const seeded = {
  facilityId: idOf('facility 1'),
  otherFacilityId: idOf('facility 2'),
  districtId: idOf('organization district'),
  /** Below the district, and below that; there with the setting `areasBelow` only. */
  talukId: idOf('organization taluk'),
  panchayatId: idOf('organization panchayat'),
  departments: {
    medicine: idOf('department medicine'),
    surgery: idOf('department surgery'),
    paediatrics: idOf('department paediatrics'),
  },
  wardId: idOf('ward 1'),
  users: {
    admin: idOf('user admin'),
    doctor: idOf('user doctor'),
    nurse: idOf('user nurse'),
    staff: idOf('user staff'),
    facilityAdmin: idOf('user facilityAdmin'),
    volunteer: idOf('user volunteer'),
  },
  roles: { doctor: idOf('role Doctor'), nurse: idOf('role Nurse') },
  identifierConfigs: {
    name: idOf('identifier name'),
    phone: idOf('identifier phone'),
    /** There with the setting `patientKey` only. */
    key: idOf('identifier key'),
  },
  tags: { encounterVip: idOf('tag encounter'), patientVip: idOf('tag patient') },
  questionnaires: {
    vitals: { id: idOf('questionnaire vitals'), slug: 'vitals' },
    nursingNote: { id: idOf('questionnaire nursing-note'), slug: 'nursing-note' },
    socialHistory: { id: idOf('questionnaire social-history'), slug: 'social-history' },
  },
  vitals: {
    temperature: idOf('question vitals temperature'),
    pulse: idOf('question vitals pulse'),
    respiratoryRate: idOf('question vitals respiratory rate'),
    systolic: idOf('question vitals systolic'),
    diastolic: idOf('question vitals diastolic'),
    spo2: idOf('question vitals spo2'),
    note: idOf('question vitals note'),
  },
  /** From 0 to `seededPatientCount - 1`; each has one open encounter in `facilityId`. */
  patientId: (index: number) => idOf(`patient ${index}`),
  encounterId: (index: number) => idOf(`encounter ${index}`),
  bedId: (index: number) => idOf(`bed ${index}`),
}
