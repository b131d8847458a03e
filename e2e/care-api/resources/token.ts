// Tokens: the number a patient waits with in a practitioner's queue of a day.
import { json } from '../answer.ts'
import { page } from '../paging.ts'
import { requireWrite } from '../permissions.ts'
import { modifiedNow, recordedNow } from '../recorded.ts'
import { forbidden, notFound, ruleBroken } from '../refusal.ts'
import { type Call, type Context, get, post, putOrPatch, type Route } from '../route.ts'
import type { BookingRow, QueueTokenRow, ResourceType, SlotRow, TokenQueueRow } from '../scheduling-tables.ts'
import { seek } from '../seek.ts'
import { renderShortBooking } from '../shapes/scheduling.ts'
import { renderCategory, renderQueue, renderSubQueue, renderToken } from '../shapes/token.ts'
import { nestedUserOf } from '../shapes/user.ts'
import { isObject, model, optional, parse, required, withDefault } from '../spec.ts'
import { anything, dictionary, oneOf, text, uuid } from '../spec-types.ts'
import { isOf, requireList, resourceInQuery, resourceOf, resourceType } from './schedulable.ts'

const generateSpec = model('TokenGenerationSpec', {
  category: required(uuid),
  note: optional(text()),
  queue: optional(uuid),
})
const categorySpec = model('TokenCategoryCreateSpec', {
  name: required(text()),
  resource_type: required(resourceType),
  shorthand: required(text()),
  metadata: withDefault(dictionary),
  default: withDefault(anything),
})
/** Read in the source of CARE's front end, which ends a token with the encounter; not recorded. */
const updateSpec = model('TokenUpdateSpec', {
  status: required(
    oneOf('UNFULFILLED', 'CREATED', 'IN_PROGRESS', 'FULFILLED', 'CANCELLED', 'ENTERED_IN_ERROR'),
  ),
  note: optional(text()),
  sub_queue: optional(uuid),
})
const subQueueSpec = model('TokenSubQueueCreateSpec', {
  name: required(text()),
  resource_type: required(resourceType),
  resource_id: required(uuid),
  status: required(oneOf('active', 'inactive')),
})

