// The ground of the recordings about what is written under a patient: clinical lists, files, tags, places, screens.
import { seeded } from '../seeded.ts'
import { doctor, encounter, mainPatient, putEncounter, type Step, steps, upserted } from './ground-steps.ts'
import type { RecordedFile } from './recording.ts'

const patient = 'c45ec282-5dab-498d-854a-02bd591d4aa3'
const open = '3fda0d09-b7f3-4d8f-85da-4510c3fdacac'
const closed = '25f99801-dcfd-4eb2-b984-655045954f44'
const closedLater = 'c1f43d20-7d6a-4f2e-9c02-53d3d67043de'
const placed = '91ce0f0f-a723-411d-bfe2-a28a6f101e37'
const screenPatient = 'f2974c80-7f6c-4a19-a614-3165f6c520a2'

const fever = { system: 'http://snomed.info/sct', code: '386661006', display: 'Fever' }
const peanut = { system: 'http://snomed.info/sct', code: '91935009', display: 'Peanut' }
const paracetamol = { system: 'http://snomed.info/sct', code: '387517004', display: 'Paracetamol' }
const certain = { clinical_status: 'active', verification_status: 'confirmed' }

const symptom = { ...certain, code: fever, category: 'problem_list_item', severity: 'mild' }
const diagnosis = {
  ...certain,
  code: fever,
  category: 'encounter_diagnosis',
  severity: 'moderate',
  onset: { onset_datetime: '2026-11-20T00:00:00.000Z' },
  note: 'since Friday',
}
const allergy = { ...certain, category: 'food', criticality: 'low', code: peanut }
const tablet = { code: '{tbl}', system: 'http://unitsofmeasure.org', display: 'tablet' }
const dose = {
  sequence: 1,
  as_needed_boolean: false,
  dose_and_rate: { type: 'ordered', dose_quantity: { value: 1, unit: tablet } },
}
const request = {
  status: 'active',
  intent: 'order',
  category: 'outpatient',
  priority: 'urgent',
  do_not_perform: false,
  medication: paracetamol,
  encounter: open,
  dosage_instruction: [
    {
      ...dose,
      timing: {
        code: {
          code: 'BID',
          system: 'http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation',
          display: 'Twice a day',
        },
        repeat: { frequency: 2, period: 1, period_unit: 'd', bounds_duration: { value: 5, unit: 'd' } },
      },
    },
  ],
  authored_on: '2026-11-22T09:00:00Z',
}
const onPrescription = {
  ...request,
  requester: seeded.users.doctor,
  create_prescription: { name: 'Visit', alternate_identifier: 'RX-1' },
}

const reachable =
  (bucketReachable: boolean): Step =>
  ({ api }) => {
    api.settings.bucketReachable = bucketReachable
  }

const withoutTags: Step = async ({ ask, own }) => {
  const remove = (path: string, tag: string) => ask(doctor, 'POST', `/api/v1/${path}/`, { tags: [tag] })
  await remove(`encounter/${own(placed)}/remove_tags`, seeded.tags.encounterVip)
  await remove(`patient/${own(mainPatient)}/remove_instance_tags`, seeded.tags.patientVip)
  await ask(doctor, 'POST', `/api/v1/encounter/${own(placed)}/set_care_team_members/`, { members: [] })
}

const emptyBeds =
  (...beds: number[]): Step =>
  ({ api }) => {
    for (const each of api.store.all('locationAssociations')) {
      if (!beds.some((bed) => each.location === seeded.bedId(bed))) continue
      const end_datetime = '2026-11-22T08:00:00Z'
      api.store.put('locationAssociations', { ...each, status: 'completed', end_datetime })
    }
  }

export const clinicalGround: Partial<Record<RecordedFile, Record<number, Step>>> = {
  upsert: {
    15: steps(encounter(patient, 'CC-2', closed), putEncounter(closed, { status: 'completed' })),
    21: upserted(patient, 'diagnosis', { ...diagnosis, encounter: open }),
    22: upserted(patient, 'symptom', { ...symptom, encounter: open }, 'cbff927d-b956-459b-a296-bf4cb57f1a6d'),
    25: steps(
      encounter(patient, 'CC-3', closedLater),
      upserted(
        patient,
        'symptom',
        { ...symptom, encounter: closedLater },
        '2f73429d-fca0-45d0-a65e-5db7f4e5435f',
      ),
      putEncounter(closedLater, { status: 'completed' }),
    ),
    29: upserted(
      patient,
      'allergy_intolerance',
      { ...allergy, encounter: open },
      '11e70fe3-834f-45d7-b894-e2d879c6848c',
    ),
    37: steps(
      upserted(
        patient,
        'medication/request',
        onPrescription,
        '4a5ca135-26d4-4f59-8b64-a47e0c0d5cd1',
        '658c79ba-fac6-4674-8c1a-0acd86f23810',
      ),
      upserted(patient, 'medication/request', onPrescription),
    ),
    43: upserted(
      patient,
      'medication/request',
      { ...request, dosage_instruction: [dose] },
      '551c9b10-a665-41e7-ada9-80e2c49f7522',
    ),
  },
  files: { 16: reachable(false) },
  valueset: { 0: reachable(true) },
  tags: {
    3: withoutTags,
  },
  location: { 2: emptyBeds(3, 4) },
  'batch-replacements': {
    0: ({ api }) => {
      api.settings.replacements = true
    },
  },
  'screen-lists': {
    0: encounter(screenPatient, 'CT-1', '729e0669-e2bc-4c02-a563-d6ffb0a90ab5'),
  },
}
