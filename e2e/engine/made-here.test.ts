// What is made here, as the screens read it: its fields where nothing else is known, and its permissions.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ApiRequest, get } from '../../shared/api-request.ts'
import { type Json, valueAt } from '../../shared/json.ts'
import { answerAs } from '../../shared/testing/answer-shape.ts'
import { encounter, patient, resourceRequest } from '../../shared/testing/care-answers.ts'
import { flows } from '../../shared/testing/observed-screens.ts'
import { seeded } from '../care-api/seeded.ts'
import { admission, patientOf, registration, responsesOf } from './forms.ts'
import { createObservedDesk, watchShapes } from './observed-desk.ts'
import { type About, answer, batch, listOf, type Structured, structured } from './structured-forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

let ward: WardTablet
beforeEach(async () => {
  ward = await createWardTablet()
  await ward.signIn('doctor')
})
afterEach(() => ward.tablet.close())

const ask = async (request: ApiRequest) => (await ward.ask(request)).body
const encounterOf = (id: string) => get(`/api/v1/encounter/${id}/`, { facility: seeded.facilityId })
const facilityOf = (id: string) => get(`/api/v1/facility/${id}/`)
const me = get('/api/v1/users/getcurrentuser/')
const permissionsIn = (body: Json) => valueAt(body, '/permissions') as string[]

it('[CA56] has every field, each of its kind, on a tablet that has read nothing at all', async () => {
  ward.network.online = false
  const watch = watchShapes(() => ward)
  const scene = {
    facilityId: seeded.facilityId,
    patientId: '',
    encounterId: '',
    appointmentId: '',
    resourceId: '',
    slotId: '',
    otherSlotId: '',
    practitionerId: seeded.users.doctor,
    slug: 'vitals',
    valueSet: 'system-condition-code',
    phone: '+919800000777',
    yearOfBirth: '1989',
  }
  const desk = createObservedDesk(() => ward, scene, watch.onAnswer)
  // Nobody is booked into a slot that is not known here.
  const possible = flows.filter(({ name }) => !/signIn|searchPatient|Appointment/.test(name))
  for (const { name } of possible) await desk.play(name)
  expect(watch.misfitting).toEqual([])
  expect([...watch.fitting].sort()).toEqual([
    'allergyIntolerance.list',
    'diagnosis.list',
    'encounter.detail',
    'encounter.list',
    'observation.list',
    'patient.detail',
    'patient.searchRetrieve',
    'patientUser.list',
    'questionnaireResponse.list',
    'resourceRequest.detail',
    'resourceRequest.list',
    'symptom.list',
  ])
  const person = answerAs(patient, await ask(patientOf(scene.patientId)))
  expect([person.year_of_birth, person.geo_organization.name]).toEqual([1989, ''])
  const stay = answerAs(encounter, await ask(encounterOf(scene.encounterId)))
  expect(stay.status_history.history.length).toBeGreaterThan(0)
  const request = answerAs(resourceRequest, await ask(get(`/api/v1/resource/${scene.resourceId}/`)))
  expect(request.origin_facility).toMatchObject({ id: seeded.facilityId, name: '' })
})

it('[CA56] has every field where it is a structured answer, in its list and alone', async () => {
  ward.network.online = false
  const watch = watchShapes(() => ward)
  const about: About = {
    patient: String(valueAt(await ask(registration('Made Here')), '/id')),
    encounter: '',
  }
  about.encounter = String(valueAt(await ask(admission(about.patient)), '/id'))
  const look = async (request: ApiRequest) => {
    const { answer: heard, body } = await ward.ask(request)
    watch.onAnswer({ request, status: heard.status, body })
    return body
  }
  for (const kind of Object.keys(structured) as Structured[]) {
    await ask(batch(answer(kind, about, {})))
    const list = listOf(kind, about)
    const id = String(valueAt(await look(list), '/results/0/id'))
    await look(get(`${list.path}${id}/`))
  }
  const prescriptions = get(`/api/v1/patient/${about.patient}/medication/prescription/`, {
    encounter: about.encounter,
    facility: seeded.facilityId,
  })
  const prescription = String(valueAt(await look(prescriptions), '/results/0/id'))
  await look(get(`${prescriptions.path}${prescription}/`))
  await look(responsesOf(about.patient, about.encounter))
  expect(watch.misfitting).toEqual([])
  expect(watch.fitting.size).toBe(13)
})

