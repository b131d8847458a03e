// A desk with a patient in front of it and a day's slots on the screen: what histories of bookings begin with.

import type { ApiRequest } from '../../shared/api-request.ts'
import { type Json, type JsonObject, valueAt } from '../../shared/json.ts'
import { seeded } from '../care-api/seeded.ts'
import { appointmentsOf, practitioners, slotsOn } from './appointment-forms.ts'
import { patientOf } from './forms.ts'
import { createWardTablet, type WardTablet } from './ward-tablet.ts'

export interface BookingDesk {
  ward: WardTablet
  patient: string
  day: string
  ask(request: ApiRequest): Promise<Json>
  /** The status alone. */
  answered(request: ApiRequest): Promise<number>
  slot(at: number): string
  /** Slots in which somebody has a place, as the screen shows them. */
  taken(): Promise<number[]>
  /** Bookings on the server, as slot and status. */
  standing(): Json[][]
  /** What waits, by type, in the order saved. */
  queued(): Promise<string[]>
  goOnline(): ReturnType<WardTablet['drain']>
}

export const idIn = (body: Json, pointer = '/id'): string => String(valueAt(body, pointer))
export const rowsIn = (body: Json): JsonObject[] => (valueAt(body, '/results') ?? []) as JsonObject[]

export async function openBookingDesk(): Promise<BookingDesk> {
  const ward = await createWardTablet()
  await ward.signIn('nurse')
  const patient = seeded.patientId(0)
  const ask = async (request: ApiRequest) => (await ward.ask(request)).body
  const day = nextMonday(ward.tablet.clock.now())
  await ask(patientOf(patient))
  await ask(practitioners())
  const sorted = async () =>
    rowsIn(await ask(slotsOn(day))).sort((a, b) =>
      String(a.start_datetime) < String(b.start_datetime) ? -1 : 1,
    )
  const slots = (await sorted()).map(({ id }) => String(id))
  await ask(appointmentsOf(patient))
  return {
    ward,
    patient,
    day,
    ask,
    answered: async (request) => (await ward.ask(request)).answer.status,
    slot: (at) => slots[at] ?? '',
    taken: async () =>
      (await sorted()).flatMap(({ allocated }, at) => Array<number>(Number(allocated)).fill(at)),
    standing: () => ward.api.store.all('bookings').map(({ slot, status }) => [slots.indexOf(slot), status]),
    async queued() {
      const listed = await ward.tablet.engine.api.writes()
      if (!listed.ok) throw new Error(listed.failure.code)
      const waiting = listed.value.writes.filter(({ syncStatus }) => syncStatus !== 'success')
      return waiting.map(({ type }) => type).reverse()
    },
    goOnline() {
      ward.network.online = true
      return ward.drain()
    },
  }
}

function nextMonday(nowMs: number): string {
  const days = (8 - new Date(nowMs).getUTCDay()) % 7 || 7
  return new Date(nowMs + days * 86_400_000).toISOString().slice(0, 10)
}
