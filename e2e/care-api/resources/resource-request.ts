// `/resource/`: requests from one facility to others, with comments. Neither status nor conflicts are guarded.
import { empty, json } from '../answer.ts'
import { contains, ordered, page } from '../paging.ts'
import { modifiedNow, recordedNow } from '../recorded.ts'
import { notFound } from '../refusal.ts'
import type { ResourceRequestRow } from '../resource-request-tables.ts'
import { type Call, type Context, del, get, post, putOrPatch, type Route } from '../route.ts'
import { seek } from '../seek.ts'
import { renderComment, renderRequest, renderRequestItem } from '../shapes/resource-request.ts'
import { all, isObject, model, optional, parse, required, rule } from '../spec.ts'
import { flag, integer, oneOf, text, uuid } from '../spec-types.ts'
import type { Store } from '../store.ts'
import type { UserRow } from '../tables.ts'

const fields = model('ResourceRequestCreateSpec', {
  emergency: required(flag),
  title: required(text()),
  reason: required(text()),
  referring_facility_contact_name: required(text()),
  referring_facility_contact_number: required(text()),
  status: required(
    oneOf(
      'pending',
      'approved',
      'rejected',
      'cancelled',
      'transportation_to_be_arranged',
      'transfer_in_progress',
      'completed',
    ),
  ),
  category: required(oneOf('patient_care', 'comfort_devices', 'medicines', 'financial', 'supplies', 'other')),
  priority: required(integer),
  origin_facility: required(uuid),
  approving_facility: optional(uuid),
  assigned_facility: optional(uuid),
  related_patient: optional(uuid),
  assigned_to: optional(uuid),
})

const commentSpec = model('ResourceRequestCommentCreateSpec', { comment: required(text()) })

/** Looks at what is sent, not at what is stored. */
const assignment = (store: Store) =>
  rule((value) => {
    if (!isObject(value) || !value.assigned_to) return undefined
    if (!value.assigned_facility) return 'Assigned facility is required for assigning the request to a user'
    const facilities = store.get('users', String(value.assigned_to))?.facilities ?? []
    return facilities.includes(String(value.assigned_facility))
      ? undefined
      : 'Assigned user is not a member of the assigned facility'
  })

/** Whoever works in one of the facilities sees a request, and everybody of the organization they stand in. */
function maySee(store: Store, user: UserRow, request: ResourceRequestRow): boolean {
  const { origin_facility, approving_facility, assigned_facility } = request
  return [origin_facility, approving_facility, assigned_facility].some((id) => {
    const facility = store.get('facilities', id ?? '')
    return (
      facility !== undefined &&
      (user.facilities.includes(facility.id) || user.organizations.includes(facility.geo_organization))
    )
  })
}

export function resourceRequestRoutes(context: Context): Route[] {
  const { store } = context
  const spec = all(fields, assignment(store))

  const find = ({ params, user }: Call): ResourceRequestRow => {
    const request = seek(store, 'resourceRequests', params.request)
    if (user.is_superuser || maySee(store, user, request)) return request
    throw notFound('ResourceRequest')
  }

  /** What may be changed later. Null, and what is left out, keep what is there. */
  const changeable = (body: Record<string, unknown>, before?: ResourceRequestRow) => ({
    title: String(body.title),
    reason: String(body.reason),
    emergency: body.emergency === true || body.emergency === 'true',
    referring_facility_contact_name: String(body.referring_facility_contact_name),
    referring_facility_contact_number: String(body.referring_facility_contact_number),
    status: String(body.status),
    category: String(body.category),
    priority: Number(body.priority),
    approving_facility: known('facilities', body.approving_facility) ?? before?.approving_facility ?? null,
    assigned_facility: known('facilities', body.assigned_facility) ?? before?.assigned_facility ?? null,
    assigned_to: known('users', body.assigned_to) ?? before?.assigned_to ?? null,
  })

  const known = (table: 'facilities' | 'patients' | 'users', id: unknown): string | undefined =>
    id === undefined || id === null ? undefined : seek(store, table, id).id

  /** Everybody may. */
  const create = (call: Call) => {
    const body = parse(spec, call.body())
    const request: ResourceRequestRow = {
      ...recordedNow(context, call),
      origin_facility: seek(store, 'facilities', body.origin_facility).id,
      ...changeable(body),
      related_patient: known('patients', body.related_patient) ?? null,
    }
    return json(renderRequest(store, store.put('resourceRequests', request)))
  }

  const update = (call: Call) => {
    const request = find(call)
    const body = parse(spec, call.body())
    const changed = { ...request, ...modifiedNow(context, call), ...changeable(body, request) }
    return json(renderRequest(store, store.put('resourceRequests', changed)))
  }

  const list = ({ query, user }: Call) => {
    const same = (sent: string, value: string | null) => value?.toLowerCase() === sent.toLowerCase()
    const filters: Record<string, (request: ResourceRequestRow, value: string) => boolean> = {
      origin_facility: (each, value) => each.origin_facility === value,
      approving_facility: (each, value) => each.approving_facility === value,
      assigned_facility: (each, value) => each.assigned_facility === value,
      related_patient: (each, value) => each.related_patient === value,
      title: (each, value) => contains(each.title, value),
      status: (each, value) => same(value, each.status),
      category: (each, value) => same(value, each.category),
    }
    const seen = store
      .all('resourceRequests')
      .filter((each) => user.is_superuser || maySee(store, user, each))
    const found = Object.entries(filters).reduce((left, [name, matches]) => {
      const value = query.get(name)
      return value === null || value === '' ? left : left.filter((each) => matches(each, value))
    }, seen)
    return json(page(query, ordered(found, query.get('ordering')), (each) => renderRequestItem(store, each)))
  }

  return [
    get('/api/v1/resource/', list),
    post('/api/v1/resource/', create),
    get('/api/v1/resource/:request/', (call) => json(renderRequest(store, find(call)))),
    putOrPatch('/api/v1/resource/:request/', update),
    del('/api/v1/resource/:request/', (call) => {
      store.put('resourceRequests', { ...find(call), deleted: true })
      return empty(204)
    }),

    get('/api/v1/resource/:request/comment/', (call) => {
      const request = find(call)
      const found = store.all('resourceComments').filter((each) => each.request === request.id)
      return json(page(call.query, ordered(found, null), (each) => renderComment(store, each)))
    }),
    post('/api/v1/resource/:request/comment/', (call) => {
      const body = parse(commentSpec, call.body())
      const request = find(call)
      const comment = {
        ...recordedNow(context, call),
        request: request.id,
        comment: String(body.comment),
      }
      return json(renderComment(store, store.put('resourceComments', comment)))
    }),
  ]
}
