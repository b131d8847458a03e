// `/patient_identifier_config/`, which identifiers a site has, and `/patient/{id}/update_identifier/`.
import { json } from '../answer.ts'
import { newId } from '../ids.ts'
import { page } from '../paging.ts'
import { requireSuperuser, requireWrite } from '../permissions.ts'
import { modifiedNow } from '../recorded.ts'
import { crash, ruleBroken } from '../refusal.ts'
import { type Call, type Context, get, post, putOrPatch, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { renderIdentifierConfig, renderPatient } from '../shapes/patient.ts'
import { isObject, model, parse, required } from '../spec.ts'
import { dictionary, oneOf, text, uuid } from '../spec-types.ts'
import type { IdentifierConfigRow } from '../tables.ts'
import { matchesRegex } from './patient-spec.ts'

const configSpec = model('PatientIdentifierConfigCreateSpec', {
  status: required(oneOf('draft', 'active', 'inactive')),
  config: required(dictionary),
})
const valueSpec = model('PatientIdentifierConfigRequest', { config: required(uuid), value: required(text()) })

export function patientIdentifierRoutes(context: Context): Route[] {
  const { store } = context

  const save = (call: Call, id: string) => {
    const body = parse(configSpec, call.body())
    requireSuperuser(call.user, 'Cannot Create Patient Identifier Config')
    const config = withoutDefaults(body.config)
    return json(
      renderIdentifierConfig(store.put('identifierConfigs', { id, status: String(body.status), config })),
    )
  }

  return [
    get('/api/v1/patient_identifier_config/', ({ query }) =>
      json(page(query, store.all('identifierConfigs').toReversed(), renderIdentifierConfig)),
    ),
    post('/api/v1/patient_identifier_config/', (call) => save(call, newId())),
    putOrPatch('/api/v1/patient_identifier_config/:id/', (call) =>
      save(call, seek(store, 'identifierConfigs', call.params.id).id),
    ),

    post('/api/v1/patient/:id/update_identifier/', (call) => {
      const patient = seek(store, 'patients', call.params.id)
      const body = parse(valueSpec, call.body())
      requireWrite(call.user, 'Cannot Create Patient')
      const config = seek(store, 'identifierConfigs', body.config)
      const value = String(body.value)
      if (config.config.auto_maintained === true) throw ruleBroken('Cannot update auto maintained identifier')
      if (value === '' && config.config.required === true) throw ruleBroken('Value is required')
      if (!matchesRegex(config, value)) throw crash()
      const others = patient.identifiers.filter((each) => each.config !== config.id)
      const identifiers = value === '' ? others : [...others, { config: config.id, value }]
      const changed = { ...patient, ...modifiedNow(context, call), identifiers }
      return json(renderPatient(store, store.put('patients', changed)))
    }),
  ]
}

/** CARE stores a configuration without the keys that hold their default. */
function withoutDefaults(sent: unknown): IdentifierConfigRow['config'] {
  const config = isObject(sent) ? sent : {}
  const retrieval = isObject(config.retrieve_config) ? config.retrieve_config : {}
  const kept = Object.entries(config).filter(
    ([key, value]) =>
      !(key === 'description' && value === '') &&
      !(key === 'default_value' && value === null) &&
      !(key === 'auto_maintained' && value === false),
  )
  return {
    ...Object.fromEntries(kept),
    system: String(config.system),
    retrieve_config: Object.fromEntries(Object.entries(retrieval).filter(([, value]) => value !== false)),
  }
}