it('[CA56] tells a day as the server does: as a moment in the zone of the server', async () => {
  ward.network.online = false
  const patient = String(valueAt(await ask(registration('Made Here')), '/id'))
  const encounter = String(valueAt(await ask(admission(patient)), '/id'))
  const onset = { onset_datetime: '2026-11-22' }
  await ask(batch(answer('symptom', { patient, encounter }, { onset })))
  const list = listOf('symptom', { patient, encounter })
  const here = valueAt(await ask(list), '/results/0/onset')
  expect(here).toEqual({ onset_datetime: '2026-11-22T00:00:00+05:30' })
  ward.network.online = true
  await ward.drain()
  expect(valueAt(await ask(list), '/results/0/onset')).toEqual(here)
})

describe('[CA55] the permissions of a record that is made here', () => {
  async function made() {
    ward.network.online = false
    const id = String(valueAt(await ask(registration('Made Here')), '/id'))
    const stay = String(valueAt(await ask(admission(id)), '/id'))
    return { id, stay }
  }
  const shown = async ({ id, stay }: { id: string; stay: string }) => ({
    ofPatient: permissionsIn(await ask(patientOf(id))),
    ofEncounter: permissionsIn(await ask(encounterOf(stay))),
  })
  const eleven = [
    'can_create_encounter',
    'can_create_patient',
    'can_list_encounter',
    'can_list_patients',
    'can_read_encounter',
    'can_submit_encounter_questionnaire',
    'can_submit_patient_questionnaire',
    'can_view_clinical_data',
    'can_view_questionnaire_responses',
    'can_write_encounter',
    'can_write_patient',
  ]

  it('are those of another one of its kind, before the sync and after', async () => {
    const ofPatient = permissionsIn(await ask(patientOf(seeded.patientId(0))))
    const ofEncounter = permissionsIn(await ask(encounterOf(seeded.encounterId(0))))
    expect([ofPatient.length > 11, [...ofEncounter].sort()]).toEqual([true, eleven])
    const about = await made()
    expect(await shown(about)).toEqual({ ofPatient, ofEncounter })
    ward.network.online = true
    await ward.drain()
    ward.network.online = false
    expect(await shown(about)).toEqual({ ofPatient, ofEncounter })
  })

  it('are those of the facility, where no other was read; an encounter has those that belong to one', async () => {
    const ofFacility = permissionsIn(await ask(facilityOf(seeded.facilityId)))
    const { ofPatient, ofEncounter } = await shown(await made())
    expect(ofPatient).toEqual(ofFacility)
    expect([...ofEncounter].sort()).toEqual(eleven)
  })

  it('are those of the user, where not even the facility was read', async () => {
    const ofUser = permissionsIn(await ask(me))
    ward.fault = () => 'lose-request'
    const { ofPatient, ofEncounter } = await shown(await made())
    expect(ofPatient).toEqual(ofUser)
    expect([...ofEncounter].sort()).toEqual(eleven)
  })

  it('are none where nothing is known: nobody makes up what a user may do', async () => {
    expect(await shown(await made())).toEqual({ ofPatient: [], ofEncounter: [] })
  })

  it('are not those of an encounter in another facility', async () => {
    const row = ward.api.store.get('encounters', seeded.encounterId(1))
    if (!row) throw new Error('not seeded')
    ward.api.store.put('encounters', { ...row, facility: seeded.otherFacilityId })
    const foreign = encounterOf(seeded.encounterId(1))
    const honest = ward.network.respond
    ward.network.respond = async (sent) => {
      const answer = await honest(sent)
      if (answer.kind === 'none' || sent.request.path !== foreign.path) return answer
      return {
        ...answer,
        text: answer.text.replace(/"permissions":\[[^\]]*\]/, '"permissions":["can_list_encounter"]'),
      }
    }
    await ask(facilityOf(seeded.facilityId))
    expect(permissionsIn(await ask(foreign))).toEqual(['can_list_encounter'])
    const { ofEncounter } = await shown(await made())
    expect([...ofEncounter].sort()).toEqual(eleven)
  })
})