export function tokenRoutes(context: Context): Route[] {
  const { store } = context
  const path = '/api/v1/facility/:facility/token/'
  const facilityOf = ({ params }: Call) => seek(store, 'facilities', params.facility).id

  const bookingOf = (call: Call): { booking: BookingRow; slot: SlotRow } => {
    const booking = seek(store, 'bookings', call.params.booking)
    const slot = store.get('slots', booking.slot)
    if (slot === undefined || slot.facility !== facilityOf(call)) throw notFound('TokenBooking')
    return { booking, slot }
  }

  /** The queue of the slot's day: the one named, else the system's own, made when there is none. */
  const queueFor = (call: Call, slot: SlotRow, named: unknown): TokenQueueRow => {
    const date = slot.start_datetime.slice(0, 10)
    const queues = store.all('tokenQueues').filter((each) => isOf(slot)(each) && each.date === date)
    if (typeof named === 'string') {
      const queue = queues.find(({ id }) => id === named)
      if (queue === undefined) throw ruleBroken('Queue not found')
      return queue
    }
    const own = queues.find(({ system_generated }) => system_generated)
    const { facility, resource_type, resource } = slot
    return (
      own ??
      store.put('tokenQueues', {
        ...recordedNow(context, call),
        facility,
        resource_type,
        resource,
        name: 'System Generated',
        date,
        is_primary: queues.length === 0,
        system_generated: true,
      })
    )
  }

  /** Does not move the modified date of the booking. */
  const generate = (call: Call) => {
    const { booking, slot } = bookingOf(call)
    requireWrite(call.user, 'You do not have permission to update bookings')
    const body = parse(generateSpec, call.body())
    if (booking.token !== null) throw ruleBroken('Token already generated')
    const queue = queueFor(call, slot, body.queue)
    const category = store.get('tokenCategories', String(body.category))
    if (category?.facility !== slot.facility || category.resource_type !== slot.resource_type) {
      throw ruleBroken('Category not found')
    }
    const before = store
      .all('queueTokens')
      .filter((each) => each.queue === queue.id && each.category === category.id)
    const token: QueueTokenRow = {
      ...recordedNow(context, call),
      facility: slot.facility,
      queue: queue.id,
      category: category.id,
      number: before.length + 1,
      status: 'CREATED',
      note: typeof body.note === 'string' ? body.note : null,
      booking: booking.id,
      patient: booking.patient,
    }
    store.put('queueTokens', token)
    store.put('bookings', { ...booking, token: token.id })
    return json(renderToken(store, token))
  }

  const find = (call: Call): QueueTokenRow => {
    const facility = facilityOf(call)
    const token = seek(store, 'queueTokens', call.params.token)
    if (token.facility !== facility || token.queue !== call.params.queue) throw notFound('Token')
    return token
  }

  const update = (call: Call) => {
    const token = find(call)
    const body = parse(updateSpec, call.body())
    requireWrite(call.user, 'You do not have permission to update token')
    const changed = {
      ...token,
      ...modifiedNow(context, call),
      status: String(body.status),
      note: typeof body.note === 'string' ? body.note : token.note,
    }
    return json(renderToken(store, store.put('queueTokens', changed)))
  }

  const createCategory = (call: Call) => {
    const facility = facilityOf(call)
    const body = parse(categorySpec, call.body())
    if (!call.user.is_superuser && call.user.user_type !== 'administrator') {
      throw forbidden('Access Denied to Token Category')
    }
    const category = store.put('tokenCategories', {
      ...recordedNow(context, call),
      facility,
      name: String(body.name),
      resource_type: body.resource_type as ResourceType,
      shorthand: String(body.shorthand),
      metadata: isObject(body.metadata) ? body.metadata : {},
      default: body.default === true,
    })
    const by = nestedUserOf(store, category.created_by)
    return json({ ...renderCategory(category), created_by: by, updated_by: by })
  }

  const createSubQueue = (call: Call) => {
    const facility = facilityOf(call)
    const body = parse(subQueueSpec, call.body())
    requireWrite(call.user, 'You do not have permission to create token sub queue')
    const subQueue = {
      ...recordedNow(context, call),
      ...resourceOf(store, facility, body.resource_type, body.resource_id),
      name: String(body.name),
      status: String(body.status),
    }
    return json(renderSubQueue(store.put('tokenSubQueues', subQueue)))
  }

  const tokensOfPatient = ({ params, query }: Call) => {
    const patient = seek(store, 'patients', params.patient)
    const [facility, date] = [query.get('facility'), query.get('date')]
    const found = store
      .all('queueTokens')
      .filter((each) => each.patient === patient.id)
      .filter((each) => facility === null || each.facility === facility)
      .filter((each) => date === null || store.get('tokenQueues', each.queue)?.date === date)
    return json(page(query, found.reverse(), renderForPatient))
  }

  const renderForPatient = (token: QueueTokenRow) => {
    const booking = store.get('bookings', token.booking)
    const queue = store.get('tokenQueues', token.queue)
    return {
      ...renderToken(store, token),
      updated_by: null,
      booking: booking === undefined ? {} : renderShortBooking(store, booking),
      resource_type: queue?.resource_type ?? 'practitioner',
      resource: nestedUserOf(store, queue?.resource ?? ''),
    }
  }

  return [
    post('/api/v1/facility/:facility/appointments/:booking/generate_token/', generate),

    get(`${path}category/`, (call) => {
      const facility = facilityOf(call)
      requireWrite(call.user, 'Access Denied to Token Category')
      const type = call.query.get('resource_type')
      const found = store
        .all('tokenCategories')
        .filter((each) => each.facility === facility && (type === null || each.resource_type === type))
      return json(page(call.query, found.reverse(), renderCategory))
    }),
    post(`${path}category/`, createCategory),

    get(`${path}queue/`, (call) => {
      const wanted = resourceInQuery(store, facilityOf(call), call.query)
      requireList(store, call.user, wanted, 'list token queue')
      const date = call.query.get('date')
      const found = store
        .all('tokenQueues')
        .filter((each) => isOf(wanted)(each) && (date === null || each.date === date))
      return json(page(call.query, found.reverse(), renderQueue))
    }),
    get(`${path}queue/:queue/token/`, (call) => {
      facilityOf(call)
      const queue = seek(store, 'tokenQueues', call.params.queue)
      requireList(store, call.user, queue, 'list tokens')
      const found = store.all('queueTokens').filter((each) => each.queue === queue.id)
      return json(page(call.query, found.reverse(), (each) => renderToken(store, each)))
    }),

    get(`${path}queue/:queue/token/:token/`, (call) => {
      requireWrite(call.user, 'You do not have permission to list tokens')
      return json(renderToken(store, find(call)))
    }),
    putOrPatch(`${path}queue/:queue/token/:token/`, update),

    get(`${path}sub_queue/`, (call) => {
      const wanted = resourceInQuery(store, facilityOf(call), call.query)
      requireList(store, call.user, wanted, 'list token sub queue')
      const found = store.all('tokenSubQueues').filter(isOf(wanted))
      return json(page(call.query, found.reverse(), renderSubQueue))
    }),
    post(`${path}sub_queue/`, createSubQueue),

    get('/api/v1/patient/:patient/get_tokens/', tokensOfPatient),
  ]
}
