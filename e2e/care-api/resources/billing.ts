// Accounts and charge items of a facility. Of charge items only the empty list is recorded: how one looks, and
// that applying definitions answers with `{}`, was read in CARE's source.
import { json } from '../answer.ts'
import { chargeDefinitions } from '../catalogue.ts'
import { ordered, page } from '../paging.ts'
import { canWrite } from '../permissions.ts'
import { recordedNow } from '../recorded.ts'
import { forbidden, notFound, ruleBroken } from '../refusal.ts'
import { type Call, type Context, get, post, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { renderPatientItem } from '../shapes/patient.ts'
import { list, model, optional, parse, required } from '../spec.ts'
import { integer, oneOf, period, text, uuid } from '../spec-types.ts'
import type { AccountRow, ChargeItemRow } from '../tables-clinical.ts'
import { keptField } from './clinical-fields.ts'

const accountSpec = model('AccountCreateSpec', {
  status: required(oneOf('active', 'inactive', 'entered_in_error', 'on_hold')),
  billing_status: required(text()),
  name: required(text()),
  service_period: required(period),
  description: optional(text()),
  patient: required(uuid),
})

const applySpec = model('ApplyMultipleChargeItemDefinitionRequest', {
  requests: required(
    list(
      model('ApplyChargeItemDefinitionRequest', {
        charge_item_definition: required(text()),
        quantity: required(integer),
        encounter: optional(uuid),
        patient: optional(uuid),
      }),
    ),
  ),
})

export function billingRoutes(context: Context): Route[] {
  const { store } = context
  const facilityOf = ({ params }: Call) => seek(store, 'facilities', params.facility)

  const renderAccount = (account: AccountRow, total: unknown) => {
    const patient = store.get('patients', account.patient)
    return {
      id: account.id,
      status: account.status,
      billing_status: account.billing_status,
      name: account.name,
      service_period: account.service_period,
      description: account.description,
      patient: patient === undefined ? {} : { meta: {}, ...renderPatientItem(store, patient) },
      total_net: total,
      total_gross: total,
      total_paid: total,
      total_balance: total,
      calculated_at: null,
      created_date: account.created_date,
      modified_date: account.modified_date,
    }
  }

  const accountsOf = (call: Call) => {
    const { query } = call
    const facility = facilityOf(call)
    const is = (name: string, value: string) => (query.get(name) || value) === value
    const found = store
      .all('accounts')
      .filter((each) => each.facility === facility.id && is('patient', each.patient))
      .filter((each) => is('status', each.status) && is('billing_status', each.billing_status))
    return ordered(found, query.get('ordering'))
  }

  const createAccount = (call: Call) => {
    const facility = facilityOf(call)
    const body = parse(accountSpec, call.body())
    const patient = seek(store, 'patients', body.patient)
    if (!call.user.is_superuser) throw forbidden('You are not authorized to create accounts')
    const account = store.put('accounts', {
      ...recordedNow(context, call),
      facility: facility.id,
      patient: patient.id,
      name: String(body.name),
      status: String(body.status),
      billing_status: String(body.billing_status),
      service_period: keptField(body.service_period) as Record<string, unknown>,
      description: typeof body.description === 'string' ? body.description : null,
    })
    // Sums are numbers when it is made, and text with two places when it is read.
    return json({ ...renderAccount(account, 0), cached_items: {}, total_price_components: {} })
  }

  const renderChargeItem = (item: ChargeItemRow) => {
    const definition = chargeDefinitions.find((each) => each.id === item.definition)
    const price = { monetary_component_type: 'base', amount: definition?.price ?? 0 }
    return {
      id: item.id,
      title: definition?.title ?? '',
      description: null,
      status: 'billable',
      code: null,
      quantity: item.quantity,
      unit_price_components: [price],
      note: null,
      override_reason: null,
      service_resource: null,
      service_resource_id: null,
      total_price_components: [{ ...price, amount: price.amount * item.quantity }],
      total_price: price.amount * item.quantity,
      charge_item_definition: definition ?? {},
      paid_invoice: null,
      tags: [],
      created_date: item.created_date,
      modified_date: item.modified_date,
    }
  }

  const chargeItems = (call: Call) => {
    const { query, user } = call
    const facility = facilityOf(call)
    if (!canWrite(user)) throw forbidden('Access Denied to Charge Item')
    const is = (name: string, value: string) => (query.get(name) || value) === value
    const found = store
      .all('chargeItems')
      .filter((each) => each.facility === facility.id && is('encounter', each.encounter))
      // None here was made for a booking or a service request.
      .filter(() => !query.get('service_resource') && is('status', 'billable'))
    return json(page(query, ordered(found, query.get('ordering')), renderChargeItem))
  }

  const applyDefinitions = (call: Call) => {
    const facility = facilityOf(call)
    if (!canWrite(call.user)) throw forbidden('Access Denied to Charge Item')
    const { requests } = parse(applySpec, call.body()) as { requests: Record<string, unknown>[] }
    for (const request of requests) {
      const definition = chargeDefinitions.find((each) => each.slug === request.charge_item_definition)
      if (definition === undefined) throw notFound('ChargeItemDefinition')
      if (typeof request.encounter !== 'string') throw ruleBroken('Patient is required')
      const encounter = seek(store, 'encounters', request.encounter)
      if (encounter.facility !== facility.id) throw notFound('Encounter')
      store.put('chargeItems', {
        ...recordedNow(context, call),
        facility: facility.id,
        patient: encounter.patient,
        encounter: encounter.id,
        definition: definition.id,
        quantity: Number(request.quantity),
      })
    }
    return json({})
  }

  const at = '/api/v1/facility/:facility'
  return [
    get(`${at}/account/`, (call) =>
      json(page(call.query, accountsOf(call), (each) => renderAccount(each, '0.00'))),
    ),
    post(`${at}/account/`, createAccount),
    get(`${at}/charge_item_definition/`, ({ query }) => json(page(query, chargeDefinitions, (each) => each))),
    get(`${at}/charge_item/`, chargeItems),
    get(`${at}/charge_item/:id/`, (call) => {
      facilityOf(call)
      if (!canWrite(call.user)) throw forbidden('Access Denied to Charge Item')
      return json(renderChargeItem(seek(store, 'chargeItems', call.params.id)))
    }),
    post(`${at}/charge_item/apply_charge_item_defs/`, applyDefinitions),
  ]
}
