// `/patient/search/` and `/patient/search_retrieve/`: reads that are POSTs. A search by phone number shows no
// real id: `id` is random at each call, and only `partial_id` is the record's own.
import { json } from '../answer.ts'
import { newId } from '../ids.ts'
import { contains, ordered } from '../paging.ts'
import { forbidden, ruleBroken } from '../refusal.ts'
import { type Context, post, type Route } from '../route.ts'
import { identifierValue, nameSystem, renderPatient } from '../shapes/patient.ts'
import { model, optional, parse, required } from '../spec.ts'
import { integer, text, uuid } from '../spec-types.ts'
import type { IdentifierConfigRow, PatientRow } from '../tables.ts'

const searchSpec = model('PatientSearchRequest', {
  phone_number: optional(text()),
  config: optional(uuid),
  value: optional(text()),
  facility: optional(uuid),
  page_size: optional(integer),
})

const retrieveSpec = model('PatientRetrieveRequest', {
  phone_number: required(text()),
  year_of_birth: required(integer),
  partial_id: required(text()),
})

export function patientSearchRoutes({ store }: Context): Route[] {
  const newestFirst = (patients: PatientRow[]) => ordered(patients, null)

  const byIdentifier = (config: IdentifierConfigRow, value: string) =>
    newestFirst(store.all('patients')).filter((each) => {
      const own = identifierValue(each, config)
      return config.config.system === nameSystem ? contains(own, value) : own === value
    })

  return [
    post('/api/v1/patient/search/', (call) => {
      const body = parse(searchSpec, call.body())
      const size = Number(body.page_size ?? 200)
      if (typeof body.phone_number === 'string') {
        const found = newestFirst(store.all('patients')).filter(
          (each) => each.phone_number === body.phone_number,
        )
        return json({ partial: true, results: found.slice(0, size).map(renderPartially) })
      }
      if (typeof body.config !== 'string') throw ruleBroken('Either phone number or config is required')
      const config = store.get('identifierConfigs', body.config)
      if (config === undefined) throw ruleBroken('Config not found')
      const found = byIdentifier(config, String(body.value ?? '')).slice(0, size)
      return isProtected(config)
        ? json({ partial: true, results: found.map(renderPartially) })
        : json({ partial: false, results: found.map((each) => renderPatient(store, each)) })
    }),

    post('/api/v1/patient/search_retrieve/', (call) => {
      const body = parse(retrieveSpec, call.body())
      const patient = store
        .all('patients')
        .find(
          (each) =>
            each.phone_number === body.phone_number &&
            each.year_of_birth === Number(body.year_of_birth) &&
            partialIdOf(each) === body.partial_id,
        )
      if (patient === undefined) throw forbidden('No valid patients found')
      return json(renderPatient(store, patient))
    }),
  ]
}

const partialIdOf = (patient: PatientRow) => patient.id.slice(0, 5)

const renderPartially = (patient: PatientRow) => ({
  id: newId(),
  name: patient.name,
  gender: patient.gender,
  phone_number: patient.phone_number,
  partial_id: partialIdOf(patient),
})

/** Whoever finds a patient by it must also know the year of birth. */
function isProtected({ config }: IdentifierConfigRow): boolean {
  const retrieval = config.retrieve_config as { retrieve_with_year_of_birth?: boolean } | undefined
  return retrieval?.retrieve_with_year_of_birth === true
}
