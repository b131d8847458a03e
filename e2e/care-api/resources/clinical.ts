// Symptoms, diagnoses, allergies and medications of a patient: lists, and writes alone or through `upsert/`.
import { empty, json } from '../answer.ts'
import { contains, ordered, page } from '../paging.ts'
import { requireWrite } from '../permissions.ts'
import { crash, notFound, Refusal, ruleBroken } from '../refusal.ts'
import { type Call, type Context, del, get, post, putOrPatch, type Route } from '../route.ts'
import { clinicalModels, seek } from '../seek.ts'
import { renderClinical } from '../shapes/clinical.ts'
import { isObject } from '../spec.ts'
import type { Coding } from '../tables.ts'
import type { ClinicalRow } from '../tables-clinical.ts'
import type { ClinicalKind } from './clinical-kind.ts'
import { clinicalKinds } from './clinical-kinds.ts'
import { clinicalWrite } from './clinical-write.ts'
import { requireOpen } from './encounter-spec.ts'

const mostDatapoints = 100

export const clinicalRoutes = (context: Context): Route[] =>
  clinicalKinds(context).flatMap((kind) => routesOf(context, kind))

function routesOf(context: Context, kind: ClinicalKind): Route[] {
  const { store } = context
  const write = clinicalWrite(context, kind)
  const render = (row: ClinicalRow) => renderClinical(store, row)

  const rowsOf = (call: Call): ClinicalRow[] => {
    const patient = seek(store, 'patients', call.params.patient)
    requireWrite(call.user, 'Permission denied to user')
    return store
      .all(kind.table)
      .filter((each) => each.patient === patient.id)
      .filter(({ fields }) => kind.categories?.includes(String(fields.category)) ?? true)
  }

  const list = (call: Call) => {
    const { query } = call
    const found = rowsOf(call).filter((each) => matches(each, query))
    const ordering = query.get('ordering') ?? (kind.latestFirst === true ? '-modified_date' : null)
    return json(page(query, ordered(found, ordering), render))
  }

  const one = (call: Call): ClinicalRow => {
    const row = rowsOf(call).find((each) => each.id === call.params.id)
    if (row === undefined) throw notFound(clinicalModels[kind.table])
    return row
  }

  /** Whose id it is does not matter to CARE: not the patient's, nor, among conditions, the list's. */
  const writeOne = (call: Call, datapoint: unknown): ClinicalRow => {
    if (!isObject(datapoint)) throw crash()
    if (!('id' in datapoint)) return write.create(call, datapoint)
    const row = store.get(kind.table, String(datapoint.id))
    if (row === undefined) throw notFound(clinicalModels[kind.table])
    return write.update(call, row, datapoint)
  }

  /** Results and refusals in the order of the datapoints; one refusal takes all back. */
  const upsert = (call: Call) => {
    const body = call.body()
    if (!isObject(body)) throw ruleBroken('Invalid request data')
    const datapoints = Array.isArray(body.datapoints) ? body.datapoints : []
    if (datapoints.length === 0) throw ruleBroken('No datapoints provided')
    if (datapoints.length > mostDatapoints) throw ruleBroken('Too many datapoints provided')
    let refused = false
    const results = datapoints.map((datapoint) => {
      try {
        return render(writeOne(call, datapoint))
      } catch (error) {
        if (!(error instanceof Refusal) || error.answer.content.type !== 'json') throw error
        refused = true
        return error.answer.content.value
      }
    })
    return json(results, refused ? 400 : 200)
  }

  const at = `/api/v1/patient/:patient/${kind.path}/`
  const routes = [
    get(at, list),
    post(at, (call) => json(render(write.create(call, call.body())))),
    post(`${at}upsert/`, upsert),
    get(`${at}:id/`, (call) => json(render(one(call)))),
    putOrPatch(`${at}:id/`, (call) => json(render(write.update(call, one(call), call.body())))),
  ]
  const remove = del(`${at}:id/`, (call) => {
    const row = one(call)
    requireOpen(seek(store, 'encounters', row.encounter), call.user)
    store.put(kind.table, { ...row, deleted: true } as never)
    return empty(204)
  })
  return kind.deletable ? [...routes, remove] : routes
}

/** Filters take one value or several with commas; `exclude_` turns one round. An empty one counts as none. */
const filters = ['status', 'clinical_status', 'verification_status', 'category', 'severity', 'priority']
const turned = ['verification_status', 'dispense_status']

function matches(row: ClinicalRow, query: URLSearchParams): boolean {
  const values = (name: string) => query.get(name)?.split(',') ?? []
  const given = (name: string) => (query.get(name) ?? '') !== ''
  const holds = (name: string, field: string) => values(name).includes(String(row.fields[field]))
  const medication = row.fields.medication as Coding | undefined
  return (
    (!given('encounter') || query.get('encounter') === row.encounter) &&
    (!given('name') || contains(medication?.display, query.get('name') ?? '')) &&
    [...filters, 'dispense_status'].every((each) => !given(each) || holds(each, each)) &&
    turned.every((each) => !given(`exclude_${each}`) || !holds(`exclude_${each}`, each))
  )
}
