// Service requests of a facility. Only their empty list is recorded: how one looks, and how one is made from an
// activity definition, was read in CARE's source. Beside them, the lists that screens ask for and that stay empty.
import { json } from '../answer.ts'
import { activityDefinitions, healthcareServices } from '../catalogue.ts'
import { contains, ordered, page } from '../paging.ts'
import { requireWrite } from '../permissions.ts'
import { recordedNow } from '../recorded.ts'
import { forbidden, notFound, ruleBroken } from '../refusal.ts'
import { type Call, type Context, get, post, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { renderEncounterItem } from '../shapes/encounter-item.ts'
import { renderPatient } from '../shapes/patient.ts'
import { nestedUserOf } from '../shapes/user.ts'
import { isObject, model, optional, parse, required } from '../spec.ts'
import { oneOf, text, uuid } from '../spec-types.ts'
import type { ServiceRequestRow } from '../tables-clinical.ts'
import { keptField } from './clinical-fields.ts'
import { isClosed } from './encounter-spec.ts'

const statuses = ['draft', 'active', 'on_hold', 'entered_in_error', 'ended', 'completed', 'revoked']

const applySpec = model('ApplyActivityDefinitionRequest', {
  activity_definition: required(text()),
  service_request: required(
    model('ServiceRequestUpdateSpec', {
      title: optional(text()),
      status: optional(oneOf(...statuses)),
      intent: optional(oneOf('proposal', 'plan', 'directive', 'order')),
      priority: optional(oneOf('routine', 'urgent', 'asap', 'stat')),
      note: optional(text()),
      requester: optional(uuid),
    }),
  ),
  encounter: required(uuid),
})

const fieldNames = [
  'title',
  'status',
  'intent',
  'priority',
  'note',
  'patient_instruction',
  'occurance',
  'requester',
]

export function serviceRequestRoutes(context: Context): Route[] {
  const { store } = context
  const facilityOf = ({ params }: Call) => seek(store, 'facilities', params.facility)
  const noList = (detail: string) => (call: Call) => {
    seek(store, 'patients', call.params.patient)
    requireWrite(call.user, detail)
    return json(page(call.query, [], (each) => each))
  }

  const renderItem = (row: ServiceRequestRow) => {
    const encounter = store.get('encounters', row.encounter)
    const { requester, ...fields } = row.fields
    return {
      id: row.id,
      ...fields,
      encounter: encounter === undefined ? {} : renderEncounterItem(store, encounter),
      tags: [],
      requester: typeof requester === 'string' ? nestedUserOf(store, requester) : null,
      created_date: row.created_date,
      modified_date: row.modified_date,
    }
  }

  const renderWhole = (row: ServiceRequestRow) => {
    const patient = store.get('patients', row.patient)
    return {
      ...renderItem(row),
      locations: [],
      healthcare_service: null,
      activity_definition: activityDefinitions.find((each) => each.id === row.definition) ?? null,
      specimens: [],
      diagnostic_reports: [],
      patient: patient === undefined ? {} : renderPatient(store, patient),
      created_by: nestedUserOf(store, row.created_by),
      updated_by: nestedUserOf(store, row.updated_by),
    }
  }

  const list = (call: Call) => {
    const { query, user } = call
    const facility = facilityOf(call)
    if (!user.is_superuser && !query.get('encounter') && !query.get('location')) {
      throw ruleBroken('Location or encounter is required')
    }
    requireWrite(user, 'You do not have permission to view service requests for this encounter')
    const is = (name: string, value: unknown) => (query.get(name) || value) === value
    const found = store
      .all('serviceRequests')
      .filter((each) => each.facility === facility.id && is('encounter', each.encounter))
      .filter(({ fields }) => is('status', fields.status) && is('priority', fields.priority))
      .filter(({ fields }) => contains(String(fields.title), query.get('title') ?? ''))
    return json(page(query, ordered(found, query.get('ordering')), renderItem))
  }

  const apply = (call: Call) => {
    const facility = facilityOf(call)
    const body = parse(applySpec, call.body())
    const encounter = seek(store, 'encounters', body.encounter)
    if (encounter.facility !== facility.id) throw notFound('Encounter')
    const wanted = body.activity_definition
    const definition = activityDefinitions.find(({ id, slug }) => id === wanted || slug === wanted)
    if (definition === undefined) throw notFound('ActivityDefinition')
    const detail = 'You do not have permission to update this service request'
    if (isClosed(encounter)) throw forbidden(detail)
    requireWrite(call.user, detail)
    const sent = isObject(body.service_request) ? body.service_request : {}
    const given = fieldNames.filter((name) => typeof sent[name] === 'string')
    const row = store.put('serviceRequests', {
      ...recordedNow(context, call),
      facility: facility.id,
      patient: encounter.patient,
      encounter: encounter.id,
      definition: definition.id,
      fields: {
        title: definition.title,
        status: 'active',
        intent: 'order',
        priority: 'routine',
        category: definition.classification,
        do_not_perform: false,
        note: null,
        body_site: null,
        code: definition.code,
        occurance: null,
        patient_instruction: null,
        ...Object.fromEntries(given.map((name) => [name, keptField(sent[name], name)])),
      },
    })
    return json(renderWhole(row))
  }

  const at = '/api/v1/facility/:facility'
  return [
    get(`${at}/activity_definition/`, ({ query }) => {
      const found = activityDefinitions.filter(({ title }) => contains(title, query.get('title') ?? ''))
      return json(page(query, found, (each) => each))
    }),
    get(`${at}/service_request/`, list),
    post(`${at}/service_request/apply_activity_definition/`, apply),
    get(`${at}/service_request/:id/`, (call) => {
      requireWrite(call.user, 'You do not have permission to read this service request')
      return json(renderWhole(seek(store, 'serviceRequests', call.params.id)))
    }),
    get(`${at}/healthcare_service/`, ({ query }) => json(page(query, healthcareServices, (each) => each))),
    get('/api/v1/patient/:patient/diagnostic_report/', noList('Permission denied to user')),
    get('/api/v1/patient/:patient/medication/administration/', noList('Permission denied to user')),
  ]
}
