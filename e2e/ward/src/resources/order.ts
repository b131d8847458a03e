// What is ordered in an encounter, and what is charged: as CARE's front end batches it.
import { query } from '../request/query.ts'
import { type ApiRoute, type Page, Type } from '../request/route.ts'
import type { SubRequest } from './questionnaire.ts'

export const ORDER_KINDS = ['service_request', 'charge_item'] as const
export type OrderKind = (typeof ORDER_KINDS)[number]

interface OrderDefinition {
  id: string
  slug: string
  title: string
}

interface Order {
  id: string
  title: string
  /** Of a service request. */
  priority?: string
  /** Of a charge. */
  quantity?: number
  created_date: string
}

const pathOf: Record<OrderKind, string> = { service_request: 'service_request', charge_item: 'charge_item' }
const definitionsOf: Record<OrderKind, string> = {
  service_request: 'activity_definition',
  charge_item: 'charge_item_definition',
}
const keyOf: Record<OrderKind, string> = { service_request: 'service-requests', charge_item: 'charge-items' }

const listRoute = (path: string) =>
  ({
    path: `/api/v1/facility/{facilityId}/${path}/`,
    method: 'GET',
    TRes: Type<Page<Order>>(),
  }) satisfies ApiRoute
const definitionsRoute = (path: string) =>
  ({
    path: `/api/v1/facility/{facilityId}/${path}/`,
    method: 'GET',
    TRes: Type<Page<OrderDefinition>>(),
  }) satisfies ApiRoute

export const ordersQuery = (kind: OrderKind, facilityId: string, encounterId: string) => ({
  queryKey: [keyOf[kind], facilityId, encounterId],
  queryFn: query(listRoute(pathOf[kind]), {
    pathParams: { facilityId },
    queryParams: { encounter: encounterId, limit: 20, offset: 0 },
  }),
  meta: { persist: true },
})

export const orderDefinitionsQuery = (kind: OrderKind, facilityId: string) => ({
  queryKey: [definitionsOf[kind], facilityId],
  queryFn: query(definitionsRoute(definitionsOf[kind]), {
    pathParams: { facilityId },
    queryParams: { limit: 100, offset: 0, status: 'active' },
  }),
  meta: { persist: true },
})

/** What is asked beside the definition: how urgent, or how often. The first is chosen beforehand. */
export const orderDetails: Record<OrderKind, readonly string[]> = {
  service_request: ['routine', 'urgent', 'stat'],
  charge_item: ['1', '2', '3'],
}

export function orderRequest(
  kind: OrderKind,
  facilityId: string,
  encounter: string,
  definition: string,
  detail: string,
): SubRequest {
  const at = `/api/v1/facility/${facilityId}/${pathOf[kind]}/`
  return kind === 'service_request'
    ? {
        url: `${at}apply_activity_definition/`,
        method: 'POST',
        reference_id: kind,
        body: { activity_definition: definition, encounter, service_request: { priority: detail } },
      }
    : {
        url: `${at}apply_charge_item_defs/`,
        method: 'POST',
        reference_id: kind,
        body: { requests: [{ charge_item_definition: definition, quantity: Number(detail), encounter }] },
      }
}
