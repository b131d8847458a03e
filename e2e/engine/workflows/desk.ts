// A nurse's desk for one history: her tablet, the server behind it, and others who work on the same server. Before
// anything else she has seen what every shift sees.

import { type ApiRequest, get, targetOf } from '../../../shared/api-request.ts'
import { asked } from '../../../shared/care/asked.ts'
import type { IdTable } from '../../../shared/ids/replace-ids.ts'
import { type Json, type JsonObject, parseJson, valueAt } from '../../../shared/json.ts'
import type { Content } from '../../../shared/ports.ts'
import { seeded } from '../../care-api/seeded.ts'
import type { Dump, TableName } from '../../care-api/store.ts'
import { calendar, practitioners, slotsOn } from '../appointment-forms.ts'
import { createWardTablet, type WardTablet } from '../ward-tablet.ts'
import { encounterPage, patientPage } from './screens.ts'

export interface Desk {
  ward: WardTablet
  /** A day on which the doctor sees patients, and her slots of it, in order. */
  day: string
  slots: string[]
  /** What the server held before anybody did anything. */
  before: Dump
  /** A read, or a form, through the tablet. */
  ask(request: ApiRequest): Promise<{ status: number; body: Json }>
  /** The same, which must go well: its body. */
  get(request: ApiRequest): Promise<Json>
  /** Content to the address that the server, or the tablet, has given. */
  put(url: string, content: Content): Promise<void>
  setOnline(online: boolean): void
  /** Straight at the server, by a colleague. */
  elsewhere(request: ApiRequest): Promise<Json>
  /** Straight at the server, as the nurse. */
  atServer(request: ApiRequest): Promise<Json>
  /** Changes a row of the server. */
  change(table: TableName, id: string, fields: JsonObject): Promise<void>
  /** The server's id for each temporary one. */
  serverIds(): Promise<IdTable>
}

/** The one kind of tokens of the house. */
export const tokenCategory = seeded.bedId(0)

export async function openDesk(): Promise<Desk> {
  const ward = await createWardTablet()
  ward.api.store.put('tokenCategories', {
    ...{ id: tokenCategory, facility: seeded.facilityId, name: 'General', shorthand: 'G', default: true },
    ...{ resource_type: 'practitioner' as const, metadata: {} },
    ...{ created_by: seeded.users.admin, updated_by: seeded.users.admin },
    ...{ created_date: '2026-11-21T09:00:00Z', modified_date: '2026-11-21T09:00:00Z' },
  })
  const before = ward.api.store.dump()
  await ward.signIn('nurse')
  const day = nextMonday(ward.tablet.clock.now())
  const today = new Date(ward.tablet.clock.now()).toISOString().slice(0, 10)
  const page = async (request: ApiRequest) => (await ward.ask(request)).body
  for (const request of [
    asked.currentUser(),
    asked.facility(seeded.facilityId),
    asked.geoRoots(),
    asked.departments(seeded.facilityId),
    asked.allFacilities(),
    asked.questionnaires('encounter'),
    asked.questionnaire(seeded.questionnaires.vitals.slug),
    get('/api/v1/users/', { limit: '50', offset: '0', search_text: '' }),
    practitioners(),
    // Whoever works here has opened a patient and an encounter before.
    patientPage(seeded.patientId(0)),
    encounterPage(seeded.encounterId(0)),
    calendar(today, day),
  ])
    await page(request)
  const slots = (valueAt(await page(slotsOn(day)), '/results') as { id: string; start_datetime: string }[])
    .sort((a, b) => (a.start_datetime < b.start_datetime ? -1 : 1))
    .map(({ id }) => id)

  const send = (who: 'nurse' | 'doctor', request: ApiRequest): Promise<Json> =>
    direct(ward, request, ward.api.tokens.issue(seeded.users[who], 'access'))
  return {
    ward,
    day,
    slots,
    before,
    async ask(request) {
      const { answer, body } = await ward.ask(request)
      return { status: answer.status, body }
    },
    async get(request) {
      const { answer, body } = await ward.ask(request)
      if (answer.status >= 400) throw new Error(`${request.method} ${targetOf(request)}: ${answer.text}`)
      return body
    },
    async put(url, content) {
      const put = await ward.tablet.engine.putContent(url, content)
      if (put?.status !== 200) throw new Error(`not taken: ${put?.status} ${put?.text}`)
    },
    setOnline(online) {
      ward.network.online = online
    },
    elsewhere: (request) => send('doctor', request),
    atServer: (request) => send('nurse', request),
    async change(table, id, fields) {
      // Deleted ones too: what was taken away can come back.
      const row = ward.api.store.dump()[table].find((one) => one.id === id)
      if (!row) throw new Error(`no ${id} in ${table}`)
      ward.api.store.put(table, { ...row, ...fields } as never)
    },
    async serverIds() {
      const rows = await ward.tablet.rows()
      return new Map(
        rows.flatMap((row) =>
          row.syncStatus === 'success'
            ? row.created.map(({ pointer, id }): [string, string] => [
                id,
                String(valueAt(row.response, pointer)),
              ])
            : [],
        ),
      )
    },
  }
}

async function direct(ward: WardTablet, request: ApiRequest, token: string): Promise<Json> {
  const response = await ward.api.app.request(`http://localhost:9000${targetOf(request)}`, {
    method: request.method,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
  })
  const body = parseJson((await response.text()) || 'null') ?? null
  if (response.status >= 400)
    throw new Error(`${request.method} ${targetOf(request)}: ${response.status} ${JSON.stringify(body)}`)
  return body
}

function nextMonday(nowMs: number): string {
  const days = (8 - new Date(nowMs).getUTCDay()) % 7 || 7
  return new Date(nowMs + days * 86_400_000).toISOString().slice(0, 10)
}
