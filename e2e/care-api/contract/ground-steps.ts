// The ways in which the ground of an exchange is prepared: through the API itself, as the recordings' server was.
import { seeded } from '../seeded.ts'
import type { Stage } from './stage.ts'

export type Step = (stage: Stage) => void | Promise<void>

export const recordedFacility = 'd91dd4e8-7aad-4ed5-8792-2ae55a6c29af'
const department = '19b41cd5-dfdf-4df6-ad13-d8ab29ed2f1d'
export const mainPatient = '322e75af-5059-46d9-a67c-701cbcef3215'
export const doctor = 'care-doctor'

/** A patient under its recorded id. */
export const patient =
  (recordedId: string, name: string, phone: string): Step =>
  async ({ ask, bind }) => {
    const { id } = await ask(doctor, 'POST', '/api/v1/patient/', {
      name,
      gender: 'female',
      phone_number: phone,
      address: '12 Hill Road',
      permanent_address: '12 Hill Road',
      pincode: 682001,
      blood_group: 'O_positive',
      geo_organization: seeded.districtId,
      date_of_birth: '1990-04-05',
    })
    bind(recordedId, String(id))
  }

export const encounter =
  (patientId: string, externalId: string, recordedId?: string, fields: Record<string, unknown> = {}): Step =>
  async ({ ask, bind, own }) => {
    const { id } = await ask(doctor, 'POST', '/api/v1/encounter/', {
      patient: own(patientId),
      facility: own(recordedFacility),
      organizations: [own(department)],
      status: 'in_progress',
      encounter_class: 'amb',
      priority: 'routine',
      period: { start: '2026-11-22T09:00:00.000Z' },
      external_identifier: externalId,
      ...fields,
    })
    if (recordedId !== undefined) bind(recordedId, String(id))
  }

export const putEncounter =
  (recordedId: string, fields: Record<string, unknown>): Step =>
  async ({ ask, own }) => {
    const body = { status: 'in_progress', encounter_class: 'amb', priority: 'routine', ...fields }
    await ask(doctor, 'PUT', `/api/v1/encounter/${own(recordedId)}/`, body)
  }

export const vipEncounter =
  (recordedId: string): Step =>
  async ({ ask, own }) => {
    const tags = { tags: [seeded.tags.encounterVip] }
    await ask(doctor, 'POST', `/api/v1/encounter/${own(recordedId)}/set_tags/`, tags)
  }

export const submit =
  (slug: string, subject: { patient: string; encounter?: string }, results: unknown[]): Step =>
  async ({ ask, translate }) => {
    const body = { resource_id: subject.encounter ?? subject.patient, encounter: null, ...subject, results }
    await ask(doctor, 'POST', `/api/v1/questionnaire/${slug}/submit/`, translate(body))
  }

export const logins =
  (username: string, password: string, times: number): Step =>
  async ({ api }) => {
    for (let time = 0; time < times; time += 1) {
      await api.app.request('/api/v1/auth/login/', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username, password }),
      })
    }
  }

export const steps =
  (...all: Step[]): Step =>
  async (stage) => {
    for (const step of all) await step(stage)
  }

/** One datapoint through `upsert/`, its record under `recordedId`, its prescription under `prescriptionId`. */
export const upserted =
  (
    patientId: string,
    list: string,
    datapoint: Record<string, unknown>,
    recordedId?: string,
    prescriptionId?: string,
  ): Step =>
  async ({ ask, bind, own, translate }) => {
    const path = `/api/v1/patient/${own(patientId)}/${list}/upsert/`
    const made = await ask(doctor, 'POST', path, translate({ datapoints: [datapoint] }))
    const [first] = made as unknown as { id: string; prescription?: { id: string } }[]
    if (first === undefined) throw new Error(`${list}: nothing was made`)
    if (recordedId !== undefined) bind(recordedId, first.id)
    if (prescriptionId !== undefined) bind(prescriptionId, first.prescription?.id ?? '')
  }
