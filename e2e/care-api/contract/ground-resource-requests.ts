// What has to be there before the exchanges of resource requests.
import { doctor, patient, recordedFacility, type Step, steps } from './ground-steps.ts'

const request = 'fe633559-81ba-4d3c-86b7-efb662d749ae'
const clinicalPatient = 'c45ec282-5dab-498d-854a-02bd591d4aa3'
const bed = {
  title: 'Contract bed',
  reason: 'ICU',
  emergency: true,
  referring_facility_contact_name: 'Ward A',
  referring_facility_contact_number: '+919876543210',
  status: 'pending',
  category: 'patient_care',
  priority: 1,
  origin_facility: recordedFacility,
  related_patient: clinicalPatient,
}

const create =
  (recordedId?: string): Step =>
  async ({ ask, bind, translate }) => {
    const { id } = await ask(doctor, 'POST', '/api/v1/resource/', translate(bed))
    if (recordedId !== undefined) bind(recordedId, String(id))
  }

export const resourceRequestGround: Record<number, Step> = {
  12: patient(clinicalPatient, 'Contract Clinical', '+919876545001'),
  16: create(request),
  17: async ({ ask, own, translate }) => {
    const assigned = {
      ...bed,
      assigned_facility: recordedFacility,
      assigned_to: '0f5f9392-4172-4407-acc7-1ddda337f78d',
    }
    await ask(doctor, 'PUT', `/api/v1/resource/${own(request)}/`, translate(assigned))
  },
  19: steps(create(), create()),
  23: async ({ ask, own }) => {
    await ask(doctor, 'POST', `/api/v1/resource/${own(request)}/comment/`, { comment: 'Bed is free' })
  },
}
